import { statSync, type Stats } from 'node:fs';
import type { EpochMs } from '../../core/time/epoch';
import type { LogSource, Machine, SkipReason, UsageReader } from '../../core/usage/usageReader';
import { placesOf } from './placesOf';
import { realPlace, walkPlace } from './walkPlace';

/** A file that may be a log, as the disk has it now. */
export interface FoundLog {
  readonly source: LogSource;
  readonly place: string;
  /** Below the place. */
  readonly path: string;
  /** Changes when the file does. */
  readonly identity: string;
  readonly size: number;
  /** Whole, though disks tell parts of milliseconds: readers take it for a time of calls. */
  readonly changedAt: EpochMs;
  readonly skipped: SkipReason | null;
}

/** Every log of a tool, in the order of the disk. */
export function foundLogs(reader: UsageReader, machine: Machine): readonly FoundLog[] {
  const logs: FoundLog[] = [];
  // A folder that is closed to one source of a place is to all of them.
  const told = new Set<string>();
  const within = machine.isConfined ? (realPlace(machine.home) ?? machine.home) : null;
  for (const place of placesOf(reader, machine))
    for (const source of reader.sources)
      for (const { path, skipped } of walkPlace(place, source, within)) {
        const file = `${place}/${path}`;
        if (!told.has(file)) logs.push(found(source, place, path, skipped));
        if (skipped !== null) told.add(file);
      }
  return logs;
}

export function newestFirst(logs: readonly FoundLog[]): readonly FoundLog[] {
  return logs.toSorted((a, b) => b.changedAt - a.changedAt || (a.path < b.path ? -1 : 1));
}

function found(source: LogSource, place: string, path: string, skipped: SkipReason | null): FoundLog {
  const file = `${place}/${path}`;
  const stat = skipped ?? statOf(file);
  if (typeof stat === 'string') return { source, place, path, identity: '', size: 0, changedAt: 0, skipped: stat };
  const { dev, ino, size, mtimeMs } = stat;
  const identity = `${dev}:${ino}:${size}:${mtimeMs}`;
  const log = source.form === 'database' ? statOf(`${file}-wal`) : 'gone';
  if (typeof log === 'string') return { source, place, path, identity, size, changedAt: Math.floor(mtimeMs), skipped: null };
  // A database changes in the log beside it first.
  const changedAt = Math.floor(Math.max(mtimeMs, log.mtimeMs));
  return { source, place, path, identity: `${identity}:${log.size}:${log.mtimeMs}`, size, changedAt, skipped: null };
}

/** A folder may be listed that nothing in it may be looked at. */
function statOf(path: string): Stats | SkipReason {
  try {
    return statSync(path, { throwIfNoEntry: false }) ?? 'gone';
  } catch {
    return 'unreadable';
  }
}
