import type { DatabaseSync } from 'node:sqlite';
import type { EpochMs } from '../../core/time/epoch';
import { integer, integerOrNull, text } from '../sqlite/columns';
import { inTransaction } from '../sqlite/inTransaction';
import { onlyRow } from '../sqlite/writing';
import type { WriteStatements } from './statements';

const hour = 3600;
const day = 24 * hour;
/** Older readings are thinned to the last one of each hour. */
const keptWhole = 400 * day;
/** About a millisecond of deleting. */
const rowsAtOnce = 250;
const millisecondsAtOnce = 3;

/** Most that the time which retention goes by moves on in one day, so that a clock that is ahead for a while deletes next to nothing. */
const mostAtOnce = 7 * day;

/** Starts once a day, and does a few milliseconds of it with each call until it is done. */
export function applyRetention(db: DatabaseSync, statements: WriteStatements, now: EpochMs, retentionDays: number): void {
  const seconds = Math.floor(now / 1000);
  const tidied = metaOf(statements, 'tidied');
  if (tidied !== null && Math.abs(seconds - tidied) < day) return;
  const started = performance.now();
  while (!inTransaction(db, () => tidyStretch(statements, seconds, retentionDays))) {
    if (performance.now() - started > millisecondsAtOnce) return;
  }
}

/** Returns whether nothing is left to do. */
function tidyStretch(statements: WriteStatements, now: number, retentionDays: number): boolean {
  // A clock that is ahead says so to the next run alone: no more is deleted than the run before would have known of.
  const tidied = metaOf(statements, 'tidied') ?? 0;
  const moved = metaOf(statements, 'retained') ?? tidied;
  const time = Math.min(now, tidied, moved + mostAtOnce);
  const thinBefore = Math.floor((time - keptWhole) / hour) * hour;
  for (const row of statements.untidy.all(now)) {
    const line = integer(row, 'id');
    const newest = integerOrNull(row, 'newest');
    if (newest === null) continue;
    if (retentionDays > 0 && expire(statements, line, Math.min(newest, time - retentionDays * day))) return false;
    const from = integer(row, 'tidied');
    if (from < thinBefore && thin(statements, line, from, thinBefore)) return false;
  }
  if (retentionDays > 0) expireReports(statements, time - retentionDays * day);
  statements.setMeta.run('tidied', now);
  statements.setMeta.run('retained', tidied === 0 ? now : time);
  return true;
}

function metaOf(statements: WriteStatements, name: string): number | null {
  const row = onlyRow(statements.meta, name);
  return row === undefined ? null : integer(row, 'value');
}

function expireReports(statements: WriteStatements, before: number): void {
  for (const row of statements.accounts.all()) {
    const account = text(row, 'name');
    statements.expireDays.run(account, Math.floor(before / day));
    statements.expireParts.run(account, before);
    statements.expireIntervals.run(account, before);
  }
}

function expire(statements: WriteStatements, line: number, before: number): boolean {
  if (onlyRow(statements.firstOf, line, 0, before, 0) === undefined) return false;
  const end = onlyRow(statements.firstOf, line, 0, before, rowsAtOnce);
  const until = end === undefined ? before : integer(end, 'at');
  statements.expire.run(line, until);
  statements.expireNotes.run(line, until);
  return true;
}

function thin(statements: WriteStatements, line: number, from: number, before: number): boolean {
  const first = onlyRow(statements.firstOf, line, from, before, 0);
  const end = onlyRow(statements.firstOf, line, from, before, rowsAtOnce);
  // Whole hours, and at least one of them.
  const until =
    first === undefined || end === undefined ? before : Math.max(floorHour(integer(end, 'at')), floorHour(integer(first, 'at')) + hour);
  if (first !== undefined) statements.thin.run(line, from, until);
  statements.setTidied.run(until, line);
  return first !== undefined;
}

function floorHour(at: number): number {
  return Math.floor(at / hour) * hour;
}
