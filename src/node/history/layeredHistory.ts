import type { HistoryEntry } from '../../core/history/historyEntry';
import type { HistoryLine, HistoryNote, HistoryStore } from '../../core/history/historyStore';
import type { EpochMs } from '../../core/time/epoch';
import type { Connection } from './connection';
import { sqliteFailure } from '../sqlite/sqliteFailure';
import { latestTrue, newerAccount, underPresentEpoch } from './clock';
import { entryLog } from './entryLog';
import { identityOf } from './historyFile';
import { memoryLayer } from './memoryLayer';
import type { HistoryLayer } from './layer';
import { merged } from './merged';

/** Weeks of changes of many accounts. */
const most = 5_000;
/** More than any line is written in a window's life, so that counts of another file never look like those of this one. */
const aboveAllCounts = 2 ** 32;

export interface OpenHistory extends HistoryStore {
  /** Entries and notes that the disk has not taken; they are in this window's memory until it does. */
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
  const waiting = entryLog(most);
  let waitingLayer = memoryLayer();
  /** What this window wrote into `writtenInto`, a file that may yet turn out to be damaged. */
  const written = entryLog(most);
  let writtenInto: string | null = null;
  let connection = connect();
  let changes = 0;
  let moves = 0;
  let known: number | null = null;

  const wait = (entries: readonly HistoryEntry[], notes: readonly HistoryNote[]): void => {
    waiting.add(entries, notes);
    waitingLayer.record(entries, notes, now());
  };
  const writeWaiting = (layer: HistoryLayer): boolean => {
    if (!connection.isWritable) return false;
    layer.record(waiting.entries(), waiting.notes(), now());
    if (connection.identity !== null) written.add(waiting.entries(), waiting.notes());
    writtenInto = connection.identity;
    waiting.clear();
    waitingLayer = memoryLayer();
    return true;
  };
  const reopen = (open: () => Connection): void => {
    connection.layer.close();
    connection = open();
    known = null;
    changes += 1;
    moves += 1;
    if (connection.identity === null || connection.identity === writtenInto || written.size() === 0) return;
    // Another file stands in its place, so what was written is not there.
    const [entries, notes] = [
      [...written.entries(), ...waiting.entries()],
      [...written.notes(), ...waiting.notes()],
    ];
    for (const log of [written, waiting]) log.clear();
    waitingLayer = memoryLayer();
    wait(entries, notes);
    tolerate(() => writeWaiting(connection.layer), false);
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
  const read = <T>(ask: (reads: ReturnType<typeof merged>) => T): T =>
    withLayer((layer) => ask(merged(layer, waitingLayer, latestTrue(now()))));
  /** Whether the disk took it. */
  const write = (work: (layer: HistoryLayer) => boolean): boolean => {
    changes += 1;
    // The disk was full, or the file locked, when it was last tried.
    if (connection.place.kind === 'memory' && connection.place.why === 'cannotWrite') reopen(connect);
    return tolerate(() => withLayer(work), false);
  };
  const flush = (): boolean => {
    if (waiting.size() > 0) moves += 1;
    return write(writeWaiting);
  };
  /** Under the epoch that counts; null where the disk cannot be asked. */
  const resolved = (entry: HistoryEntry): HistoryEntry | null =>
    tolerate(() => {
      const onDisk = withLayer((layer) => layer.knownAccount(entry.account));
      return underPresentEpoch(entry, newerAccount(onDisk, waitingLayer.knownAccount(entry.account)), now());
    }, null);

  const counted = (line: HistoryLine): HistoryLine => ({
    ...line,
    revision: line.revision + moves * aboveAllCounts,
    rewritten: line.rewritten + moves * aboveAllCounts,
  });

  return {
    place: () => connection.place,
    waiting: () => waiting.size(),
    record: (...entries) => {
      const until = latestTrue(now());
      const wasWaiting = waiting.size() > 0;
      let canAsk = true;
      for (const entry of entries) {
        const given = { ...entry, rows: entry.rows.filter(({ reading }) => reading.at <= until) };
        const found: HistoryEntry | null = canAsk ? resolved(given) : null;
        canAsk = found !== null;
        wait([found ?? given], []);
      }
      // A lock was waited for once already.
      if (!canAsk) return;
      if (wasWaiting) moves += 1;
      if (write(writeWaiting)) tolerate(() => withLayer((layer) => layer.applyRetention(now(), retention())), undefined);
    },
    setNote: (note) => {
      wait([], [note]);
      flush();
    },
    importRows: (rows) => {
      const wrong = rows.find(({ reading }) => reading.at > latestTrue(now()));
      if (wrong) throw new RangeError(`A reading of ${wrong.account} lies in the future: ${new Date(wrong.reading.at).toISOString()}`);
      const isWritten = write((layer) => {
        if (connection.isWritable) layer.importRows(rows);
        return connection.isWritable;
      });
      if (!isWritten) throw new Error('The history could not be written, so nothing was imported');
    },
    latest: () => read(({ latest }) => latest()),
    lines: () => read(({ lines }) => lines().map(counted)),
    capLines: () => read(({ capLines }) => capLines().map(counted)),
    readings: (line, from, to) => read(({ readings }) => readings(line, from, to)),
    series: (line, from, to, buckets) => read(({ series }) => series(line, from, to, buckets)),
    spendDays: (account, from, to) => read(({ spendDays }) => spendDays(account, from, to)),
    intervals: (account, from, to) => read(({ intervals }) => intervals(account, from, to)),
    notes: (line) => read(({ notes }) => notes(line)),
    version: () => {
      const version = withLayer((layer) => layer.version());
      if (known !== null && version !== known) changes += 1;
      known = version;
      return changes;
    },
    close: () => {
      if (waiting.size() > 0) flush();
      connection.layer.close();
    },
  };
}

/** What a disk or a file can be is no fault of ours. */
function tolerate<T>(work: () => T, otherwise: T): T {
  try {
    return work();
  } catch (error) {
    if (sqliteFailure(error) === null) throw error;
    return otherwise;
  }
}
