import { statSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import type { EpochMs } from '../../core/time/epoch';
import type { LogSource, Machine, SkipReason, UsageReader } from '../../core/usage/usageReader';
import { placesOf } from './placesOf';
import { walkPlace } from './walkPlace';

/** A file that may be a log, as the disk has it now. */
export interface FoundLog {
  readonly source: LogSource;
  readonly place: string;
  /** Below the place. */
  readonly path: string;
  /** Changes when the file does. */
  readonly identity: string;
  readonly size: number;
  readonly changedAt: EpochMs;
  readonly skipped: SkipReason | null;
}

/** Every log of a tool, the one that changed last first. */
export function foundLogs(reader: UsageReader, machine: Machine): readonly FoundLog[] {
  const logs = placesOf(reader, machine).flatMap((place) =>
    reader.sources.flatMap((source) => [...walkPlace(place, source)].map(({ path, skipped }) => found(source, place, path, skipped))),
  );
  return logs.sort((a, b) => b.changedAt - a.changedAt || (a.path < b.path ? -1 : 1));
}

function found(source: LogSource, place: string, path: string, skipped: SkipReason | null): FoundLog {
  const stat = skipped ?? stats(source, join(place, path));
  return typeof stat === 'string'
    ? { source, place, path, identity: '', size: 0, changedAt: 0, skipped: stat }
    : { source, place, path, ...stat, skipped: null };
}

/** A database changes in the log beside it first. */
function stats(source: LogSource, path: string): Pick<FoundLog, 'identity' | 'size' | 'changedAt'> | SkipReason {
  const stat = statOf(path);
  if (typeof stat === 'string') return stat;
  const identity = `${stat.dev}:${stat.ino}:${stat.size}:${stat.mtimeMs}`;
  const log = source.form === 'database' ? statOf(`${path}-wal`) : 'gone';
  if (typeof log === 'string') return { identity, size: stat.size, changedAt: stat.mtimeMs };
  return { identity: `${identity}:${log.size}:${log.mtimeMs}`, size: stat.size, changedAt: Math.max(stat.mtimeMs, log.mtimeMs) };
}

/** A folder may be listed that nothing in it may be looked at. */
function statOf(path: string): Stats | SkipReason {
  try {
    return statSync(path, { throwIfNoEntry: false }) ?? 'gone';
  } catch {
    return 'unreadable';
  }
}
