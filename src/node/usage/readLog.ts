import { closeSync, constants, openSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { parsed } from '../../core/text/parsed';
import type { LoggedCall } from '../../core/usage/loggedCall';
import { skipReasonOf, type LineReader, type LineSource, type LogFile, type LogSource } from '../../core/usage/usageReader';
import type { ReadCalls, SkipReason } from '../../core/usage/usageReader';
import { shownName } from '../../core/usage/shownName';
import { loadSqlite } from '../sqlite/sqlite';
import type { FoundLog } from './foundLogs';
import { readFrameLines } from './frameLines';
import { jsonHead } from './jsonHead';
import { withLogDatabase } from './logDatabase';
import { longestLine, readMarkedLines } from './markedLines';
import { seamOf } from './seam';
import type { ReadFile } from './usageStore';
import { decodesZstd } from './zstdFrames';

/**
 * What came of reading one file: as far as it was read it counts, and what was passed over is told. `isTorn`: it ends in what is being
 * written or was cut off, which is not told.
 */
export type Outcome = Pick<ReadFile, 'read' | 'seam' | 'kept'> & { readonly skipped: SkipReason | null; readonly isTorn?: boolean };

/** Of a database only the rows that are asked for are read, whatever else it holds: those of some people have many gigabytes. */
const largestDatabase = 64 * 2 ** 30;
const largestLog = 2 * 2 ** 30;
const largestWhole = 64 * 2 ** 20;
const nothing = { read: 0, seam: '', kept: null };

/**
 * @param before of an earlier read; lines are read on from where it ended, unless the file was written anew
 * @param onCalls what the file holds, as it is met
 */
export function readLog(
  log: FoundLog,
  before: ReadFile | undefined,
  beside: LogFile['beside'],
  onCalls: (calls: Iterable<LoggedCall>) => void,
): Outcome {
  if (log.size > largestOf(log.source)) return { ...nothing, skipped: 'tooBig' };
  const path = join(log.place, log.path);
  try {
    if (log.source.form === 'database') return readDatabase(log, path, before, beside, onCalls);
    // A pipe in the place of a file would be waited for without end.
    const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      return log.source.form === 'lines'
        ? readLines({ ...log, source: log.source }, file, before, beside, onCalls)
        : readWhole(log, file, before, beside, onCalls);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    // Lines are read anew from their start then; of what is written as a whole there is only what was noted of it.
    const kept = log.source.form === 'whole' ? (before?.kept ?? null) : null;
    return { ...nothing, kept, skipped: reasonOf(error) };
  }
}

function largestOf(source: LogSource): number {
  if (source.form === 'database') return largestDatabase;
  return source.form === 'whole' && source.headBytes === undefined ? largestWhole : largestLog;
}

/** What a disk says of a file; anything else is a mistake in the code. */
function reasonOf(error: unknown): SkipReason {
  if (!(error instanceof Error && 'code' in error && 'syscall' in error)) throw error;
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return 'gone';
  return error.code === 'EBUSY' ? 'locked' : 'unreadable';
}

function readLines(
  log: FoundLog & { readonly source: LineSource },
  file: number,
  before: ReadFile | undefined,
  beside: LogFile['beside'],
  onCalls: (calls: Iterable<LoggedCall>) => void,
): Outcome {
  const isFrames = log.path.endsWith('.zstd') || log.path.endsWith('.zst');
  if (isFrames && !decodesZstd()) return { ...nothing, skipped: 'noDatabase' };
  if (!isFrames && isBinary(file)) return { ...nothing, skipped: 'notText' };
  const goesOn = before !== undefined && wasAddedTo(before, log) && before.seam === seamOf(file, before.read);
  const kept: unknown = goesOn && before.kept !== null ? JSON.parse(before.kept) : undefined;
  const first = (): unknown => firstLine(file, log, isFrames);
  const reader = log.source.open({ place: log.place, path: log.path, changedAt: log.changedAt, kept, first, beside });
  const follow = following(reader, onCalls);
  const from = goesOn ? before.read : 0;
  const { end, problem, rest } = isFrames ? frames(file, from, log, follow.line) : lines(file, from, log, follow.line);
  // A last line without an end is read again with what comes after it, from what was known before it; the same keys make it one.
  const noted = keptText(reader.kept());
  const isEnded = rest?.toString('utf8').trim() === '';
  const isTorn = rest === undefined || (!isEnded && parsed(rest.toString('utf8')) === undefined);
  if (!isTorn && !isEnded) follow.line(rest);
  // A form that is not known has to be read from its start when it is.
  if (follow.stopped() !== null) return { ...nothing, skipped: follow.stopped() };
  // What was passed over before stays so, but for frames that were too many for one look.
  const lasting = goesOn && before.skipped !== 'tooBig' ? skipReasonOf(before.skipped) : null;
  const skipped = problem ?? (follow.malformed() > 0 ? 'malformed' : lasting);
  return { read: end, seam: seamOf(file, end), kept: isFrames ? keptText(reader.kept()) : noted, skipped, isTorn };
}

/** The same file on the disk, and longer: what has another time alone was written over. */
function wasAddedTo(before: ReadFile, log: FoundLog): boolean {
  const [, , sizeBefore] = before.identity.split(':');
  return isSameFile(before, log) && before.read > 0 && before.read <= log.size && log.size > Number(sizeBefore);
}

interface Following {
  readonly line: (bytes: Buffer) => void;
  /** Why the reader wants no more of this file. */
  readonly stopped: () => SkipReason | null;
  readonly malformed: () => number;
}

function following(reader: LineReader, onCalls: (calls: Iterable<LoggedCall>) => void): Following {
  let stopped: SkipReason | null = null;
  let malformed = 0;
  return {
    line: (bytes) => {
      if (stopped !== null) return;
      const value = parsed(bytes.toString('utf8'));
      if (value === undefined) malformed += 1;
      const calls = value === undefined ? [] : reader.line(value);
      if (typeof calls === 'string') stopped = calls;
      else onCalls(calls);
    },
    stopped: () => stopped,
    malformed: () => malformed,
  };
}

type Lines = { readonly end: number; readonly problem: SkipReason | null; readonly rest: Buffer | undefined };

function lines(file: number, from: number, { source }: { readonly source: LineSource }, onLine: (line: Buffer) => void): Lines {
  const { end, tooLong, rest } = readMarkedLines(file, from, source.marks, onLine);
  return { end, problem: tooLong > 0 ? 'lineTooLong' : null, rest };
}

function frames(
  file: number,
  from: number,
  { source, size }: FoundLog & { readonly source: LineSource },
  onLine: (line: Buffer) => void,
): Lines {
  const { end, tooLong, stopped, rest } = readFrameLines(file, from, size, source.marks, onLine);
  return { end, problem: stopped ?? (tooLong > 0 ? 'lineTooLong' : null), rest };
}

function firstLine(file: number, { size }: FoundLog, isFrames: boolean): unknown {
  let found: unknown;
  if (isFrames) {
    readFrameLines(file, 0, size, [''], (line) => {
      found = parsed(line.toString('utf8'));
      return false;
    });
    return found;
  }
  for (const bytes of [64 << 10, longestLine]) {
    const head = Buffer.alloc(Math.min(size, bytes));
    const read = readSync(file, head, 0, head.length, 0);
    const end = head.subarray(0, read).indexOf('\n');
    if (end >= 0 || size <= bytes) return parsed(head.toString('utf8', 0, end < 0 ? read : end));
  }
  return undefined;
}

/** A text holds no byte of value 0. */
function isBinary(file: number): boolean {
  const head = Buffer.alloc(4096);
  return head.subarray(0, readSync(file, head, 0, head.length, 0)).includes(0);
}

function readWhole(
  log: FoundLog,
  file: number,
  before: ReadFile | undefined,
  beside: LogFile['beside'],
  onCalls: (calls: Iterable<LoggedCall>) => void,
): Outcome {
  const unread = { ...nothing, kept: before?.kept ?? null };
  if (log.source.form !== 'whole') return { ...unread, skipped: 'unreadable' };
  if (isBinary(file)) return { ...unread, skipped: 'notText' };
  const { headBytes } = log.source;
  const content = headBytes !== undefined && log.size > headBytes ? jsonHead(file, headBytes) : parsed(readFileSync(file, 'utf8'));
  // What is being written at this moment is half a text, and comes back as a whole one.
  if (content === undefined) return { ...unread, skipped: 'malformed' };
  const kept: unknown = unread.kept === null ? undefined : JSON.parse(unread.kept);
  const { place, path, changedAt } = log;
  const read = log.source.read(content, { place, path, changedAt, kept, first: () => undefined, beside });
  return typeof read === 'string' ? { ...unread, skipped: read } : outcomeOf(read, log.size, onCalls);
}

function readDatabase(
  log: FoundLog,
  path: string,
  before: ReadFile | undefined,
  beside: LogFile['beside'],
  onCalls: (calls: Iterable<LoggedCall>) => void,
): Outcome {
  const sqlite = loadSqlite();
  const { source } = log;
  if (sqlite === null || source.form !== 'database') return { ...nothing, skipped: 'noDatabase' };
  const noted = before !== undefined && isSameFile(before, log) ? before.kept : null;
  const kept: unknown = noted === null ? undefined : JSON.parse(noted);
  const file: LogFile = { place: log.place, path: log.path, changedAt: log.changedAt, kept, first: () => undefined, beside };
  const read = withLogDatabase(sqlite, path, (database) => outcomeOf(source.read(database, file), log.size, onCalls));
  return typeof read === 'string' ? { ...nothing, kept: before?.kept ?? null, skipped: read } : read;
}

/** Another file in its place, such as one that was restored, may have what was never read before what was. */
function isSameFile({ identity }: ReadFile, { marks: [device, number] }: FoundLog): boolean {
  return identity.startsWith(`${device}:${number}:`);
}

function outcomeOf(read: ReadCalls, size: number, onCalls: (calls: Iterable<LoggedCall>) => void): Outcome {
  if (typeof read === 'string') return { ...nothing, skipped: read };
  onCalls(read.calls);
  return { read: size, seam: '', kept: keptText(read.kept), skipped: null };
}

function keptText(kept: unknown): string | null {
  if (kept === undefined || kept === null) return null;
  // A name that may not be kept with a call may not be kept here either.
  return JSON.stringify(kept, (_field, value: unknown) => (typeof value === 'string' ? shownName(value) : value));
}
