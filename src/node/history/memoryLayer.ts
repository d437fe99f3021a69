import type { AccountUnit } from '../../core/history/historyRow';
import type { HistoryNote } from '../../core/history/historyStore';
import type { OutcomeInterval } from '../../core/history/outcomeInterval';
import type { PastReading } from '../../core/history/pastReading';
import type { ReportedPart } from '../../core/history/reportedPart';
import { isLater, type PastSpend, type PastSpendDay } from '../../core/history/reportedSpend';
import type { EpochMs } from '../../core/time/epoch';
import { bucketOf, foldBuckets, union } from './buckets';
import { lineKey, lineNames, type HistoryLayer } from './layer';
import { heldLine, type HeldLine } from './heldLine';
import { newestOf, readingsInOrder } from './order';
import { recordEntry, stretchesOf, type EntryPlace, type Stretch } from './recordEntry';
import { inOrder, recordReading, toSecond } from './recordReading';
import type { AccountId } from '../../core/model/accountId';

/** History that ends with this window. */
export function memoryLayer(): HistoryLayer {
  const epochs = new Map<string, EpochMs>();
  const lines = new Map<string, Map<EpochMs, HeldLine>>();
  const notes = new Map<string, Map<EpochMs, HistoryNote>>();
  const spend = new Map<string, PastSpend>();
  const days = new Map<string, Map<string, PastSpendDay>>();
  const parts = new Map<string, readonly ReportedPart[]>();
  const intervals = new Map<string, Map<EpochMs, OutcomeInterval>>();

  const lineOf = (line: AccountUnit, epoch: EpochMs): HeldLine => {
    const known = within(lines, lineKey(line));
    const held = known.get(epoch) ?? heldLine(lineNames(line), epoch, () => Math.max(...known.keys()) > epoch);
    known.set(epoch, held);
    return held;
  };
  const epochsOf = (line: AccountUnit): readonly HeldLine[] => [...(lines.get(lineKey(line))?.values() ?? [])];
  const all = (): readonly HeldLine[] => [...lines.values()].flatMap((byEpoch) => [...byEpoch.values()]);
  const intervalsOf = (account: AccountId): readonly OutcomeInterval[] =>
    [...(intervals.get(account)?.values() ?? [])].sort((a, b) => a.from - b.from);
  const setEpoch = (account: AccountId, epoch: EpochMs): void => void epochs.set(account, Math.max(epoch, epochs.get(account) ?? 0));
  const place: EntryPlace = {
    lineRows: lineOf,
    setResetsAt: (line, epoch, at) => lineOf(line, epoch).setResetsAt(at),
    setEpoch,
    spendDay: (account, like) => days.get(account)?.get(dayKey(like)),
    putSpendDay: (account, day) => void within(days, account).set(dayKey(day), day),
    putParts: (account, stretch, told) =>
      void parts.set(account, [...(parts.get(account) ?? []).filter((part) => !isIn(part, stretch)), ...told]),
    putSpend: (one, now) => {
      const key = JSON.stringify([one.account, one.epoch, one.unit, one.window]);
      const known = spend.get(key);
      if (!known || isLater(known, one, now)) spend.set(key, one);
    },
    intervalBefore: (account, at) => intervalsOf(account).findLast(({ from }) => from <= at),
    putInterval: (account, one) => void within(intervals, account).set(one.from, one),
  };
  return {
    record: (entries, moreNotes, now) => {
      for (const entry of entries) recordEntry(place, entry, now);
      for (const note of moreNotes) {
        const at = toSecond(note.at);
        within(notes, lineKey(note)).set(at, { ...lineNames(note), at, text: note.text });
      }
    },
    importRows: (rows) => {
      for (const { reading, ...line } of inOrder(rows)) {
        setEpoch(line.account, reading.epoch);
        recordReading(lineOf(line, reading.epoch), reading, 'all');
      }
    },
    spendParts: (account, from, to) =>
      (parts.get(account) ?? []).filter((part) => part.from >= from && part.from <= to).sort((a, b) => a.from - b.from),
    importParts: (account, told) => {
      setEpoch(account, 0);
      for (const stretch of stretchesOf(told))
        place.putParts(
          account,
          stretch,
          told.filter(({ unit }) => unit === stretch.unit),
        );
    },
    knownAccount: (account) => {
      const epoch = epochs.get(account);
      if (epoch === undefined) return null;
      const own = all().filter((line) => line.names.account === account && line.epoch === epoch);
      return { epoch, seen: Math.max(0, ...own.map((line) => line.seen())) };
    },
    latest: (until) => ({
      rows: all()
        .filter(({ names, epoch }) => epochs.get(names.account) === epoch)
        .map((line) => line.latest(until))
        .filter((row) => row !== null),
      spend: [...spend.values()].filter(({ account, epoch, at }) => epochs.get(account) === epoch && at <= until),
    }),
    lines: (until) =>
      all()
        .map((line) => line.line(until))
        .filter((line) => line !== null),
    span: (line, until) =>
      epochsOf(line)
        .map((held) => held.span(until))
        .reduce(union, null),
    before: (line, at) => newestOf(epochsOf(line).map((held) => held.atOrBefore(at - 1))),
    readings: (line, from, to) => readingsInOrder(epochsOf(line).map((held) => held.within(from, to))),
    buckets: (line, grid) =>
      foldBuckets(
        epochsOf(line)
          .flatMap((held): readonly PastReading[] => held.within(grid.from, grid.to))
          .map(bucketOf),
        grid,
      ),
    spendDays: (account, from, to) =>
      [...(days.get(account)?.values() ?? [])].filter(({ day }) => day >= from && day <= to).sort((a, b) => a.day - b.day),
    intervals: (account, from, to) => intervalsOf(account).filter((one) => one.from <= to && one.to >= from),
    notes: (line) => [...(notes.get(lineKey(line))?.values() ?? [])].sort((a, b) => a.at - b.at),
    applyRetention: () => undefined,
    version: () => 0,
  };
}

function within<K, V>(groups: Map<string, Map<K, V>>, name: string): Map<K, V> {
  const group = groups.get(name) ?? new Map<K, V>();
  groups.set(name, group);
  return group;
}

function isIn({ from, to, unit }: ReportedPart, stretch: Stretch): boolean {
  return unit === stretch.unit && from < stretch.to && to > stretch.from;
}

function dayKey({ day, unit, epoch }: PastSpendDay): string {
  return `${day} ${epoch} ${unit}`;
}
