import { statSync } from 'node:fs';
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
  const stat = skipped === null ? stats(source, join(place, path)) : undefined;
  if (stat === undefined) return { source, place, path, identity: '', size: 0, changedAt: 0, skipped: skipped ?? 'gone' };
  return { source, place, path, ...stat, skipped: null };
}

/** A database changes in the log beside it first. */
function stats(source: LogSource, path: string): Pick<FoundLog, 'identity' | 'size' | 'changedAt'> | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return undefined;
  const identity = `${stat.dev}:${stat.ino}:${stat.size}:${stat.mtimeMs}`;
  const log = source.form === 'database' ? statSync(`${path}-wal`, { throwIfNoEntry: false }) : undefined;
  if (log === undefined) return { identity, size: stat.size, changedAt: stat.mtimeMs };
  return { identity: `${identity}:${log.size}:${log.mtimeMs}`, size: stat.size, changedAt: Math.max(stat.mtimeMs, log.mtimeMs) };
}
