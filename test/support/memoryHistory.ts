import type { AccountUnit, HistoryRow } from '../../src/core/history/historyRow';
import type { HistoryNote, HistoryStore } from '../../src/core/history/historyStore';
import { latestReadings } from '../../src/core/history/latestReadings';
import { foldBuckets, gridOf, bucketOf } from '../../src/node/history/buckets';
import type { PastReading } from '../../src/core/history/pastReading';

/** History in a list, for the page alone; the real stores are tested by their own suite. */
export function memoryHistory(
  rows: readonly HistoryRow[],
  place: HistoryStore['place'] = () => ({ kind: 'disk', file: 'history.db', setAside: null }),
): HistoryStore {
  const lines = new Map<string, AccountUnit & { readonly readings: PastReading[]; revision: number; rewritten: number }>();
  const keyOf = ({ account, unit }: AccountUnit): string => JSON.stringify([account, unit]);
  let version = 0;
  let notes: readonly HistoryNote[] = [];
  const importRows = (more: readonly HistoryRow[]): void => {
    version += 1;
    for (const { account, unit, reading } of more) {
      const line = lines.get(keyOf({ account, unit })) ?? { account, unit, readings: [], revision: 0, rewritten: 0 };
      lines.set(keyOf(line), line);
      line.revision += 1;
      if ((line.readings.at(-1)?.at ?? -Infinity) >= reading.at) line.rewritten += 1;
      line.readings.push(reading);
    }
    for (const { readings } of lines.values()) readings.sort((a, b) => a.at - b.at || a.epoch - b.epoch);
  };
  importRows(rows);
  const all = (line: AccountUnit): readonly PastReading[] => lines.get(keyOf(line))?.readings ?? [];
  const readings: HistoryStore['readings'] = (line, from, to) => [
    ...all(line)
      .filter(({ at }) => at < from)
      .slice(-1),
    ...all(line).filter(({ at }) => at >= from && at <= to),
  ];
  return {
    place,
    readings,
    importRows,
    record: (...entries) => importRows(entries.flatMap((entry) => entry.rows)),
    capLines: () => [],
    spendDays: () => [],
    spendParts: () => [],
    importParts: () => {},
    intervals: () => [],
    version: () => version,
    close: () => {},
    latest: () =>
      latestReadings({
        rows: [...lines.values()].flatMap(({ account, unit, readings: own }) =>
          own.slice(-1).map((reading) => ({ account, unit, reading })),
        ),
        spend: [],
      }),
    lines: () =>
      [...lines.values()].flatMap(({ account, unit, readings: own, revision, rewritten }) =>
        own[0] ? [{ account, unit, first: own[0].at, last: own.at(-1)!.at, revision, rewritten }] : [],
      ),
    series: (line, from, to, buckets) => {
      const grid = gridOf(all(line)[0] ? { first: all(line)[0]!.at, last: all(line).at(-1)!.at } : null, from, to, buckets);
      const before = all(line)
        .filter(({ at }) => at < from)
        .slice(-1)
        .map(bucketOf);
      return [
        ...before,
        ...(grid
          ? foldBuckets(
              all(line)
                .filter(({ at }) => at >= from && at <= to)
                .map(bucketOf),
              grid,
            )
          : []),
      ];
    },
    notes: (line) => notes.filter((note) => keyOf(note) === keyOf(line)),
    setNote: (note) => {
      notes = [...notes.filter(({ at, ...line }) => at !== note.at || keyOf(line) !== keyOf(note)), ...(note.text === '' ? [] : [note])];
    },
  };
}
