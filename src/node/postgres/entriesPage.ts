import { readHandedEntry } from '../../core/shared/handedEntry';
import type { HandedEntry } from '../../core/shared/sharedEntry';
import type { EntriesPage } from '../../core/shared/sharedStore';
import { asMs, isTrue, textOf } from './columns';
import { fromUs, positionOf, positionText, receivedUs, type Position } from './positions';
import type { Ask, TextRow } from './sharedConnection';

export async function isKept(ask: Ask, schema: string, { seq, received }: Position): Promise<boolean> {
  const [row] = await ask(`SELECT ${kept(schema)} AS kept`, [seq, received]);
  return isTrue(row, 'kept');
}

/** Rows of its own are looked at too, so that a machine that asks for all others does not look at them anew each time. */
export async function entriesPage(ask: Ask, schema: string, me: string, cursor: string | null, most: number): Promise<EntriesPage> {
  const from = positionOf(cursor);
  const rows = await ask(page(schema), [from.seq, from.received, most, me]);
  const others = rows.filter((row) => !isTrue(row, 'is_own'));
  const entries = others.flatMap((row) => handedOf(row) ?? []);
  const last = rows.at(-1);
  return {
    entries,
    unread: others.length - entries.length,
    cursor: positionText(last ? { seq: textOf(last, 'seq'), received: textOf(last, 'received') } : from),
    isAll: rows.length < most,
  };
}

function handedOf(row: TextRow): HandedEntry | undefined {
  const entry = readHandedEntry(JSON.parse(textOf(row, 'entry')));
  return entry && { place: textOf(row, 'place'), entry, machine: { id: textOf(row, 'machine'), name: textOf(row, 'name') } };
}

const kept = (schema: string): string =>
  `EXISTS (SELECT FROM ${schema}.checks WHERE seq = $1::bigint AND received = ${fromUs('$2::bigint')})`;

/**
 * Where the row that the cursor stands at is gone, so may be those that were read before it: all that came in from an hour before is
 * read again. OFFSET 0 keeps the planner from looking for the least number from the beginning of its index.
 */
const page = (schema: string): string => `
WITH start AS MATERIALIZED (
  SELECT CASE
    WHEN $1::bigint = 0 THEN 0
    WHEN ${kept(schema)} THEN $1::bigint
    ELSE (
      SELECT coalesce(min(seq) - 1, 9223372036854775807) FROM (
        SELECT seq FROM ${schema}.checks WHERE received >= ${fromUs('$2::bigint')} - interval '1 hour' OFFSET 0
      ) late
    )
  END AS seq
), page AS MATERIALIZED (
  SELECT * FROM ${schema}.checks WHERE seq > (SELECT seq FROM start) ORDER BY seq LIMIT $3::int
)
SELECT p.seq, ${receivedUs('p.received')} AS received, m.id = $4::uuid AS is_own, m.id AS machine, m.name, a.place,
  CASE WHEN m.id <> $4::uuid THEN json_build_object(
    'account', a.account, 'epoch', p.epoch, 'at', ${asMs('p.at')}, 'outcome', p.outcome,
    'spend', coalesce(p.spend, '[]'), 'days', coalesce(p.days, '[]'),
    'rows', coalesce((
      SELECT json_agg(json_build_object(
        'unit', r.unit, 'cap', r.cap, 'at', ${asMs('r.at')}, 'epoch', r.epoch, 'available', r.available, 'paid', r.paid,
        'granted', r.granted, 'limit', r.cap_limit, 'resetsAt', ${asMs('r.resets_at')}, 'isImported', r.is_imported) ORDER BY r.n)
      FROM ${schema}.readings r
      WHERE r.account_ref = p.account_ref AND r.checked_at = p.at AND r.machine_ref = p.machine_ref
    ), '[]')
  ) END AS entry
FROM page p
JOIN ${schema}.machines m ON m.ref = p.machine_ref
JOIN ${schema}.accounts a ON a.ref = p.account_ref
ORDER BY p.seq`;
