import assert from 'node:assert/strict';
import { openHistory } from '../../../../src/node/history/openHistory';
import type { OpenHistory } from '../../../../src/node/history/layeredHistory';
import { ledgerOf } from '../../../../src/core/ledger/ledger';
import { historyFolder, removeHistoryFolders } from '../../../support/historyFolder';
import { day, hour, latestRows, minute, past, rowsOf, start, units, work } from '../../../support/historyRows';
import { idOf } from '../../../support/ids';

describe('thinning of old history', () => {
  let now: number;
  let retention: number;
  let store: OpenHistory;
  const every10Minutes = Array.from({ length: 6 * 24 * 20 }, (_, index) => past(start + index * 10 * minute, 5000 - index));
  // A note's reading outlives the others of its hour.
  const lastOfHours = every10Minutes.filter(({ at }, index) => index % 6 === 5 || at === start + hour);
  /** As the polling of one day does. */
  const record = (): void => {
    for (let time = 0; time < 100; time += 1) store.record();
  };
  /** Day by day up to that time. */
  const live = (until: number): void => {
    for (; now < until; now += day) record();
    now = until;
    record();
  };
  const all = (): ReturnType<OpenHistory['readings']> => store.readings(work, 0, now);

  beforeEach(() => {
    now = start + 100 * day;
    retention = 0;
    store = openHistory({ folder: historyFolder(), now: () => now, retention: () => retention });
    store.importRows(rowsOf(every10Minutes));
    store.setNote({ ...work, at: start + hour, text: 'Invoice' });
  });
  afterEach(() => {
    store.close();
    removeHistoryFolders();
  });

  it('leaves what is younger than 400 days', () => {
    record();
    assert.deepEqual(all(), every10Minutes);
  });
  it('leaves the last reading of each hour before that', () => {
    live(start + 411 * day);
    const halfway = start + 10 * day;
    assert.deepEqual(all(), [...lastOfHours.filter(({ at }) => at < halfway), ...every10Minutes.filter(({ at }) => at >= halfway)]);
    assert.equal(store.notes(work).length, 1);
  });
  it('goes on where it stopped, day by day', () => {
    live(start + 410 * day);
    live(now + 20 * day);
    assert.deepEqual(all(), lastOfHours);
    assert.deepEqual(latestRows(store), rowsOf([every10Minutes.at(-1)!]));
  });
  it('never runs when the history is opened or read', () => {
    now = start + 500 * day;
    assert.deepEqual(all(), every10Minutes);
  });
  it('runs once a day', () => {
    live(now + day);
    retention = 1;
    now += 23 * hour;
    record();
    assert.equal(all().length, every10Minutes.length);
    now += 2 * hour;
    record();
    assert.equal(all().length, 1);
  });
  // incident 35
  it('leaves both sides of a top-up, so that the ledger stays the same', () => {
    const line = { account: idOf('topped'), unit: 'USD' };
    const readings = Array.from({ length: 6 * 48 }, (_, index) =>
      past(start + index * 10 * minute, 1000 - index + (index >= 100 ? 50 : 0)),
    );
    store.importRows(rowsOf(readings, line));
    const events = (): readonly unknown[] =>
      ledgerOf(store.readings(line, 0, now), now, 'UTC').events.filter(({ kind }) => kind !== 'spend');
    const before = events();
    live(start + 500 * day);
    assert.ok(store.readings(line, 0, now).length < readings.length);
    assert.deepEqual(events(), before);
    assert.equal(before.length, 1);
  });
  it('leaves both sides of an expiry: what ran out of time was not spent', () => {
    const line = { account: idOf('granted'), unit: 'USD' };
    const paid = (index: number): number => (index < 9 ? 10 : 8);
    const readings = Array.from({ length: 6 * 48 }, (_, index) => {
      const granted = index < 8 ? 5 : 0;
      return past(start + index * 10 * minute, paid(index) + granted, paid(index), granted);
    });
    store.importRows(rowsOf(readings, line));
    const sums = (): readonly unknown[] =>
      ledgerOf(store.readings(line, 0, now), now, 'UTC').events.map(({ kind, amount }) => [kind, amount]);
    const before = sums();
    live(start + 500 * day);
    assert.ok(store.readings(line, 0, now).length < readings.length);
    assert.deepEqual([sums(), before.length], [before, 2]);
  });
  it('leaves both sides of an expiry, so that it does not become spend', () => {
    const line = { account: idOf('expired'), unit: 'USD' };
    const parts = [
      [-10, 10, 5],
      [0, 10, 5],
      [10, 10, 0],
      [20, 8, 0],
      [30, 7.5, 0],
      [50, 7, 0],
    ] as const;
    store.importRows(
      rowsOf(
        parts.map(([minutes, paid, granted]) => past(start + 10 * hour + minutes * minute, paid + granted, paid, granted)),
        line,
      ),
    );
    const sums = (): unknown => {
      const { events } = ledgerOf(store.readings(line, 0, now), now, 'UTC');
      return (['expiry', 'spend', 'adjustment'] as const).map((wanted) =>
        events.filter(({ kind }) => kind === wanted).reduce((sum, { amount }) => sum + amount, 0),
      );
    };
    const before = sums();
    live(start + 500 * day);
    assert.ok(store.readings(line, 0, now).length < parts.length);
    assert.deepEqual(sums(), before);
    assert.deepEqual(before, [units(5), units(3), 0]);
  });
  it('deletes what a setting says is too old, with its notes, but never the balance', () => {
    retention = 90;
    live(now + day);
    assert.deepEqual(
      all(),
      every10Minutes.filter(({ at }) => at >= start + 10 * day),
    );
    assert.deepEqual(store.notes(work), []);
    live(now + 200 * day);
    assert.deepEqual(all(), every10Minutes.slice(-1));
  });
});
