/** A row that this code cannot have written. */
export class DamagedRow extends Error {}

/**
 * `damaged`: the file's content is not to be trusted. `unwritable`: the disk is full, read-only, locked or gone, perhaps
 * for now. null: a mistake in the code, to be thrown on.
 */
export type SqliteFailure = 'damaged' | 'unwritable' | null;

/** @see https://www.sqlite.org/rescode.html */
const damaged: ReadonlySet<number> = new Set([11 /* CORRUPT */, 24 /* FORMAT */, 26 /* NOTADB */]);
const unwritable: ReadonlySet<number> = new Set([
  3 /* PERM */, 5 /* BUSY */, 6 /* LOCKED */, 8 /* READONLY */, 10 /* IOERR */, 13 /* FULL */, 14 /* CANTOPEN */, 15 /* PROTOCOL */,
]);
/** What a wrong name in SQL gives. */
const sqlError = 1;

export function sqliteFailure(error: unknown): SqliteFailure {
  if (error instanceof DamagedRow) return 'damaged';
  if (!(error instanceof Error)) return null;
  if ('errcode' in error && typeof error.errcode === 'number') {
    const primary = error.errcode & 0xff;
    return damaged.has(primary) ? 'damaged' : unwritable.has(primary) ? 'unwritable' : null;
  }
  // A whole number beyond 2⁵³, which is never written.
  if ('code' in error && error.code === 'ERR_OUT_OF_RANGE') return 'damaged';
  return 'syscall' in error ? 'unwritable' : null;
}

/** While statements are prepared, an SQL error means that the file has other tables than ours. */
export function isSchemaFailure(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === sqlError;
}

/** Another program is at it: not now. @see https://www.sqlite.org/rescode.html#busy */
export function isLocked(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' && [5, 6].includes(error.errcode & 0xff);
}
