import assert from 'node:assert/strict';
import { historyEntry } from '../../../../src/core/history/historyEntry';
import type { ProviderErrorKind } from '../../../../src/core/model/providerError';
import type { Cap, Reading } from '../../../../src/core/model/reading';
import { unit } from '../../../../src/core/money/money';
import { dayMs } from '../../../../src/core/time/durations';
import { openHistory } from '../../../../src/node/history/openHistory';
import type { OpenHistory } from '../../../../src/node/history/layeredHistory';
import { readLatest } from '../../../../src/node/history/readLatest';
import { loadSqlite } from '../../../../src/node/sqlite/sqlite';
import { historyFolder, removeHistoryFolders } from '../../../support/historyFolder';
import { day, hour, minute, start, units } from '../../../support/historyRows';
import { idOf } from '../../../support/ids';

const usd = unit('USD');
const nothing: Omit<Reading, 'at'> = { balances: [], caps: [], spend: [], callsRefused: false, problems: [] };

for (const [kind, sqlite] of Object.entries({ disk: loadSqlite(), memory: null })) {
  describe(`what is reported beside balances, ${kind}`, () => {
    let now: number;
    let folder: string;
    let store: OpenHistory;
    const answer = (parts: Partial<Reading>): void => {
      const reading = { ...nothing, ...parts, at: now };
      store.record(historyEntry(idOf('work'), 0, { ok: true, reading }, now));
    };
    const fail = (error: ProviderErrorKind): void =>
      store.record(historyEntry(idOf('work'), 0, { ok: false, error: { kind: error, host: 'api.example.com' } }, now));
    const known = (): Reading | undefined => store.latest().find(({ account }) => account === 'work')?.reading;
    beforeEach(() => {
      [now, folder] = [start + 100 * day, historyFolder()];
      store = openHistory({ folder, now: () => now, sqlite });
    });
    afterEach(() => {
      if (sqlite) assert.deepEqual(readLatest(folder, now), store.latest(), 'a window that opens reads the same');
      store.close();
      removeHistoryFolders();
    });

    const daily: Cap = { unit: usd, limit: units(10), remaining: units(4), resets: 'daily', resetsAt: start + 101 * day };
    const plan: Cap = { owner: 'plan', unit: usd, limit: null, remaining: units(40), resets: 'monthly' };
    it('caps are there with their limit, and an account that has nothing else', () => {
      answer({ caps: [daily, plan] });
      assert.deepEqual(new Set(known()?.caps), new Set([daily, plan]));
      assert.deepEqual([known()?.at, known()?.balances, store.lines()], [now, [], []]);
    });
    it('what each cap leaves is a line of its own', () => {
      answer({ caps: [daily, plan] });
      now += hour;
      answer({ caps: [{ ...daily, remaining: units(3) }, plan] });
      now += hour;
      answer({ caps: [{ ...daily, limit: units(20), remaining: units(3) }, plan] });
      const line = { account: idOf('work'), unit: 'USD', cap: 'key daily' };
      assert.deepEqual(new Set(store.capLines().map(({ cap }) => cap)), new Set(['key daily', 'plan monthly']));
      assert.deepEqual(
        store.readings(line, 0, now).map(({ available, limit, paid, granted }) => [available, limit, paid, granted]),
        [
          [units(4), units(10), null, null],
          [units(3), units(10), null, null],
          [units(3), units(20), null, null],
        ],
      );
      assert.equal(store.series(line, 0, now, 10).length, 3);
    });
    it('a cap that the last answer does not name is not shown as one of now', () => {
      answer({ caps: [daily, plan] });
      now += hour;
      answer({ caps: [plan] });
      assert.deepEqual(known()?.caps, [plan]);
    });
    it('windows of spend are there with their latest amount', () => {
      answer({ spend: [{ unit: usd, window: 'month', amount: units(30), atLeast: true }] });
      now += hour;
      const spend: Reading['spend'] = [
        { unit: usd, window: 'day', amount: units(2) },
        { unit: usd, window: 'month', amount: units(31) },
      ];
      answer({ spend });
      assert.deepEqual(new Set(known()?.spend), new Set(spend));
    });
    it('a day is restated by a later answer, and stays when none tells of it any more', () => {
      const first = start + 98 * day;
      answer({ days: [0, 1, 2].map((index) => ({ day: first + index * dayMs, unit: usd, amount: units(index + 1) })) });
      now += day;
      answer({ days: [1, 2, 3].map((index) => ({ day: first + index * dayMs, unit: usd, amount: units(10 + index) })) });
      assert.deepEqual(
        store.spendDays(idOf('work'), 0, Infinity).map((one) => [(one.day - first) / dayMs, one.amount / 1e6, one.at]),
        [
          [0, 1, now - day],
          [1, 11, now],
          [2, 12, now],
          [3, 13, now],
        ],
      );
      assert.equal(store.spendDays(idOf('work'), first + dayMs, first + 2 * dayMs).length, 2);
    });
    it('a bound does not stand against a day that was told whole, unless it is more', () => {
      const told = { day: start + 98 * day, unit: usd };
      answer({ days: [{ ...told, amount: units(5) }] });
      now += hour;
      answer({ days: [{ ...told, amount: units(3), atLeast: true }] });
      assert.deepEqual(
        [store.spendDays(idOf('work'), 0, now)[0]?.amount, store.spendDays(idOf('work'), 0, now)[0]?.atLeast],
        [units(5), undefined],
      );
      now += hour;
      answer({ days: [{ ...told, amount: units(8), atLeast: true }] });
      assert.deepEqual(
        [store.spendDays(idOf('work'), 0, now)[0]?.amount, store.spendDays(idOf('work'), 0, now)[0]?.atLeast],
        [units(8), true],
      );
    });
    it('a day that a window alone tells of is kept as well', () => {
      now += 5 * hour;
      answer({ spend: [{ unit: usd, window: 'day', amount: units(2) }] });
      assert.deepEqual(store.spendDays(idOf('work'), 0, now), [
        { day: start + 100 * day, unit: 'USD', amount: units(2), epoch: 0, at: now },
      ]);
    });
    it('what a clock that was ahead wrote is no later answer', () => {
      now += 30 * day;
      answer({
        spend: [{ unit: usd, window: 'month', amount: units(9) }],
        days: [{ day: start + 99 * day, unit: usd, amount: units(9) }],
      });
      now -= 30 * day;
      answer({
        spend: [{ unit: usd, window: 'month', amount: units(7) }],
        days: [{ day: start + 99 * day, unit: usd, amount: units(7) }],
      });
      assert.deepEqual([known()?.spend[0]?.amount, store.spendDays(idOf('work'), 0, now)[0]?.amount], [units(7), units(7)]);
    });

    const intervals = (from = 0): readonly unknown[] =>
      store.intervals(idOf('work'), from, Infinity).map(({ from: began, to, outcome }) => [began - start - 100 * day, to - began, outcome]);
    it('"down", "refused" and "not asked" differ in the past', () => {
      const checks: readonly (ProviderErrorKind | null)[] = [null, null, 'unreachable', 'unreachable', 'unauthorized', null];
      for (const error of checks) {
        if (error) fail(error);
        else answer({});
        now += hour;
      }
      now += 10 * hour;
      answer({});
      assert.deepEqual(intervals(), [
        [0, hour, 'answered'],
        [2 * hour, hour, 'unreachable'],
        [4 * hour, 0, 'unauthorized'],
        [5 * hour, 0, 'answered'],
        [16 * hour, 0, 'answered'],
      ]);
      assert.equal(intervals(start + 100 * day + 5 * hour).length, 2);
    });
    it('the same check told twice is one', () => {
      for (let check = 0; check < 20; check += 1) {
        answer({});
        answer({});
        now += 15 * minute;
      }
      assert.deepEqual(intervals(), [[0, 19 * 15 * minute, 'answered']]);
    });
    it('an account that never answered has no reading', () => {
      fail('timeout');
      assert.deepEqual([known(), store.intervals(idOf('work'), 0, now).length], [undefined, 1]);
    });
    it('two counts tell what is appended from what is changed', () => {
      const balance = (at: number, amount: number): Partial<Reading> => ({
        balances: [{ unit: usd, available: units(amount), parts: [], at }],
      });
      const counts = (): readonly [number, number] => {
        const [line] = store.lines();
        assert.ok(line);
        return [line.revision, line.rewritten];
      };
      answer(balance(now, 10));
      const first = counts();
      now += hour;
      answer(balance(now, 9));
      const appended = counts();
      assert.ok(appended[0] > first[0] && appended[1] === first[1]);
      answer(balance(now - minute, 9.5));
      const late = counts();
      assert.ok(late[0] > appended[0] && late[1] > appended[1]);
      answer(balance(now, 8));
      const replaced = counts();
      assert.ok(replaced[0] > late[0] && replaced[1] > late[1]);
      store.importRows([
        { account: idOf('work'), unit: 'USD', reading: { at: start, epoch: 0, available: units(50), paid: null, granted: null } },
      ]);
      const imported = counts();
      assert.ok(imported[0] > replaced[0] && imported[1] > replaced[1]);
      now += minute;
      answer(balance(now, 8));
      assert.ok(counts()[0] > imported[0] && counts()[1] === imported[1], 'one that did not change moves the end alone');
    });
  });
}
