import { isTrue, numberOf } from './columns';
import type { Ask } from './sharedConnection';
import { FoundFault } from './sharedFaults';

export interface SchemaState {
  /** 0: there is none yet. */
  readonly version: number;
  /** The whole server, or this database. */
  readonly isReadOnly: boolean;
}

/** Asked of the catalogue, which everybody may read: a schema that this role may not look into would else seem not to be there. */
export async function schemaState(ask: Ask, schema: string): Promise<SchemaState> {
  const [row] = await ask(
    `SELECT pg_is_in_recovery() OR current_setting('transaction_read_only') = 'on' AS read_only,
       t.oid IS NOT NULL AS is_there,
       s.oid IS NULL OR has_schema_privilege(s.oid, 'USAGE') AS may_enter,
       t.oid IS NULL OR has_table_privilege(t.oid, 'SELECT') AS may_read
     FROM (SELECT 1) one
     LEFT JOIN pg_namespace s ON s.nspname = $1
     LEFT JOIN pg_class t ON t.relnamespace = s.oid AND t.relname = 'schema_version'`,
    [schema],
  );
  if (!isTrue(row, 'may_enter') || !isTrue(row, 'may_read')) throw new FoundFault({ kind: 'noRights' });
  const version = isTrue(row, 'is_there') ? await schemaVersion(ask, schema) : 0;
  return { version, isReadOnly: isTrue(row, 'read_only') };
}

export async function schemaVersion(ask: Ask, schema: string): Promise<number> {
  const [row] = await ask(`SELECT coalesce(max(version), 0) AS version FROM ${schema}.schema_version`);
  return row ? numberOf(row, 'version') : 0;
}

/** Whether the role has every right that writing takes. */
export async function mayWrite(ask: Ask, schema: string): Promise<boolean> {
  const rights: readonly (readonly [table: string, rights: readonly string[]])[] = [
    ['machines', ['SELECT', 'INSERT', 'UPDATE']],
    ['accounts', ['SELECT', 'INSERT']],
    ['checks', ['SELECT', 'INSERT']],
    ['readings', ['SELECT', 'INSERT']],
    ['leases', ['SELECT', 'INSERT', 'UPDATE']],
    ['messages', ['SELECT', 'INSERT', 'UPDATE', 'DELETE']],
  ];
  const pairs = rights.flatMap(([table, each]) => each.map((right) => [`${schema}.${table}`, right]));
  const [row] = await ask(
    `SELECT bool_and(has_table_privilege(t, r)) AND has_sequence_privilege('${schema}.check_seq', 'USAGE') AS may
     FROM unnest($1::text[], $2::text[]) AS needed(t, r)`,
    [pairs.map(([table = '']) => table), pairs.map(([, right = '']) => right)],
  );
  return isTrue(row, 'may');
}
