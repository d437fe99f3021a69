import { join } from 'node:path';
import { dayMs } from '../../core/time/durations';
import type { EpochMs } from '../../core/time/epoch';
import type { LoggedCall } from '../../core/usage/loggedCall';
import { mergeCalls } from '../../core/usage/mergeCalls';
import { tokenClasses } from '../../core/usage/tokens';
import { skipReasonOf, type LogFile, type Machine, type SkipReason, type UsageReader } from '../../core/usage/usageReader';
import { fingerprintOf, foundLogs, identityOf, newestFirst, type FoundLog } from './foundLogs';
import { sqliteFailure } from '../sqlite/sqliteFailure';
import { readBeside } from './readBeside';
import { readLog, type Outcome } from './readLog';
import { noLogs, type ToolReport } from './toolReport';
import type { ReadFile, UsageStore } from './usageStore';

export interface ScanProgress {
  readonly done: number;
  readonly of: number;
}

export interface ScanSetting {
  readonly now: EpochMs;
  /** Files that have not changed since are left for later; 0: all are read. */
  readonly since: EpochMs;
  /** Of a mistake in the code, which costs one file; that is told of as passed over. */
  readonly onFault?: (fault: unknown) => void;
}

/** `torn`: nothing is told of it; its last line may be a call of any time up to the file's last change. */
type Reason = SkipReason | 'torn';

/** Before there were such tools, and after tomorrow, a time is a mistake. */
const earliest = Date.UTC(2023, 0, 1);
/** Later than any time of a file. */
const never = 1e16;
const callsAtOnce = 20_000;
/** Bytes that are read between two commits, and what a file counts for beside its own: a second of work at the most. */
const [atOnce, perFile] = [64 << 20, 64 << 10];

/** Reads what is new in the logs of one tool, file by file, so that others may have a turn between two, or end it. */
export function* scanTool(
  reader: UsageReader,
  machine: Machine,
  store: UsageStore,
  setting: ScanSetting,
): Generator<ScanProgress, ToolReport, undefined> {
  const { since } = setting;
  const all = foundLogs(reader, machine);
  const found = all.filter(({ changedAt, skipped }) => skipped !== null || changedAt >= since);
  const fingerprint = fingerprintOf(reader, found);
  const same = store.sameAs(reader.id, fingerprint);
  if (same !== null) return same;
  const logs = newestFirst(found);
  store.forgetOther(reader.id, reader.rules);
  const known = store.filesOf(reader.id, reader.rules);
  const skipped: { readonly file: string; readonly reason: SkipReason }[] = [];
  const besides = new Map<string, LogFile['beside']>();
  let [filesRead, unreadUntil] = [0, since];
  const tally = (log: FoundLog, reason: Reason | null): void => {
    if (reason === null || reason === 'torn') filesRead += 1;
    else skipped.push({ file: shownFile(log), reason });
    if (reason === null) return;
    // Of what could not even be looked at nobody knows when it changed.
    unreadUntil = Math.max(unreadUntil, log.changedAt || never);
  };
  const changed: { readonly log: FoundLog; readonly before: ReadFile | undefined }[] = [];
  for (const log of logs) {
    const before = log.skipped === null ? known.get(store.fileName(reader.id, `${log.place}/${log.path}`)) : undefined;
    if (log.skipped === null && before?.identity !== identityOf(log)) changed.push({ log, before });
    else tally(log, log.skipped ?? (before?.skipped === 'torn' ? 'torn' : skipReasonOf(before?.skipped ?? null)));
  }
  let gathered = 0;
  for (const [done, { log, before }] of changed.entries()) {
    if (gathered === 0) store.begin();
    tally(log, readOne(reader, log, store, before, setting, besideOf(besides, log)));
    gathered += log.size + perFile;
    if (gathered < atOnce && done < changed.length - 1) continue;
    store.commit();
    gathered = 0;
    yield { done: done + 1, of: changed.length };
  }
  const newest = logs.find((log) => log.skipped === null)?.changedAt ?? null;
  const oldestCall = store.oldest(reader.id);
  // Copies of somebody's files are as old as their copying.
  const oldest = machine.isConfined
    ? (oldestCall ?? since)
    : all.reduce((least, { changedAt }) => Math.min(least, changedAt || never), oldestCall ?? never);
  if (reader.deletesLogs === true) unreadUntil = Math.max(unreadUntil, oldest);
  const report = { tool: reader.id, filesRead, skipped, newest, ...(all.length === 0 ? noLogs : { unreadUntil, oldest }) };
  if (!skipped.some(({ reason }) => isPassing(reason))) store.keepScan(fingerprint, report);
  return report;
}

/** Reads one file as far as it is whole. */
function readOne(
  reader: UsageReader,
  log: FoundLog,
  store: UsageStore,
  before: ReadFile | undefined,
  { now, onFault }: ScanSetting,
  beside: LogFile['beside'],
): Reason | null {
  const path = `${log.place}/${log.path}`;
  const calls = new Map<string, LoggedCall>();
  let outOfTime = 0;
  const take = (found: Iterable<LoggedCall>): void => {
    for (const call of found) {
      if (!(call.at >= earliest && call.at <= now + dayMs)) {
        outOfTime += 1;
        continue;
      }
      if (!isWhole(call)) throw new RangeError('A reader counted in parts');
      const known = calls.get(call.key);
      calls.set(call.key, known === undefined ? call : mergeCalls(known, call));
      if (calls.size < callsAtOnce) continue;
      store.keepCalls(reader.id, calls.values());
      calls.clear();
    }
  };
  let outcome: Outcome;
  try {
    outcome = readLog(log, before, beside, take);
  } catch (fault) {
    // Of what is kept, not of this file: nothing more can be kept.
    if (sqliteFailure(fault) !== null) throw fault;
    onFault?.(fault);
    outcome = { read: 0, seam: '', kept: before?.kept ?? null, skipped: 'malformed' };
  }
  const skipped = outcome.skipped ?? (outOfTime > 0 ? 'wrongTime' : outcome.isTorn === true ? 'torn' : null);
  const identity = isPassing(skipped) ? '' : identityOf(log);
  store.keep(reader.id, reader.rules, path, { ...outcome, skipped, identity }, calls.values());
  return skipped;
}

/** As the store takes it. */
function isWhole({ at, since = at, tokens, webSearches = 0, webFetches = 0, rank = 0, costs }: LoggedCall): boolean {
  const amounts = costs.map(({ amount }) => amount);
  const counts = tokenClasses.map((name) => tokens?.[name] ?? 0);
  return [at, since, webSearches, webFetches, rank, ...counts, ...amounts].every(Number.isSafeInteger);
}

/** What may be another thing the next time, though the file has not changed. */
function isPassing(reason: Reason | null): boolean {
  return reason === 'locked' || reason === 'unreadable' || reason === 'gone';
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

/** A folder that is named by a number or an id tells nothing, and tells one `ui_messages.json` from another. */
function shownFile({ place, path }: FoundLog): string {
  // The place itself may be what cannot be read.
  const [name = '', folder = ''] = join(place, path).split(/[\\/]/).reverse();
  return /^[\da-f-]{8,}$/i.test(folder) ? `${folder}/${name}` : name;
}
