import type { DatabaseSync } from 'node:sqlite';
import type { AccountUnit, HistoryNote } from '../../core/history/historyStore';
import type { EpochMs } from '../../core/time/epoch';
import { inOrder, recordReading, type LineRows } from './recordReading';
import type { HistoryLayer } from './layer';
import { amount, extremes, integer, integerOrNull, numbered, reading, text, time, unitName } from './rows';
import { inTransaction } from '../sqlite/inTransaction';
import { prepareReads, prepareWrites, type ReadStatements, type WriteStatements } from './statements';
import { applyRetention } from './applyRetention';

/** The least and the greatest second that a query is asked for: infinities are no integers. */
const ever = 2 ** 40;
const secondsUpTo = (at: EpochMs): number => Math.max(-ever, Math.min(ever, Math.floor(at / 1000)));
const secondsFrom = (at: EpochMs): number => Math.max(-ever, Math.min(ever, Math.ceil(at / 1000)));

/** @param isWritable else statements that write are not even prepared, since a newer version may have other columns */
export function databaseLayer(db: DatabaseSync, isWritable: boolean): HistoryLayer {
  const read = prepareReads(db);
  const write = isWritable ? prepareWrites(db) : null;
  const idOf = ({ account, unit }: AccountUnit): number | null => {
    const row = read.lineId.get(account, unit);
    return row === undefined ? null : integer(row, 'id');
  };
  return {
    record: (rows, notes, rule, now) => {
      if (!write) throw new TypeError('This history is only read');
      inTransaction(db, () => {
        const lines = new Map<string, LineRows>();
        for (const { account, unit, reading: given } of inOrder(rows)) {
          const key = JSON.stringify([account, unit]);
          const line = lines.get(key) ?? storedRows(ensureLine({ account, unit }, read, write), read, write);
          lines.set(key, line);
          recordReading(line, given, rule, now);
        }
        for (const note of notes) keepNote(ensureLine(note, read, write).id, note, write);
      });
    },
    latest: () => read.latest.all().map((row) => ({ account: text(row, 'account'), unit: unitName(row), reading: reading(row) })),
    lines: () =>
      read.lines
        .all()
        .map((row) => ({ account: text(row, 'account'), unit: unitName(row), first: time(row, 'first'), last: time(row, 'seen'), revision: time(row, 'seen'), rewritten: 0 })),
    span: (line) => {
      const row = read.span.get(idOf(line));
      const first = integerOrNull(row, 'first');
      return first === null ? null : { first: first * 1000, last: time(row, 'last') };
    },
    before: (line, at) => {
      const row = read.atOrBefore.get(idOf(line), secondsFrom(at) - 1);
      return row === undefined ? undefined : reading(row);
    },
    readings: (line, from, to) => read.range.all(idOf(line), secondsFrom(from), secondsUpTo(to)).map((row) => reading(row, numbered)),
    buckets: (line, { from, to, width }) =>
      read.buckets.all(idOf(line), from / 1000, to / 1000, width / 1000).map((row) => ({
        from: time(row, 'first'),
        to: time(row, 'last'),
        ...extremes(row, 'extremes'),
        last: amount(row, 'final'),
      })),
    notes: (line) =>
      read.notes.all(idOf(line)).map((row) => ({ account: line.account, unit: line.unit, at: time(row, 'at'), text: text(row, 'text') })),
    applyRetention: (now, retentionDays) => {
      if (write) applyRetention(db, write, now, retentionDays);
    },
    version: () => integer(read.dataVersion.get(), 'data_version'),
    close: () => db.close(),
  };
}

interface StoredLine {
  readonly id: number;
  /** In seconds. */
  readonly seen: number;
}

function ensureLine({ account, unit }: AccountUnit, read: ReadStatements, write: WriteStatements): StoredLine {
  const row = read.lineId.get(account, unit);
  if (row !== undefined) return { id: integer(row, 'id'), seen: integer(row, 'seen') };
  return { id: Number(write.addLine.run(account, unit).lastInsertRowid), seen: 0 };
}

/** Inside a transaction, so `seen` can be held meanwhile. */
function storedRows({ id, seen }: StoredLine, read: ReadStatements, write: WriteStatements): LineRows {
  let newest = seen * 1000;
  return {
    atOrBefore: (at) => {
      const row = read.atOrBefore.get(id, at / 1000);
      return row === undefined ? undefined : reading(row);
    },
    hasAfter: (at) => read.hasAfter.get(id, at / 1000) !== undefined,
    seen: () => newest,
    setSeen: (at) => {
      newest = at;
      write.setSeen.run(at / 1000, id);
    },
    dropAfter: (at) => void write.dropAfter.run(id, Math.floor(at / 1000)),
    put: ({ at, available, paid, granted }) => void write.put.run(id, at / 1000, available, paid, granted),
  };
}

function keepNote(line: number, { at, text: words }: HistoryNote, write: WriteStatements): void {
  const second = Math.floor(at / 1000);
  if (words === '') write.dropNote.run(line, second);
  else write.putNote.run(line, second, words);
}
