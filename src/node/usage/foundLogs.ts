import { createHash } from 'node:crypto';
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
  /** Device, number, size and time; of a database, size and time of the log beside it too. */
  readonly marks: readonly number[];
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
        if (skipped === null) logs.push(found(source, place, path));
        else if (!told.has(`${place}/${path}`)) {
          told.add(`${place}/${path}`);
          logs.push(passedOver(source, place, path, skipped));
        }
      }
  return logs;
}

export function newestFirst(logs: readonly FoundLog[]): readonly FoundLog[] {
  return logs.toSorted((a, b) => b.changedAt - a.changedAt || (a.path < b.path ? -1 : 1));
}

function found(source: LogSource, place: string, path: string): FoundLog {
  const file = `${place}/${path}`;
  const stat = statOf(file);
  if (typeof stat === 'string') return passedOver(source, place, path, stat);
  const { dev, ino, size, mtimeMs } = stat;
  const marks = [dev, ino, size, mtimeMs];
  const log = source.form === 'database' ? statOf(`${file}-wal`) : 'gone';
  if (typeof log === 'string') return { source, place, path, marks, size, changedAt: Math.floor(mtimeMs), skipped: null };
  // A database changes in the log beside it first.
  const changedAt = Math.floor(Math.max(mtimeMs, log.mtimeMs));
  return { source, place, path, marks: [...marks, log.size, log.mtimeMs], size, changedAt, skipped: null };
}

function passedOver(source: LogSource, place: string, path: string, skipped: SkipReason): FoundLog {
  return { source, place, path, marks: [], size: 0, changedAt: 0, skipped };
}

/** Changes when the file does. */
export function identityOf({ marks }: FoundLog): string {
  return marks.join(':');
}

/** Of every file as it is now: where none has changed, ten thousand need no look of their own. */
export function fingerprintOf({ rules }: UsageReader, logs: readonly FoundLog[]): string {
  // A place is named at the first of its logs: there may be few places, and long.
  const names = logs.map(({ place, path, skipped }, index) => `${place === logs[index - 1]?.place ? '' : place}/${path} ${skipped}`);
  const marks = Float64Array.from(logs.flatMap((log) => log.marks));
  return createHash('sha256')
    .update(`${rules}\n${names.join('\n')}\n`)
    .update(marks)
    .digest('base64url');
}

/** A folder may be listed that nothing in it may be looked at. */
function statOf(path: string): Stats | SkipReason {
  try {
    return statSync(path, { throwIfNoEntry: false }) ?? 'gone';
  } catch {
    return 'unreadable';
  }
}
