import assert from 'node:assert/strict';
import type { SeriesBucket } from '../../../../src/core/history/historyStore';
import { eventsOf } from '../../../../src/core/ledger/ledgerEvents';
import { maxMicros, micros } from '../../../../src/core/money/money';
import { openHistory, type OpenHistoryOptions } from '../../../../src/node/history/openHistory';
import type { OpenHistory } from '../../../../src/node/history/layeredHistory';
import { loadSqlite, type Sqlite } from '../../../../src/node/sqlite/sqlite';
import { historyFolder, removeHistoryFolders } from '../../../support/historyFolder';
import { day, hour, latestRows, minute, past, recordRows, rowsOf, start, units, work } from '../../../support/historyRows';
import { idOf } from '../../../support/ids';

const sqlite = loadSqlite();
assert.ok(sqlite, 'tests run on a Node with SQLite');
const kinds: Readonly<Record<string, Sqlite | null>> = {
  'on disk with a write-ahead log': { ...sqlite, journal: 'WAL' },
  'on disk with a rollback journal': { ...sqlite, journal: 'TRUNCATE' },
  'in memory': null,
};
const now = start + 100 * day;

for (const [kind, chosen] of Object.entries(kinds)) {
  describe(`history ${kind}`, () => {
    let store: OpenHistory;
    let folder: string;
    const open = (options: Partial<OpenHistoryOptions> = {}): OpenHistory =>
      openHistory({ folder, now: () => now, sqlite: chosen, ...options });
    beforeEach(() => {
      folder = historyFolder();
      store = open();
    });
    afterEach(() => {
      store.close();
      removeHistoryFolders();
    });

    it('says where it is', () => {
      assert.deepEqual(
        store.place(),
        chosen ? { kind: 'disk', file: `${folder}/history.sqlite`, setAside: null } : { kind: 'memory', why: 'noSqlite' },
      );
      assert.equal(store.waiting(), 0);
    });
    it('knows the newest reading for imported until a check sees the same or another', () => {
      const [first, later] = [rowsOf([past(start, 10)]), rowsOf([past(start + hour, 10)])];
      const isImported = (): boolean => store.latest()[0]?.reading.isImported === true;
      recordRows(store, rowsOf([past(start - hour, 12)]));
      assert.equal(isImported(), false);
      store.importRows(first);
      assert.equal(isImported(), true);
      store.importRows(rowsOf([past(start - 2 * hour, 13)]));
      assert.equal(isImported(), true);
      recordRows(store, later);
      assert.equal(isImported(), false);
      store.importRows(first);
      assert.equal(isImported(), false);
    });
    it('is empty at first', () => {
      assert.deepEqual(
        [latestRows(store), store.lines(), store.readings(work, 0, now), store.series(work, 0, now, 10), store.notes(work)],
        [[], [], [], [], []],
      );
    });
    it('keeps what changed, and one unchanged reading a day', () => {
      const every15Minutes = Array.from({ length: 96 * 2 + 1 }, (_, index) => past(start + index * 15 * minute, index < 4 ? 10 : 9));
      for (const reading of every15Minutes) recordRows(store, rowsOf([reading]));
      // The first and the changed one, and the first of each further day of this machine.
      const isNewDay = (at: number): boolean => new Date(at).toDateString() !== new Date(at - 15 * minute).toDateString();
      assert.deepEqual(
        store.readings(work, 0, now),
        every15Minutes.filter(({ at }, index) => index === 0 || index === 4 || (index > 4 && isNewDay(at))),
      );
    });
    it('gives the newest reading of each line at the time it was read, changed or not', () => {
      const euros = { account: idOf('work'), unit: 'EUR' };
      recordRows(store, [...rowsOf([past(start, 10)]), ...rowsOf([past(start, 7, 5, 2)], euros)]);
      recordRows(store, rowsOf([past(start + hour, 10)]));
      const byUnit = <T extends { readonly unit: string }>(all: readonly T[]): readonly T[] =>
        [...all].sort((a, b) => (a.unit < b.unit ? -1 : 1));
      assert.deepEqual(byUnit(latestRows(store)), [...rowsOf([past(start, 7, 5, 2)], euros), ...rowsOf([past(start + hour, 10)])]);
      assert.deepEqual(
        byUnit(store.lines()).map(({ account, unit, first, last }) => ({ account, unit, first, last })),
        [
          { ...euros, first: start, last: start },
          { ...work, first: start, last: start + hour },
        ],
      );
    });
    it('keeps each part that is known, and knows which is not', () => {
      const readings = [
        past(start, 10, 7, 3),
        past(start + 1000, 10, null, 3),
        past(start + 2000, 10, 7, null),
        past(start + 3000, 10),
        past(start + 4000, 10, 7, 2),
        past(start + 5000, -3, 0, 0),
      ];
      recordRows(store, rowsOf(readings));
      assert.deepEqual(store.readings(work, 0, now), readings);
    });
    it('keeps the largest amounts exactly', () => {
      const most = micros(maxMicros);
      const least = micros(-maxMicros);
      const readings = [
        { at: start, epoch: 0, available: most, paid: least, granted: least },
        { at: start + 1000, epoch: 0, available: least, paid: most, granted: most },
        { at: start + 2000, epoch: 0, available: micros(maxMicros - 1), paid: least, granted: most },
      ];
      recordRows(store, rowsOf(readings));
      assert.deepEqual(store.readings(work, 0, now), readings);
    });
    it('keeps whole seconds', () => {
      recordRows(store, rowsOf([past(start + 999, 10)]));
      assert.deepEqual(store.readings(work, 0, now), [past(start, 10)]);
    });
    it('takes a late reading to its place', () => {
      for (const reading of [past(start, 10), past(start + 2 * hour, 8), past(start + hour, 9)]) recordRows(store, rowsOf([reading]));
      assert.deepEqual(store.readings(work, 0, now), [past(start, 10), past(start + hour, 9), past(start + 2 * hour, 8)]);
      assert.deepEqual(latestRows(store), rowsOf([past(start + 2 * hour, 8)]));
    });
    it('keeps the change back behind a late reading', () => {
      for (const reading of [past(start, 10), past(start + 2 * hour, 10), past(start + hour, 9)]) recordRows(store, rowsOf([reading]));
      assert.deepEqual(store.readings(work, 0, now), [past(start, 10), past(start + hour, 9), past(start + 2 * hour, 10)]);
    });
    it('keeps the least of two readings of one moment, whichever came first', () => {
      recordRows(store, rowsOf([past(start, 10), past(start, 9), past(start, 11)]));
      assert.deepEqual(store.readings(work, 0, now), [past(start, 9)]);
    });
    // incident 18
    it('keeps what a clock that was ahead wrote, and leaves it out until its time has come', () => {
      const line = { account: idOf('ahead'), unit: 'USD' };
      const clock = { now: start + 3 * hour };
      const own = openHistory({ folder: historyFolder(), now: () => clock.now, sqlite: chosen });
      recordRows(own, rowsOf([past(start, 100)], line));
      recordRows(own, rowsOf([past(start + 3 * hour, 90)], line));
      clock.now = start + hour;
      recordRows(own, rowsOf([past(start + hour, 85)], line));
      const [before, ahead, after] = [past(start, 100), past(start + 3 * hour, 90), { ...past(start + hour, 85), epoch: 1 }];
      assert.deepEqual(own.readings(line, 0, start + 9 * hour), [before, after]);
      assert.deepEqual(latestRows(own), rowsOf([after], line));
      clock.now = start + 4 * hour;
      assert.deepEqual(own.readings(line, 0, start + 9 * hour), [before, after, ahead]);
      // Which of the two clocks was right cannot be told, so the later word counts, and between them no money came or went.
      assert.deepEqual(latestRows(own), rowsOf([after], line));
      assert.deepEqual(
        eventsOf(own.readings(line, 0, clock.now)).map(({ kind, amount }) => [kind, amount]),
        [['spend', units(10)]],
      );
      own.close();
    });
    it('refuses readings of the future', () => {
      recordRows(store, rowsOf([past(now + 5 * minute, 10), past(now + 5 * minute + 1, 9)]));
      assert.deepEqual(latestRows(store), rowsOf([past(now + 5 * minute, 10)]));
    });
    it('starts with the last reading before what was asked for', () => {
      const readings = [0, 1, 2, 3, 4].map((index) => past(start + index * hour, 10 - index));
      recordRows(store, rowsOf(readings));
      assert.deepEqual(store.readings(work, start + 2 * hour, start + 3 * hour), readings.slice(1, 4));
      assert.deepEqual(store.readings(work, start + 2 * hour + 1, start + 3 * hour - 1), readings.slice(2, 3));
      assert.deepEqual(store.readings(work, start - day, start - 1), []);
      assert.deepEqual(store.readings(work, -Infinity, Infinity), readings);
      assert.deepEqual(store.readings({ account: idOf('work'), unit: 'EUR' }, 0, now), []);
    });
    it('gives the least, most and last of each slice of time', () => {
      const values = [50, 10, 90, 40, 30, 20, 99, 1];
      recordRows(store, rowsOf(values.map((value, index) => past(start + index * minute, value))));
      const bucket = (from: number, to: number, min: number, max: number, last: number): SeriesBucket => ({
        from: start + from * minute,
        to: start + to * minute,
        min: units(min),
        max: units(max),
        last: units(last),
      });
      assert.deepEqual(store.series(work, start, start + 7 * minute, 2), [bucket(0, 3, 10, 90, 40), bucket(4, 7, 1, 99, 1)]);
      assert.deepEqual(store.series(work, start + 2 * minute, start + 5 * minute, 1), [bucket(1, 1, 10, 10, 10), bucket(2, 5, 20, 90, 20)]);
      assert.equal(store.series(work, 0, Infinity, 3).length, 3);
      assert.equal(store.series(work, 0, now, 1000).length, values.length);
      assert.deepEqual(store.series(work, start + 8 * minute, now, 5), [bucket(7, 7, 1, 1, 1)]);
    });
    it('keeps a note for each event, changes it, and removes it', () => {
      store.setNote({ ...work, at: start + hour, text: 'Refund' });
      store.setNote({ ...work, at: start, text: 'Invoice 7' });
      store.setNote({ ...work, at: start + hour, text: 'Top-up for May' });
      assert.deepEqual(store.notes(work), [
        { ...work, at: start, text: 'Invoice 7' },
        { ...work, at: start + hour, text: 'Top-up for May' },
      ]);
      store.setNote({ ...work, at: start, text: '' });
      assert.deepEqual(
        store.notes(work).map(({ text }) => text),
        ['Top-up for May'],
      );
      assert.deepEqual(store.lines(), [], 'a note is no reading');
    });
    it('has a note without any line being another, so that nothing is read again for it', () => {
      recordRows(store, rowsOf([past(start, 10)]));
      const before = store.lines();
      store.setNote({ ...work, at: start, text: 'Invoice' });
      recordRows(store, rowsOf([past(start, 10)]));
      assert.deepEqual(store.lines(), before);
    });
    it('imports each row, unchanged ones too, and leaves what is there', () => {
      recordRows(store, rowsOf([past(start, 10)]));
      store.importRows(rowsOf([past(start, 5), past(start + minute, 10), past(start - minute, 12)]));
      assert.deepEqual(store.readings(work, 0, now), [past(start - minute, 12), past(start, 10), past(start + minute, 10)]);
      assert.deepEqual(latestRows(store), rowsOf([past(start + minute, 10)]));
    });
    it('imports all or nothing', () => {
      assert.throws(() => store.importRows(rowsOf([past(start, 5), past(now + day, 4)])), /future/);
      assert.deepEqual(store.lines(), []);
    });
    it('counts up when something is recorded', () => {
      const before = store.version();
      assert.equal(store.version(), before);
      recordRows(store, rowsOf([past(start, 10)]));
      assert.notEqual(store.version(), before);
    });
    if (chosen) {
      it('is there after a restart', () => {
        recordRows(store, rowsOf([past(start, 10, 10, 0)]));
        store.setNote({ ...work, at: start, text: 'First' });
        store.close();
        store = open();
        assert.deepEqual([latestRows(store), store.notes(work).length], [rowsOf([past(start, 10, 10, 0)]), 1]);
      });
      it('shows other windows what was written, and that it was', () => {
        const other = open();
        const before = other.version();
        recordRows(store, rowsOf([past(start, 10)]));
        assert.deepEqual(latestRows(other), latestRows(store));
        const after = other.version();
        assert.notEqual(after, before);
        assert.equal(other.version(), after);
        other.close();
      });
    }
  });
}
