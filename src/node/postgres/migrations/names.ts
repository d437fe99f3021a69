/** All names begin with it; the tables are of this store alone. */
export const usualSchema = 'api_balance';

/** Any other name would have to be quoted wherever a person types it. */
export function isSchemaName(name: string): boolean {
  return /^[a-z_][a-z0-9_]{0,40}$/.test(name) && !name.startsWith('pg_');
}

/** Locks are of the whole database, whose other programs take numbers of their own: the first names us, the second what is locked. */
export const lockSpace = 0x61_62_61_6c;
export const locks = { migrating: 1, handingOn: 2, months: 3 } as const;
