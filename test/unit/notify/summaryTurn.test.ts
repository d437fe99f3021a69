import assert from 'node:assert/strict';
import { memoryWatch } from '../../../src/core/checks/memoryWatch';
import { takesSummaryTurn, type SummaryPace } from '../../../src/core/notify/summaryTurn';
import { hour, minute } from '../../support/accounts';
import { historyFolder, removeHistoryFolders } from '../../support/historyFolder';
import { storeOf } from '../../support/watchWindow';

const at = (text: string): number => Date.parse(text);
const day = 24 * hour;

describe('whose turn a summary is', () => {
  for (const pace of ['hourly', 'daily'] as const) {
    it(`${pace}: nothing is posted at once when it is switched on, nor on again a day later`, () => {
      const store = memoryWatch();
      const turn = (of: SummaryPace, now: number): boolean => takesSummaryTurn(store, of, now, 'UTC');
      const first = at('2026-01-29T09:30Z');
      assert.deepEqual([turn(pace, first), turn(pace, first + minute)], [false, false]);
      for (const off of ['off', pace === 'hourly' ? 'daily' : 'hourly'] as const) {
        turn(off, first + 2 * minute);
        const later = first + 3 * day;
        assert.deepEqual([turn(pace, later), turn(pace, later + minute), turn(pace, later + day)], [false, false, true], off);
      }
    });
  }

  const zones: readonly (readonly [zone: string, hourBegins: number])[] = [
    ['UTC', 0],
    ['Asia/Kolkata', 30],
    ['Asia/Kathmandu', 15],
    ['Australia/Lord_Howe', 30],
  ];
  for (const [zone, hourBegins] of zones) {
    it(`an hour begins when the clock on the wall in ${zone} says so`, () => {
      const store = memoryWatch();
      const from = at('2026-06-01T00:01Z');
      const posted: number[] = [];
      for (let now = from; now < from + 12 * hour; now += minute) if (takesSummaryTurn(store, 'hourly', now, zone)) posted.push(now);
      assert.deepEqual([posted.length, new Set(posted.map((time) => (time / minute) % 60))], [12, new Set([hourBegins])]);
    });
  }
  it('a night whose clock goes back half an hour has no two summaries at once', () => {
    const store = memoryWatch();
    let last = 0;
    for (let now = at('2026-04-04T00:01Z'); now < at('2026-04-06T00:00Z'); now += minute) {
      if (!takesSummaryTurn(store, 'hourly', now, 'Australia/Lord_Howe')) continue;
      assert.ok(now - last >= hour / 2);
      last = now;
    }
  });
  it('of two windows one posts', () => {
    const folder = historyFolder();
    const windows = [storeOf(folder), storeOf(folder)];
    for (let now = at('2026-01-29T09:30Z'), turn = 0; turn < 6; now += hour, turn += 1) {
      const taken = windows.filter((store) => takesSummaryTurn(store, 'hourly', now, 'UTC'));
      assert.equal(taken.length, turn === 0 ? 0 : 1);
      windows.reverse();
    }
    for (const store of windows) store.close();
    removeHistoryFolders();
  });
});
