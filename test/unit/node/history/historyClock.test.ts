import assert from 'node:assert/strict';
import fc from 'fast-check';
import { eventsOf } from '../../../../src/core/ledger/ledgerEvents';
import { openHistory } from '../../../../src/node/history/openHistory';
import type { OpenHistory } from '../../../../src/node/history/layeredHistory';
import { loadSqlite } from '../../../../src/node/sqlite/sqlite';
import { historyFolder, removeHistoryFolders } from '../../../support/historyFolder';
import { day, hour, latestRows, minute, past, recordRows, rowsOf, start, units, work } from '../../../support/historyRows';
import { idOf } from '../../../support/ids';

for (const [kind, sqlite] of Object.entries({ disk: loadSqlite(), memory: null })) {
  describe(`a clock that is wrong, ${kind}`, () => {
    let now: number;
    let retention: number;
    let store: OpenHistory;
    const check = (available: number): void => recordRows(store, rowsOf([past(now, available)]));
    beforeEach(() => {
      [now, retention] = [start + 100 * day, 0];
      store = openHistory({ folder: historyFolder(), now: () => now, retention: () => retention, sqlite });
    });
    afterEach(() => {
      store.close();
      removeHistoryFolders();
    });

    it('two days behind for one check: no row is gone when it is right again', () => {
      const all = Array.from({ length: 96 }, (_, index) => past(now - (96 - index) * hour, 200 - index));
      recordRows(store, rowsOf(all));
      now -= 2 * day;
      check(150);
      assert.deepEqual(latestRows(store), rowsOf([{ ...past(now, 150), epoch: 1 }]), 'what it reads is not hidden');
      assert.ok(store.readings(work, 0, Infinity).every(({ at }) => at <= now));
      now += 2 * day;
      check(100);
      const known = store.readings(work, 0, Infinity);
      assert.deepEqual(
        known.filter(({ epoch }) => epoch === 0),
        all,
      );
      assert.deepEqual(
        eventsOf(known).filter((event) => event.kind !== 'spend'),
        [],
      );
    });
    it('a heartbeat in the future does not stand for the present', () => {
      check(10);
      now += 3 * day;
      check(10);
      now -= 3 * day - hour;
      assert.equal(store.lines()[0]?.last, now - hour);
      assert.deepEqual(latestRows(store), rowsOf([past(now - hour, 10)]));
      check(10);
      assert.equal(store.lines()[0]?.last, now);
      now += minute;
      check(10);
      assert.equal(store.latest()[0]?.reading.at, now, 'one conflict, one epoch');
      assert.equal(store.latest()[0]?.epoch, 1);
    });
    it('at the same second as another, both stay', () => {
      check(10);
      const at = now;
      now += day;
      check(9);
      now -= day;
      check(8);
      assert.deepEqual(store.readings(work, at, at), [past(at, 10), { ...past(at, 8), epoch: 1 }]);
    });
    it('a few minutes ahead, and right again: neither a top-up nor spend twice', () => {
      for (const [ahead, meanwhile] of [
        [4 * minute, 100],
        [4 * minute, 95],
        [2_000, 100],
      ] as const) {
        const account = idOf(`${ahead} ${meanwhile}`);
        const from = now;
        const told = (at: number, clock: number, available: number): void => {
          now = from + clock;
          recordRows(store, rowsOf([past(from + at, available)], { account, unit: 'USD' }));
        };
        told(0, 0, 100);
        told(ahead + minute, ahead + minute, meanwhile);
        told(minute + 1_000, minute + 1_000, 90);
        told(6 * minute, 6 * minute, 90);
        const events = eventsOf(store.readings({ account, unit: 'USD' }, 0, Infinity));
        assert.deepEqual(
          events.filter(({ kind }) => kind !== 'spend'),
          [],
        );
        assert.ok(events.reduce((sum, { amount }) => sum + amount, 0) <= units(10), `${ahead}, ${meanwhile}`);
      }
    });
    it('what comes late, behind what another window wrote meanwhile, begins no epoch', () => {
      recordRows(store, rowsOf([past(now - minute, 10)]));
      recordRows(store, rowsOf([past(now, 8)]));
      recordRows(store, rowsOf([past(now - 2_000, 9)]));
      assert.deepEqual(
        store.readings(work, 0, Infinity).map(({ epoch }) => epoch),
        [0, 0, 0],
      );
    });
    it('minutes ahead are read at once, and make no money when they are taken back', () => {
      check(100);
      const begun = now;
      now = begun + 5 * minute;
      check(100);
      now = begun + 2 * minute;
      check(90);
      assert.deepEqual(latestRows(store), rowsOf([{ ...past(now, 90), epoch: 1 }]));
      now = begun + 6 * minute;
      check(85);
      const events = eventsOf(store.readings(work, 0, Infinity)).map(({ kind, amount }) => ({ kind, amount }));
      assert.deepEqual(events, [{ kind: 'spend', amount: units(5) }]);
    });
    it('whatever it does, no row is gone, and money neither comes nor goes by it', () => {
      const ahead = fc.oneof(
        fc.integer({ min: -96 * hour, max: 96 * hour }),
        fc.integer({ min: -10, max: 10 }).map((count) => count * minute),
        fc.integer({ min: -90, max: 90 }).map((count) => count * 1000),
      );
      const steps = fc.array(fc.tuple(ahead, fc.integer({ min: 0, max: 3 })), { minLength: 2, maxLength: 25 });
      fc.assert(
        fc.property(steps, (jumps) => {
          const account = idOf(`run ${JSON.stringify(jumps)}`);
          let balance = 1000;
          now = start + 500 * day;
          const written: string[] = [];
          let spentForwards = 0;
          for (const [index, [jump, spent]] of jumps.entries()) {
            // Two checks of one account within a second do not happen, and could not be told apart.
            const passed = Math.abs(jump + minute) < 1000 ? 1000 : jump + minute;
            now += passed;
            balance -= spent;
            if (index > 0 && passed > 0) spentForwards += spent;
            const [line, reading] = [{ account, unit: 'USD' }, past(now, balance)];
            recordRows(store, rowsOf([reading], line));
            const [latest] = store.latest().filter((one) => one.account === account);
            assert.equal(latest?.reading.balances[0]?.available, units(balance), 'the balance is what was read last');
            written.push(String(reading.available));
          }
          now = start + 5000 * day;
          const known = store.readings({ account, unit: 'USD' }, 0, Infinity);
          assert.deepEqual(new Set(known.map(({ available }) => String(available))), new Set(written));
          const events = eventsOf(known);
          assert.deepEqual(
            [...new Set(events.map((event) => event.kind))].filter((one) => one !== 'spend'),
            [],
          );
          const spent = events.reduce((sum, { amount }) => sum + amount, 0);
          assert.equal(spent, units(spentForwards), 'all but what went while the clock was put back');
        }),
        { numRuns: 100 },
      );
    });
    if (sqlite) {
      it('a year ahead for an hour deletes and thins nothing that a right one would have kept', () => {
        const all = Array.from({ length: 6 * 24 * 80 }, (_, index) => past(now - 80 * day + index * 10 * minute, 20_000 - index));
        store.importRows(rowsOf(all));
        retention = 90;
        const live = (days: number): void => {
          for (let passed = 0; passed < days; passed += 1) {
            now += day;
            for (let poll = 0; poll < 60; poll += 1) store.record();
          }
        };
        live(3);
        now += 365 * day;
        for (let poll = 0; poll < 60; poll += 1) store.record();
        now -= 365 * day;
        for (let poll = 0; poll < 60; poll += 1) store.record();
        assert.deepEqual(store.readings(work, 0, Infinity), all);
        live(20);
        assert.ok(store.readings(work, 0, Infinity).length < all.length, 'and the right clock goes on');
      });
    }
  });
}
