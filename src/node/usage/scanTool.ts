import { readFileSync, statSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { parsed } from '../../core/text/parsed';
import type { EpochMs } from '../../core/time/epoch';
import type { LoggedCall } from '../../core/usage/loggedCall';
import { mergeCalls } from '../../core/usage/mergeCalls';
import type { LogFile, Machine, SkipReason, UsageReader } from '../../core/usage/usageReader';
import { foundLogs, type FoundLog } from './foundLogs';
import { isSkipReason, readLog } from './readLog';
import type { UsageStore } from './usageStore';

export interface ToolReport {
  readonly tool: string;
  readonly filesRead: number;
  /** By their names alone: the folders they lie in are named for what somebody works on. */
  readonly skipped: readonly { readonly file: string; readonly reason: SkipReason }[];
  readonly newest: EpochMs | null;
}

export interface ScanProgress {
  readonly done: number;
  readonly of: number;
}

export interface ScanSetting {
  readonly now: EpochMs;
  /** Files that have not changed since are left for later; -Infinity: all are read. */
  readonly since: EpochMs;
}

const day = 86_400_000;
/** Before there were such tools, and after tomorrow, a time is a mistake. */
const earliest = Date.UTC(2023, 0, 1);
const callsAtOnce = 20_000;

/** Reads what is new in the logs of one tool, file by file, so that others may have a turn between two, or end it. */
export function* scanTool(
  reader: UsageReader,
  machine: Machine,
  store: UsageStore,
  { now, since }: ScanSetting,
): Generator<ScanProgress, ToolReport, undefined> {
  const logs = foundLogs(reader, machine).filter(({ changedAt, skipped }) => skipped !== null || changedAt >= since);
  const known = store.filesOf(reader.id, reader.rules);
  const skipped: { readonly file: string; readonly reason: SkipReason }[] = [];
  const besides = new Map<string, LogFile['beside']>();
  let filesRead = 0;
  for (const [done, log] of logs.entries()) {
    const reason = readOne(
      reader,
      log,
      store,
      known.get(store.fileName(reader.id, `${log.place}/${log.path}`)),
      now,
      besideOf(besides, log),
    );
    if (reason === null) filesRead += 1;
    else skipped.push({ file: shownName(log.path), reason });
    yield { done: done + 1, of: logs.length };
  }
  return { tool: reader.id, filesRead, skipped, newest: logs.find((log) => log.skipped === null)?.changedAt ?? null };
}

function readOne(
  reader: UsageReader,
  log: FoundLog,
  store: UsageStore,
  before: ReturnType<ReturnType<UsageStore['filesOf']>['get']>,
  now: EpochMs,
  beside: LogFile['beside'],
): SkipReason | null {
  if (log.skipped !== null) return log.skipped;
  if (before?.identity === log.identity) return isSkipReason(before.skipped) ? before.skipped : null;
  const path = `${log.place}/${log.path}`;
  const calls = new Map<string, LoggedCall>();
  const take = (found: Iterable<LoggedCall>): void => {
    for (const call of found) {
      if (call.at < earliest || call.at > now + day) continue;
      const known = calls.get(call.key);
      calls.set(call.key, known === undefined ? call : mergeCalls(known, call));
      if (calls.size >= callsAtOnce) {
        store.keepCalls(reader.id, calls.values());
        calls.clear();
      }
    }
  };
  const outcome = readLog(log, before, beside, take);
  // What is locked now is tried again the next time, though it has not changed.
  const identity = outcome.skipped === 'locked' ? '' : log.identity;
  store.keep(reader.id, reader.rules, path, { ...outcome, identity }, calls.values());
  return outcome.skipped;
}

/** Of a file that the whole place shares, once for all its logs. */
function besideOf(besides: Map<string, LogFile['beside']>, { place }: FoundLog): LogFile['beside'] {
  const known = besides.get(place);
  if (known !== undefined) return known;
  const found = new Map<string, unknown>();
  const beside: LogFile['beside'] = (path) => {
    if (!found.has(path)) found.set(path, readBeside(place, path));
    return found.get(path);
  };
  besides.set(place, beside);
  return beside;
}

const largestBeside = 4 << 20;

/** Nothing above the place, and nothing large. */
function readBeside(place: string, path: string): unknown {
  const inside = normalize(path);
  if (inside.startsWith('..')) return undefined;
  const file = join(place, inside);
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat?.isFile() !== true || stat.size > largestBeside) return undefined;
  try {
    return parsed(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** A folder that is named by a number or an id tells nothing, and tells one `ui_messages.json` from another. */
function shownName(path: string): string {
  const [name = '', folder = ''] = path.split('/').reverse();
  return /^[\da-f-]{8,}$/i.test(folder) ? `${folder}/${name}` : name;
}
