import assert from 'node:assert/strict';
import fc from 'fast-check';
import { orderReadings, type PastReading } from '../../../../src/core/history/pastReading';
import { openHistory } from '../../../../src/node/history/openHistory';
import type { OpenHistory } from '../../../../src/node/history/layeredHistory';
import { loadSqlite } from '../../../../src/node/sqlite/sqlite';
import { historyFolder, removeHistoryFolders } from '../../../support/historyFolder';
import { day, hour, latestRows, past, recordRows, rowsOf, start } from '../../../support/historyRows';
import { idOf } from '../../../support/ids';

const now = start + 300 * day;
const moment = fc.integer({ min: 0, max: 240 }).map((half) => start + (half * hour) / 2);
const some = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<readonly T[]> => fc.array(one, { minLength: 1, maxLength: 30 });
const parts = fc.constantFrom<readonly [number | null, number | null]>([null, null], [1, 0], [0, 1], [null, 1]);
const fewValues = fc.uniqueArray(
  fc.tuple(moment, fc.integer({ min: 1, max: 3 }), parts).map(([at, value, [paid, granted]]) => past(at, value, paid, granted)),
  { selector: ({ at }) => at, minLength: 1, maxLength: 30 },
);
const allDifferent = fc
  .uniqueArray(moment, { minLength: 1, maxLength: 30 })
  .map((moments) => moments.map((at, index) => past(at, index - 10)));
const shuffled = (readings: fc.Arbitrary<readonly PastReading[]>): fc.Arbitrary<readonly PastReading[]> =>
  readings.chain((all) =>
    fc.tuple(fc.shuffledSubarray([...all], { minLength: all.length }), fc.subarray([...all])).map(([once, again]) => [...once, ...again]),
  );

const money = ({ available, paid, granted }: PastReading): string => JSON.stringify([available, paid, granted]);

/** The rule in its plainest words. */
function changePoints(ordered: readonly PastReading[]): readonly PastReading[] {
  return ordered.reduce<readonly PastReading[]>((kept, reading) => {
    const last = kept.at(-1);
    return !last ||
      money(last) !== money(reading) ||
      reading.at - last.at >= day ||
      new Date(reading.at).toDateString() !== new Date(last.at).toDateString()
      ? [...kept, reading]
      : kept;
  }, []);
}

for (const [kind, sqlite] of Object.entries({ disk: loadSqlite(), memory: null })) {
  describe(`what history keeps, ${kind}`, () => {
    let store: OpenHistory;
    let count = 0;
    before(() => {
      store = openHistory({ folder: historyFolder(), now: () => now, sqlite });
    });
    after(() => {
      store.close();
      removeHistoryFolders();
    });
    const record = (
      batches: readonly (readonly PastReading[])[],
    ): { readonly all: readonly PastReading[]; readonly latest: PastReading | undefined } => {
      count += 1;
      const line = { account: idOf(`run ${count}`), unit: 'USD' };
      for (const batch of batches) recordRows(store, rowsOf(batch, line));
      return { all: store.readings(line, 0, now), latest: latestRows(store).find(({ account }) => account === line.account)?.reading };
    };
    const check = (property: fc.IPropertyWithHooks<[readonly PastReading[]]>): void => fc.assert(property, { numRuns: 60 });

    it('is what changed, and one reading a day, of readings in their order', () => {
      check(
        fc.property(fewValues, (readings) => {
          const ordered = orderReadings(readings, now);
          const { all, latest } = record(ordered.map((one) => [one]));
          assert.deepEqual(all, changePoints(ordered));
          assert.deepEqual(latest, ordered.at(-1));
        }),
      );
    });
    it('stays the same when any of them comes again', () => {
      check(
        fc.property(fewValues, (readings) => {
          const ordered = orderReadings(readings, now);
          assert.deepEqual(record([...ordered.map((one) => [one]), ...readings.map((one) => [one]), ordered]).all, changePoints(ordered));
        }),
      );
    });
    it('does not depend on the order in which changes arrive', () => {
      check(
        fc.property(shuffled(allDifferent), (readings) => {
          const ordered = orderReadings(readings, now);
          const { all, latest } = record(readings.map((one) => [one]));
          assert.deepEqual(all, ordered);
          assert.deepEqual(latest, ordered.at(-1));
        }),
      );
    });
    it('does not depend on the order within one batch', () => {
      check(
        fc.property(shuffled(fewValues), (readings) => {
          assert.deepEqual(record([readings]).all, changePoints(orderReadings(readings, now)));
        }),
      );
    });
    it('invents nothing and loses no balance, whatever the order', () => {
      check(
        fc.property(shuffled(fewValues), (readings) => {
          const ordered = orderReadings(readings, now);
          const { all, latest } = record(readings.map((one) => [one]));
          const given = new Set(ordered.map((one) => JSON.stringify(one)));
          assert.ok(all.every((one) => given.has(JSON.stringify(one))));
          assert.deepEqual(new Set(all.map(money)), new Set(ordered.map(money)));
          assert.deepEqual([all[0], latest], [ordered[0], ordered.at(-1)]);
          assert.equal(all.at(-1)?.available, latest?.available);
        }),
      );
    });
    it('gives a series with the extremes of its readings', () => {
      check(
        fc.property(some(fc.tuple(moment, fc.integer({ min: -50, max: 50 })).map(([at, value]) => past(at, value))), (readings) => {
          const { all } = record([readings]);
          const line = { account: idOf(`run ${count}`), unit: 'USD' };
          for (const buckets of [1, 3, 7]) {
            const series = store.series(line, all[0]!.at, all.at(-1)!.at, buckets);
            assert.ok(series.length <= buckets);
            for (const { from, to, min, max, last } of series) {
              const inside = all.filter(({ at }) => at >= from && at <= to).map(({ available }) => available);
              assert.deepEqual([min, max, last], [Math.min(...inside), Math.max(...inside), inside.at(-1)]);
            }
            assert.equal(
              series.reduce((sum, { from, to }) => sum + all.filter(({ at }) => at >= from && at <= to).length, 0),
              all.length,
            );
          }
        }),
      );
    });
  });
}
