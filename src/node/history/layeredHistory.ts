import type { HistoryEntry } from '../../core/history/historyEntry';
import { HistoryNotWritten } from '../../core/history/historyNotWritten';
import type { HistoryLine, HistoryNote, HistoryPlace, HistoryStore } from '../../core/history/historyStore';
import type { EpochMs } from '../../core/time/epoch';
import type { DatabasePlace } from '../sqlite/openDatabase';
import { sharedFile, type SharedFile } from '../sqlite/sharedFile';
import { sqliteFailure } from '../sqlite/sqliteFailure';
import { latestTrue, newerAccount, underPresentEpoch } from './clock';
import { entryLog } from './entryLog';
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
  /** null where there is no SQLite: all is in memory, and nothing waits. */
  readonly place: DatabasePlace<HistoryLayer> | null;
  readonly now: () => EpochMs;
  readonly retention: () => number;
}

/** A file and the memory of what it did not take, read as one. */
export function layeredHistory({ place, now, retention }: LayeredOptions): OpenHistory {
  const alone = memoryLayer();
  const waiting = entryLog(most);
  let waitingLayer = memoryLayer();
  /** What this window wrote into `writtenInto`, a file that may yet turn out to be damaged. */
  const written = entryLog(most);
  let writtenInto: string | null = null;
  let changes = 0;
  let moves = 0;
  let known: number | null = null;
  /** What another file has not, and is to have at once. */
  let isOwed = false;

  const wait = (entries: readonly HistoryEntry[], notes: readonly HistoryNote[]): void => {
    waiting.add(entries, notes);
    waitingLayer.record(entries, notes, now());
  };
  /** What was written is not in a file that took the place of the one it is in. */
  const onReopened = (): void => {
    known = null;
    changes += 1;
    moves += 1;
    const identity = file?.identity() ?? null;
    if (identity === null || identity === writtenInto || written.size() === 0) return;
    const [entries, notes] = [
      [...written.entries(), ...waiting.entries()],
      [...written.notes(), ...waiting.notes()],
    ];
    for (const log of [written, waiting]) log.clear();
    waitingLayer = memoryLayer();
    wait(entries, notes);
    isOwed = true;
  };
  const file = place && sharedFile(place, onReopened);
  const isWritable = (): boolean => file === null || file.state() === 'open';
  const run = <T>(work: (layer: HistoryLayer) => T): T => {
    if (!file) return work(alone);
    const result = file.run((layer) => work(layer ?? alone));
    if (isOwed) tolerate(() => file.run((layer) => writeWaiting(layer ?? alone)), false);
    isOwed = false;
    return result;
  };
  const writeWaiting = (layer: HistoryLayer): boolean => {
    if (!isWritable()) return false;
    // Another clock may have begun an epoch since it was told.
    const entries = waiting.entries().map((entry) => underPresentEpoch(entry, layer.knownAccount(entry.account), now()));
    layer.record(entries, waiting.notes(), now());
    if (file) written.add(waiting.entries(), waiting.notes());
    writtenInto = file?.identity() ?? null;
    waiting.clear();
    waitingLayer = memoryLayer();
    return true;
  };
  const read = <T>(ask: (reads: ReturnType<typeof merged>) => T): T => run((layer) => ask(merged(layer, waitingLayer, latestTrue(now()))));
  /** Whether the disk took it. */
  const write = (work: (layer: HistoryLayer) => boolean): boolean => {
    changes += 1;
    // The disk was full, or read-only, when it was last tried.
    if (file?.state() === 'unwritable') file.retry();
    return tolerate(() => run(work), false);
  };
  const flush = (): boolean => {
    if (waiting.entries().length > 0) moves += 1;
    return write(writeWaiting);
  };
  const importing = (work: (layer: HistoryLayer) => void): void => {
    const isWritten = write((layer) => {
      if (isWritable()) work(layer);
      return isWritable();
    });
    if (!isWritten) throw new HistoryNotWritten('The history could not be written, so nothing was imported');
  };
  /** Under the epoch that counts; null where the disk cannot be asked. */
  const resolved = (entry: HistoryEntry): HistoryEntry | null =>
    tolerate(() => {
      const onDisk = run((layer) => layer.knownAccount(entry.account));
      return underPresentEpoch(entry, newerAccount(onDisk, waitingLayer.knownAccount(entry.account)), now());
    }, null);

  const counted = (line: HistoryLine): HistoryLine => ({
    ...line,
    revision: line.revision + moves * aboveAllCounts,
    rewritten: line.rewritten + moves * aboveAllCounts,
  });

  return {
    place: () => historyPlaceOf(file, place?.file ?? ''),
    waiting: () => waiting.size(),
    record: (...entries) => {
      const until = latestTrue(now());
      const wasWaiting = waiting.entries().length > 0;
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
      if (write(writeWaiting)) tolerate(() => run((layer) => layer.applyRetention(now(), retention())), undefined);
    },
    setNote: (note) => {
      wait([], [note]);
      flush();
    },
    importRows: (rows) => {
      const wrong = rows.find(({ reading }) => Math.max(reading.at, reading.epoch) > latestTrue(now()));
      if (wrong)
        throw new RangeError(
          `A reading of ${wrong.account} lies in the future: ${new Date(Math.max(wrong.reading.at, wrong.reading.epoch)).toISOString()}`,
        );
      importing((layer) => layer.importRows(rows));
    },
    latest: () => read(({ latest }) => latest()),
    lines: () => read(({ lines }) => lines().map(counted)),
    capLines: () => read(({ capLines }) => capLines().map(counted)),
    readings: (line, from, to) => read(({ readings }) => readings(line, from, to)),
    series: (line, from, to, buckets) => read(({ series }) => series(line, from, to, buckets)),
    spendDays: (account, from, to) => read(({ spendDays }) => spendDays(account, from, to)),
    spendParts: (account, from, to) => read(({ spendParts }) => spendParts(account, from, to)),
    importParts: (account, parts) => importing((layer) => layer.importParts(account, parts)),
    intervals: (account, from, to) => read(({ intervals }) => intervals(account, from, to)),
    notes: (line) => read(({ notes }) => notes(line)),
    version: () => {
      const version = run((layer) => layer.version());
      if (known !== null && version !== known) changes += 1;
      known = version;
      return changes;
    },
    close: () => {
      if (waiting.size() > 0) flush();
      file?.close();
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

function historyPlaceOf(file: SharedFile<HistoryLayer> | null, path: string): HistoryPlace {
  if (!file) return { kind: 'memory', why: 'noSqlite' };
  switch (file.state()) {
    case 'open':
      return { kind: 'disk', file: path, setAside: file.setAside() };
    case 'newer':
      return { kind: 'newer', file: path };
    case 'locked':
    case 'unwritable':
      return { kind: 'memory', why: 'cannotWrite' };
  }
}
