import assert from 'node:assert/strict';
import { historyEntry } from '../../../../src/core/history/historyEntry';
import { nextEpoch } from '../../../../src/core/checks/watchRecord';
import { keptLedgers } from '../../../../src/core/ledger/keptLedgers';
import { ledgerOf } from '../../../../src/core/ledger/ledger';
import { unit } from '../../../../src/core/money/money';
import { openHistory } from '../../../../src/node/history/openHistory';
import type { OpenHistory } from '../../../../src/node/history/layeredHistory';
import { readLatest } from '../../../../src/node/history/readLatest';
import { loadSqlite } from '../../../../src/node/sqlite/sqlite';
import { historyFolder, removeHistoryFolders } from '../../../support/historyFolder';
import { day, hour, minute, past, start, units, work } from '../../../support/historyRows';
import { idOf } from '../../../support/ids';

const now = start + 100 * day + 12 * hour;

for (const [kind, sqlite] of Object.entries({ disk: loadSqlite(), memory: null })) {
  describe(`epochs of an account, ${kind}`, () => {
    let folder: string;
    let store: OpenHistory;
    const check = (epoch: number, at: number, available: number, name = 'USD'): void => {
      const balances = [{ unit: unit(name), available: units(available), parts: [], at }];
      const reading = { at, balances, caps: [], spend: [], callsRefused: false, problems: [] };
      store.record(historyEntry(idOf('work'), epoch, { ok: true, reading }, at));
    };
    const shown = (): readonly unknown[] =>
      store
        .latest()
        .flatMap(({ epoch, reading }) => reading.balances.map((balance) => [epoch, balance.unit, balance.available]))
        .sort();
    beforeEach(() => {
      folder = historyFolder();
      store = openHistory({ folder, now: () => now, sqlite });
    });
    afterEach(() => {
      store.close();
      removeHistoryFolders();
    });

    it('a new account under the id of a removed one has spent nothing yet', () => {
      check(0, now - 2 * hour, 100);
      check(now - hour, now - hour, 5);
      const readings = store.readings(work, 0, now);
      assert.deepEqual(
        readings.map(({ epoch, available }) => [epoch, available]),
        [
          [0, units(100)],
          [now - hour, units(5)],
        ],
        'the chart shows both',
      );
      assert.deepEqual(ledgerOf(readings, now, 'UTC').events, []);
      assert.equal(ledgerOf(readings, now, 'UTC').spend.today.amount, 0);
    });
    it('rows of before that are imported count as written anew, since they stand before what was read last', () => {
      check(0, now - 9 * hour, 100);
      check(now - 4 * hour, now - 4 * hour, 5);
      const rewritten = (): number => store.lines()[0]?.rewritten ?? NaN;
      const before = rewritten();
      check(now - 4 * hour, now - 3 * hour, 4);
      assert.equal(rewritten(), before, 'what is appended does not');
      store.importRows([{ account: idOf('work'), unit: 'USD', reading: past(now - 8 * hour, 90) }]);
      assert.ok(rewritten() > before);
    });
    it('a note is none of it: no ledger is read anew for one', () => {
      check(0, now - 9 * hour, 100);
      const before = store.lines()[0]?.rewritten;
      store.setNote({ ...work, at: now - 9 * hour, text: 'Topped up by the team' });
      assert.equal(store.lines()[0]?.rewritten, before);
    });
    it('one that is imported lies in no future: no key after it would begin another', () => {
      const row = { account: idOf('work'), unit: 'USD', reading: { ...past(now - hour, 5), epoch: now + day } };
      assert.throws(() => store.importRows([row]), RangeError);
    });
    it('what is known last is of the newest alone', () => {
      check(0, now - 2 * hour, 100);
      check(0, now - 2 * hour, 7, 'EUR');
      check(5, now - hour, 5);
      assert.deepEqual(shown(), [[5, 'USD', units(5)]]);
      if (sqlite) assert.deepEqual(readLatest(folder, now), store.latest());
    });
    it('an older one than is known counts as the newest: the other file was lost', () => {
      check(5, now - 2 * hour, 100);
      check(0, now - hour, 90);
      assert.deepEqual(shown(), [[5, 'USD', units(90)]]);
      assert.equal(ledgerOf(store.readings(work, 0, now), now, 'UTC').spend.today.amount, units(10));
    });
    it('a new one whose first check failed has nothing to show yet', () => {
      check(0, now - 2 * hour, 100);
      store.record(historyEntry(idOf('work'), 5, { ok: false, error: { kind: 'unauthorized', host: 'x' } }, now - hour));
      assert.deepEqual(shown(), []);
    });
    it('a series has the readings of all', () => {
      check(0, now - 3 * hour, 100);
      check(5, now - 2 * hour, 5);
      check(5, now - hour, 4);
      assert.deepEqual(
        store.series(work, 0, now, 3).map(({ last }) => last),
        [100, 5, 4].map(units),
      );
      assert.deepEqual(
        store.lines().map(({ first, last }) => [first, last]),
        [[now - 3 * hour, now - hour]],
      );
    });
    it('one that a clock that went back began is not taken by the next key', () => {
      const epoch = now + 4 * minute;
      check(epoch, epoch, 100);
      check(epoch, now - minute, 100);
      check(nextEpoch(epoch, now), now, 5);
      assert.deepEqual(ledgerOf(store.readings(work, 0, now + hour), now + hour, 'UTC').events, []);
      assert.deepEqual(shown(), [[nextEpoch(epoch, now), 'USD', units(5)]]);
    });
    it('one of the future is not imported, since no present one could follow it', () => {
      const reading = { at: now - hour, epoch: now + day, available: units(5), paid: null, granted: null };
      assert.throws(() => store.importRows([{ ...work, reading }]), /future/);
    });
    it('a row behind the newest is told, whichever epoch has either of them', () => {
      const told = (write: () => void): boolean => {
        const before = store.lines()[0]?.rewritten ?? NaN;
        write();
        return (store.lines()[0]?.rewritten ?? NaN) > before;
      };
      const past = (at: number, available: number, epoch: number): void =>
        store.importRows([{ ...work, reading: { at, epoch, available: units(available), paid: null, granted: null } }]);
      check(0, now - 9 * hour, 100);
      check(5, now - 4 * hour, 50);
      assert.ok(!told(() => check(5, now - 3 * hour, 40)));
      assert.ok(
        told(() => past(now - 6 * hour, 80, 0)),
        'an old epoch, newer than its own newest',
      );
      assert.ok(
        told(() => past(now - 7 * hour, 70, 5)),
        'the newest epoch, behind its own newest',
      );
    });
    it('kept ledgers read what is imported behind the newest of another epoch', () => {
      const ledgers = keptLedgers(store, 'UTC');
      const figures = () => {
        ledgers.follow();
        ledgers.ask([work.account]);
        ledgers.read(now, () => true);
        return ledgers.of(work.account, now).get('USD');
      };
      check(now - 2 * day, now - 2 * day, 50);
      check(now - 2 * day, now - 1 * hour, 40);
      figures();
      for (let days = 30; days > 2; days -= 1)
        store.importRows([
          { ...work, reading: { at: now - days * day, epoch: 0, available: units(100 + days), paid: null, granted: null } },
        ]);
      assert.deepEqual(figures()?.spend, ledgerOf(store.readings(work, 0, now), now, 'UTC').spend);
    });
    it('a note stays with the reading it is about', () => {
      check(0, now - 3 * hour, 100);
      check(5, now - 2 * hour, 5);
      store.setNote({ ...work, at: now - 3 * hour, text: 'The old key' });
      store.setNote({ ...work, at: now - 2 * hour, text: 'The new key' });
      assert.deepEqual(
        store.notes(work).map(({ text }) => text),
        ['The old key', 'The new key'],
      );
      store.setNote({ ...work, at: now - 3 * hour, text: '' });
      assert.deepEqual(
        store.notes(work).map(({ text }) => text),
        ['The new key'],
      );
    });
  });
}
