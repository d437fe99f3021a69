import type { DatabaseSync } from 'node:sqlite';
import type { AccountUnit } from '../../core/history/historyRow';
import type { HistoryNote } from '../../core/history/historyStore';
import type { PastReading } from '../../core/history/pastReading';
import type { EpochMs } from '../../core/time/epoch';
import { dayMs } from '../../core/time/durations';
import { foldBuckets, union } from './buckets';
import { databasePlace, ensureLine, replaceParts } from './databasePlace';
import { lineNames, type HistoryLayer } from './layer';
import { newestOf, readingsInOrder } from './order';
import { recordEntry, stretchesOf } from './recordEntry';
import { inOrder, recordReading } from './recordReading';
import { amount, extremes, historyRow, interval, numbered, reading, spendDay, spendPart, spendRow, time, unitName } from './rows';
import { accountOf, integer, integerOrNull, text } from '../sqlite/columns';
import { inTransaction } from '../sqlite/inTransaction';
import { prepareReads, prepareWrites, type ReadStatements, type WriteStatements } from './statements';
import { applyRetention } from './applyRetention';

/** The least and the greatest second that a query is asked for: infinities are no integers. */
const ever = 2 ** 40;
const secondsUpTo = (at: EpochMs): number => Math.max(-ever, Math.min(ever, Math.floor(at / 1000)));
const secondsFrom = (at: EpochMs): number => Math.max(-ever, Math.min(ever, Math.ceil(at / 1000)));

interface EpochLine {
  readonly id: number;
  readonly epoch: EpochMs;
}

/** @param isWritable else statements that write are not even prepared, since a newer version may have other columns */
export function databaseLayer(db: DatabaseSync, isWritable: boolean): HistoryLayer {
  const read = prepareReads(db);
  const write = isWritable ? prepareWrites(db) : null;
  const epochsOf = (line: AccountUnit): readonly EpochLine[] => epochLines(line, read);
  const changing = (work: (write: WriteStatements) => void): void => {
    if (!write) throw new TypeError('This history is only read');
    inTransaction(db, () => work(write));
  };
  return {
    record: (entries, notes, now) =>
      changing((write) => {
        const place = databasePlace(read, write);
        for (const entry of entries) recordEntry(place, entry, now);
        for (const note of notes) keepNote(note, read, write);
      }),
    importRows: (rows) =>
      changing((write) => {
        const place = databasePlace(read, write);
        for (const { reading: given, ...line } of inOrder(rows)) recordReading(place.lineRows(line, given.epoch), given, 'all');
      }),
    knownAccount: (account) => {
      const row = read.knownAccount.get(account);
      return row === undefined ? null : { epoch: integer(row, 'epoch'), seen: (integerOrNull(row, 'seen') ?? 0) * 1000 };
    },
    latest: (until) => ({
      rows: read.latest.all(secondsUpTo(until)).map(historyRow),
      spend: read.latestSpend.all(secondsUpTo(until)).flatMap((row) => spendRow(row) ?? []),
    }),
    lines: (until) =>
      read.lines.all(secondsUpTo(until)).map((row) => {
        const cap = text(row, 'cap');
        return {
          account: accountOf(row, 'account'),
          unit: unitName(row),
          ...(cap === '' ? {} : { cap }),
          first: time(row, 'first'),
          last: Math.max(time(row, 'seen'), time(row, 'newest')),
          revision: integer(row, 'revision'),
          rewritten: integer(row, 'rewritten'),
        };
      }),
    span: (line, until) =>
      epochsOf(line)
        .map(({ id }) => {
          const row = read.span.get(id, secondsUpTo(until));
          const first = integerOrNull(row, 'first');
          return first === null ? null : { first: first * 1000, last: time(row, 'last') };
        })
        .reduce(union, null),
    before: (line, at) =>
      newestOf(
        epochsOf(line).map(({ id, epoch }) => {
          const row = read.atOrBefore.get(id, secondsFrom(at) - 1);
          return row === undefined ? undefined : reading(row, epoch, line.cap !== undefined);
        }),
      ),
    readings: (line, from, to) =>
      readingsInOrder(
        epochsOf(line).map(({ id, epoch }): readonly PastReading[] =>
          read.range.all(id, secondsFrom(from), secondsUpTo(to)).map((row) => reading(row, epoch, line.cap !== undefined, numbered)),
        ),
      ),
    buckets: (line, grid) =>
      foldBuckets(
        epochsOf(line).flatMap(({ id }) =>
          read.buckets.all(id, grid.from / 1000, grid.to / 1000, grid.width / 1000).map((row) => ({
            from: time(row, 'first'),
            to: time(row, 'last'),
            ...extremes(row, 'extremes'),
            last: amount(row, 'final'),
          })),
        ),
        grid,
      ),
    spendDays: (account, from, to) => read.spendDays.all(account, dayFrom(from), dayUpTo(to)).map(spendDay),
    spendParts: (account, from, to) => read.spendParts.all(account, secondsFrom(from), secondsUpTo(to)).map(spendPart),
    importParts: (account, parts) =>
      changing((write) => {
        databasePlace(read, write).setEpoch(account, 0);
        for (const stretch of stretchesOf(parts))
          replaceParts(
            write,
            account,
            stretch,
            parts.filter(({ unit }) => unit === stretch.unit),
          );
      }),
    intervals: (account, from, to) => read.intervals.all(account, secondsUpTo(from), secondsUpTo(to)).flatMap((row) => interval(row) ?? []),
    notes: (line) =>
      epochsOf(line)
        .flatMap(({ id }) => read.notes.all(id))
        .map((row) => ({ ...lineNames(line), at: time(row, 'at'), text: text(row, 'text') })),
    applyRetention: (now, retentionDays) => {
      if (write) applyRetention(db, write, now, retentionDays);
    },
    version: () => integer(read.dataVersion.get(), 'data_version'),
  };
}

const mostDays = 2 ** 30;
const dayFrom = (at: EpochMs): number => Math.max(-mostDays, Math.min(mostDays, Math.ceil(at / dayMs)));
const dayUpTo = (at: EpochMs): number => Math.max(-mostDays, Math.min(mostDays, Math.floor(at / dayMs)));

/** Oldest epoch first. */
function epochLines({ account, unit, cap = '' }: AccountUnit, read: ReadStatements): readonly EpochLine[] {
  return read.lineIds.all(account, cap, unit).map((row) => ({ id: integer(row, 'id'), epoch: integer(row, 'epoch') }));
}

/** To the epoch that has a reading then; else to the newest one. */
function keepNote(note: HistoryNote, read: ReadStatements, write: WriteStatements): void {
  const second = Math.floor(note.at / 1000);
  const lines = epochLines(note, read);
  for (const { id } of lines) write.dropNote.run(id, second);
  if (note.text === '') return;
  const owner = lines.findLast(({ id }) => integerOrNull(read.atOrBefore.get(id, second) ?? { at: null }, 'at') === second) ?? lines.at(-1);
  write.putNote.run(owner?.id ?? ensureLine(note, 0, read, write).id, second, note.text);
}
