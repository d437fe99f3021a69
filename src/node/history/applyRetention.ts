import type { DatabaseSync } from 'node:sqlite';
import type { EpochMs } from '../../core/time/epoch';
import { integer, integerOrNull } from './rows';
import { inTransaction } from '../sqlite/inTransaction';
import type { WriteStatements } from './statements';

const hour = 3600;
const day = 24 * hour;
/** Older readings are thinned to the last one of each hour. */
const keptWhole = 400 * day;
/** About a millisecond of deleting. */
const rowsAtOnce = 250;
const millisecondsAtOnce = 3;

/** Starts once a day, and does a few milliseconds of it with each call until it is done. */
export function applyRetention(db: DatabaseSync, statements: WriteStatements, now: EpochMs, retentionDays: number): void {
  const seconds = Math.floor(now / 1000);
  const tidied = statements.tidiedAt.get();
  if (tidied !== undefined && integer(tidied, 'value') > seconds - day) return;
  const started = performance.now();
  while (!inTransaction(db, () => tidyStretch(statements, seconds, retentionDays))) {
    if (performance.now() - started > millisecondsAtOnce) return;
  }
}

/** Returns whether nothing is left to do. */
function tidyStretch(statements: WriteStatements, now: number, retentionDays: number): boolean {
  const thinBefore = Math.floor((now - keptWhole) / hour) * hour;
  for (const row of statements.untidy.all()) {
    const line = integer(row, 'id');
    const newest = integerOrNull(row, 'newest');
    if (newest === null) continue;
    if (retentionDays > 0 && expire(statements, line, Math.min(newest, now - retentionDays * day))) return false;
    const from = integer(row, 'tidied');
    if (from < thinBefore && thin(statements, line, from, thinBefore)) return false;
  }
  statements.setTidiedAt.run(now);
  return true;
}

function expire(statements: WriteStatements, line: number, before: number): boolean {
  if (statements.firstOf.get(line, 0, before, 0) === undefined) return false;
  const end = statements.firstOf.get(line, 0, before, rowsAtOnce);
  const until = end === undefined ? before : integer(end, 'at');
  statements.expire.run(line, until);
  statements.expireNotes.run(line, until);
  return true;
}

function thin(statements: WriteStatements, line: number, from: number, before: number): boolean {
  const first = statements.firstOf.get(line, from, before, 0);
  const end = statements.firstOf.get(line, from, before, rowsAtOnce);
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
