import assert from 'node:assert/strict';
import type { SeriesBucket } from '../../../../src/core/history/historyStore';
import { maxMicros, micros } from '../../../../src/core/money/money';
import { openHistory, type OpenHistoryOptions } from '../../../../src/node/history/openHistory';
import type { OpenHistory } from '../../../../src/node/history/layeredHistory';
import { loadSqlite, type Sqlite } from '../../../../src/node/sqlite/sqlite';
import { historyFolder, removeHistoryFolders } from '../../../support/historyFolder';
import { day, hour, minute, past, rowsOf, start, units, work } from '../../../support/historyRows';

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
    it('is empty at first', () => {
      assert.deepEqual(
        [store.latest(), store.lines(), store.readings(work, 0, now), store.series(work, 0, now, 10), store.notes(work)],
        [[], [], [], [], []],
      );
    });
    it('keeps what changed, and one unchanged reading a day', () => {
      const every15Minutes = Array.from({ length: 96 * 2 + 1 }, (_, index) => past(start + index * 15 * minute, index < 4 ? 10 : 9));
      for (const reading of every15Minutes) store.record(rowsOf([reading]));
      // The first and the changed one, and the first of each further day of this machine.
      const isNewDay = (at: number): boolean => new Date(at).toDateString() !== new Date(at - 15 * minute).toDateString();
      assert.deepEqual(
        store.readings(work, 0, now),
        every15Minutes.filter(({ at }, index) => index === 0 || index === 4 || (index > 4 && isNewDay(at))),
      );
    });
    it('gives the newest reading of each line at the time it was read, changed or not', () => {
      const euros = { account: 'work', unit: 'EUR' };
      store.record([...rowsOf([past(start, 10)]), ...rowsOf([past(start, 7, 5, 2)], euros)]);
      store.record(rowsOf([past(start + hour, 10)]));
      assert.deepEqual(store.latest(), [...rowsOf([past(start + hour, 10)]), ...rowsOf([past(start, 7, 5, 2)], euros)]);
      assert.deepEqual(store.lines(), [
        { ...work, first: start, last: start + hour },
        { ...euros, first: start, last: start },
      ]);
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
      store.record(rowsOf(readings));
      assert.deepEqual(store.readings(work, 0, now), readings);
    });
    it('keeps the largest amounts exactly', () => {
      const most = micros(maxMicros);
      const least = micros(-maxMicros);
      const readings = [
        { at: start, available: most, paid: least, granted: least },
        { at: start + 1000, available: least, paid: most, granted: most },
        { at: start + 2000, available: micros(maxMicros - 1), paid: least, granted: most },
      ];
      store.record(rowsOf(readings));
      assert.deepEqual(store.readings(work, 0, now), readings);
    });
    it('keeps whole seconds', () => {
      store.record(rowsOf([past(start + 999, 10)]));
      assert.deepEqual(store.readings(work, 0, now), [past(start, 10)]);
    });
    it('takes a late reading to its place', () => {
      for (const reading of [past(start, 10), past(start + 2 * hour, 8), past(start + hour, 9)]) store.record(rowsOf([reading]));
      assert.deepEqual(store.readings(work, 0, now), [past(start, 10), past(start + hour, 9), past(start + 2 * hour, 8)]);
      assert.deepEqual(store.latest(), rowsOf([past(start + 2 * hour, 8)]));
    });
    it('keeps the change back behind a late reading', () => {
      for (const reading of [past(start, 10), past(start + 2 * hour, 10), past(start + hour, 9)]) store.record(rowsOf([reading]));
      assert.deepEqual(store.readings(work, 0, now), [past(start, 10), past(start + hour, 9), past(start + 2 * hour, 10)]);
    });
    it('keeps the least of two readings of one moment, whichever came first', () => {
      store.record(rowsOf([past(start, 10), past(start, 9), past(start, 11)]));
      assert.deepEqual(store.readings(work, 0, now), [past(start, 9)]);
    });
    // incident 18
    it('forgets what a clock that was ahead wrote, as soon as something is read', () => {
      const line = { account: 'ahead', unit: 'USD' };
      const clock = { now: start + 3 * hour };
      const own = openHistory({ folder: historyFolder(), now: () => clock.now, sqlite: chosen });
      own.record(rowsOf([past(start, 100)], line));
      own.record(rowsOf([past(start + 3 * hour, 90)], line));
      clock.now = start + hour;
      own.record(rowsOf([past(start + hour, 85)], line));
      assert.deepEqual(own.readings(line, 0, start + 9 * hour), [past(start, 100), past(start + hour, 85)]);
      assert.deepEqual(own.latest(), rowsOf([past(start + hour, 85)], line));
      own.close();
    });
    it('refuses readings of the future', () => {
      store.record(rowsOf([past(now + 5 * minute, 10), past(now + 5 * minute + 1, 9)]));
      assert.deepEqual(store.latest(), rowsOf([past(now + 5 * minute, 10)]));
    });
    it('starts with the last reading before what was asked for', () => {
      const readings = [0, 1, 2, 3, 4].map((index) => past(start + index * hour, 10 - index));
      store.record(rowsOf(readings));
      assert.deepEqual(store.readings(work, start + 2 * hour, start + 3 * hour), readings.slice(1, 4));
      assert.deepEqual(store.readings(work, start + 2 * hour + 1, start + 3 * hour - 1), readings.slice(2, 3));
      assert.deepEqual(store.readings(work, start - day, start - 1), []);
      assert.deepEqual(store.readings(work, -Infinity, Infinity), readings);
      assert.deepEqual(store.readings({ account: 'work', unit: 'EUR' }, 0, now), []);
    });
    it('gives the least, most and last of each slice of time', () => {
      const values = [50, 10, 90, 40, 30, 20, 99, 1];
      store.record(rowsOf(values.map((value, index) => past(start + index * minute, value))));
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
    it('imports each row, unchanged ones too, and leaves what is there', () => {
      store.record(rowsOf([past(start, 10)]));
      store.importRows(rowsOf([past(start, 5), past(start + minute, 10), past(start - minute, 12)]));
      assert.deepEqual(store.readings(work, 0, now), [past(start - minute, 12), past(start, 10), past(start + minute, 10)]);
      assert.deepEqual(store.latest(), rowsOf([past(start + minute, 10)]));
    });
    it('imports all or nothing', () => {
      assert.throws(() => store.importRows(rowsOf([past(start, 5), past(now + day, 4)])), /future/);
      assert.deepEqual(store.lines(), []);
    });
    it('counts up when something is recorded', () => {
      const before = store.version();
      assert.equal(store.version(), before);
      store.record(rowsOf([past(start, 10)]));
      assert.notEqual(store.version(), before);
    });
    if (chosen) {
      it('is there after a restart', () => {
        store.record(rowsOf([past(start, 10, 10, 0)]));
        store.setNote({ ...work, at: start, text: 'First' });
        store.close();
        store = open();
        assert.deepEqual([store.latest(), store.notes(work).length], [rowsOf([past(start, 10, 10, 0)]), 1]);
      });
      it('shows other windows what was written, and that it was', () => {
        const other = open();
        const before = other.version();
        store.record(rowsOf([past(start, 10)]));
        assert.deepEqual(other.latest(), store.latest());
        const after = other.version();
        assert.notEqual(after, before);
        assert.equal(other.version(), after);
        other.close();
      });
    }
  });
}
