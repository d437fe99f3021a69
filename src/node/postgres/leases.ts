import type { SharedAccount } from '../../core/shared/sharedEntry';
import type { Kept, Lease, LeaseClaim } from '../../core/shared/sharedStore';
import { accountKey } from './accountKey';
import { asMs, fromMs, numberOf, numberOrNull, textOf } from './columns';
import { nameAccounts, type ThisMachine } from './nameAccounts';
import type { Ask, TextRow } from './sharedConnection';
import { FoundFault } from './sharedFaults';

const keptColumns = (schema: string): string => `l.record, ${asMs('l.asked_at')} AS asked_at,
  (SELECT id FROM ${schema}.machines WHERE ref = l.kept_by) AS kept_by, (SELECT name FROM ${schema}.machines WHERE ref = l.kept_by) AS kept_name,
  CASE WHEN l.kept_at IS NOT NULL THEN greatest(0, ${asMs('clock_timestamp()')} - ${asMs('l.kept_at')}) END AS kept_ago`;

/** The clock is read when the row is had, not when the transaction began: it may have been waited for. */
export async function claim(ask: Ask, schema: string, me: ThisMachine, of: SharedAccount, forMs: number): Promise<LeaseClaim> {
  const key = accountKey(of);
  await nameAccounts(ask, schema, me, [of]);
  const [mine] = await ask(
    `INSERT INTO ${schema}.leases AS l (account_ref, holder_ref, term, until)
     SELECT a.ref, m.ref, 1, clock_timestamp() + $3::bigint * interval '1 millisecond'
     FROM ${schema}.accounts a, ${schema}.machines m WHERE a.key = $1 AND m.id = $2::uuid
     ON CONFLICT (account_ref) DO UPDATE
       SET holder_ref = excluded.holder_ref, term = l.term + 1, until = clock_timestamp() + $3::bigint * interval '1 millisecond'
       WHERE l.holder_ref IS NULL OR l.holder_ref = excluded.holder_ref OR l.until <= clock_timestamp()
     RETURNING l.term, ${keptColumns(schema)}`,
    [key, me.id, Math.round(forMs)],
  );
  if (mine) return { kind: 'claimed', lease: { account: of.account, place: of.place, term: numberOf(mine, 'term') }, ...keptOf(mine) };
  const [theirs] = await ask(
    `SELECT m.id, m.name, greatest(0, ${asMs('l.until')} - ${asMs('clock_timestamp()')}) AS left_ms, ${keptColumns(schema)}
     FROM ${schema}.leases l JOIN ${schema}.accounts a ON a.ref = l.account_ref JOIN ${schema}.machines m ON m.ref = l.holder_ref
     WHERE a.key = $1`,
    [key],
  );
  // Who lost the race holds the row all the same, so that it cannot have changed since.
  if (!theirs) throw new FoundFault({ kind: 'unexpected', sqlState: null });
  return {
    kind: 'held',
    by: { id: textOf(theirs, 'id'), name: textOf(theirs, 'name') },
    leftMs: numberOf(theirs, 'left_ms'),
    ...keptOf(theirs),
  };
}

/** The term alone would not do: a server that takes over without the last claims gives their terms again, to another machine. */
const isMine = (schema: string): string => `FROM ${schema}.accounts a, ${schema}.machines m
  WHERE a.key = $1 AND m.id = $2::uuid AND l.account_ref = a.ref AND l.holder_ref = m.ref AND l.term = $3::bigint RETURNING 1`;

/** A claim that has run out and that nobody took meanwhile still counts: nobody else has asked. */
export async function keep(
  ask: Ask,
  schema: string,
  me: ThisMachine,
  lease: Lease,
  { record, askedAt }: { readonly record: string; readonly askedAt: number },
): Promise<boolean> {
  const rows = await ask(
    `UPDATE ${schema}.leases l SET record = $4, asked_at = ${fromMs('$5::bigint')}, kept_at = clock_timestamp(), kept_by = m.ref,
       mark = gen_random_uuid() ${isMine(schema)}`,
    [accountKey(lease), me.id, lease.term, record, Math.round(askedAt)],
  );
  return rows.length > 0;
}

export async function release(ask: Ask, schema: string, me: ThisMachine, lease: Lease): Promise<boolean> {
  const rows = await ask(`UPDATE ${schema}.leases l SET holder_ref = NULL, until = clock_timestamp() ${isMine(schema)}`, [
    accountKey(lease),
    me.id,
    lease.term,
  ]);
  return rows.length > 0;
}

function keptOf(row: TextRow): Kept {
  return {
    record: row['record'] ?? null,
    askedAt: numberOrNull(row, 'asked_at'),
    keptAgoMs: numberOrNull(row, 'kept_ago'),
    keptBy: row['kept_by'] === null ? null : { id: textOf(row, 'kept_by'), name: textOf(row, 'kept_name') },
  };
}
