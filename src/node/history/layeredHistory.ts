import type { HistoryNote, HistoryRow, HistoryStore } from '../../core/history/historyStore';
import type { EpochMs } from '../../core/time/epoch';
import type { Connection } from './connection';
import { sqliteFailure, type SqliteFailure } from '../sqlite/sqliteFailure';
import { identityOf } from './historyFile';
import { isFuture, type RecordRule } from './recordReading';
import type { HistoryLayer } from './layer';
import { merged } from './merged';
import { unwrittenRows } from './unwrittenRows';

/** Weeks of changes of many accounts. */
const mostWaiting = 10_000;

export interface OpenHistory extends HistoryStore {
  /** Readings and notes that the disk has not taken; they are in this window's memory until it does. */
  readonly waiting: () => number;
}

export interface LayeredOptions {
  readonly file: string;
  readonly now: () => EpochMs;
  readonly retention: () => number;
  readonly connect: () => Connection;
  /** In place of a connection whose file turned out to be damaged. */
  readonly replace: (damaged: Connection) => Connection;
}

/** A connection and the memory of what it did not take, read as one. */
export function layeredHistory({ file, now, retention, connect, replace }: LayeredOptions): OpenHistory {
  const waiting = unwrittenRows(mostWaiting, now);
  let connection = connect();
  let changes = 0;
  let known: number | null = null;

  const reopen = (open: () => Connection): void => {
    connection.layer.close();
    connection = open();
    known = null;
    changes += 1;
  };
  /** Another window may have set the file aside, or a person removed it; what is written to the old one would be lost. */
  const current = (): HistoryLayer => {
    if (connection.identity !== null && connection.identity !== identityOf(file)) reopen(connect);
    return connection.layer;
  };
  const withLayer = <T>(work: (layer: HistoryLayer) => T): T => {
    try {
      return work(current());
    } catch (error) {
      if (sqliteFailure(error) !== 'damaged') throw error;
      const damaged = connection;
      reopen(() => replace(damaged));
      return work(connection.layer);
    }
  };
  const read = <T>(ask: (reads: ReturnType<typeof merged>) => T): T => withLayer((layer) => ask(merged(layer, waiting.layer())));
  /** The failure that kept it from being written. */
  const write = (rows: readonly HistoryRow[], notes: readonly HistoryNote[], rule: RecordRule): SqliteFailure => {
    changes += 1;
    // The disk was full, or the file locked, when it was last tried.
    if (connection.place.kind === 'memory' && connection.place.why === 'cannotWrite') reopen(connect);
    try {
      withLayer((layer) => {
        if (connection.isWritable) layer.record(rows, notes, rule, now());
      });
      return connection.isWritable ? null : 'unwritable';
    } catch (error) {
      const failure = sqliteFailure(error);
      if (failure === null) throw error;
      return failure;
    }
  };
  const keepOrWait = (rows: readonly HistoryRow[], notes: readonly HistoryNote[]): void => {
    const failure = write([...waiting.rows(), ...rows], [...waiting.notes(), ...notes], 'changes');
    if (failure !== null) waiting.add(rows, notes);
    else if (waiting.rows().length + waiting.notes().length > 0) waiting.clear();
  };
  const tidy = (): void => {
    try {
      withLayer((layer) => layer.applyRetention(now(), retention()));
    } catch (error) {
      // Nothing is lost: the next reading tries again.
      if (sqliteFailure(error) === null) throw error;
    }
  };

  return {
    place: () => connection.place,
    waiting: () => waiting.rows().length + waiting.notes().length,
    record: (rows) => {
      keepOrWait(
        rows.filter(({ reading }) => !isFuture(reading.at, now())),
        [],
      );
      tidy();
    },
    setNote: (note) => keepOrWait([], [note]),
    importRows: (rows) => {
      const wrong = rows.find(({ reading }) => isFuture(reading.at, now()));
      if (wrong) throw new RangeError(`A reading of ${wrong.account} lies in the future: ${new Date(wrong.reading.at).toISOString()}`);
      if (write(rows, [], 'all') !== null) throw new Error('The history could not be written, so nothing was imported');
    },
    latest: () => read(({ latest }) => latest()),
    lines: () => read(({ lines }) => lines()),
    readings: (line, from, to) => read(({ readings }) => readings(line, from, to)),
    series: (line, from, to, buckets) => read(({ series }) => series(line, from, to, buckets)),
    notes: (line) => read(({ notes }) => notes(line)),
    version: () => {
      const version = withLayer((layer) => layer.version());
      if (known !== null && version !== known) changes += 1;
      known = version;
      return changes;
    },
    close: () => {
      if (waiting.rows().length + waiting.notes().length > 0) keepOrWait([], []);
      connection.layer.close();
    },
  };
}
