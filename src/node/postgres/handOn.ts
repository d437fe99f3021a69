import { entryFits } from '../../core/shared/entryFits';
import type { SharedEntry } from '../../core/shared/sharedEntry';
import { accountKey } from './accountKey';
import { fromMs, numberOf } from './columns';
import { nameAccounts, type ThisMachine } from './nameAccounts';
import { positionText, receivedUs } from './positions';
import type { Ask } from './sharedConnection';

export interface KeyedEntry extends SharedEntry {
  readonly key: string;
}

/** Those that fit, each once, and those that do not. */
export function sortedOut(entries: readonly SharedEntry[]): {
  readonly fit: readonly KeyedEntry[];
  readonly unfit: readonly SharedEntry[];
} {
  const fit = new Map<string, KeyedEntry>();
  const unfit: SharedEntry[] = [];
  for (const one of entries) {
    if (!entryFits(one)) unfit.push(one);
    else {
      const key = accountKey({ account: one.entry.account, place: one.place });
      const check = `${key} ${one.entry.at}`;
      if (!fit.has(check)) fit.set(check, { ...one, key });
    }
  }
  return { fit: [...fit.values()], unfit };
}

export interface Added {
  readonly added: number;
  readonly receipt: string | null;
}

/** In one transaction. A check that is there already brings no readings. */
export async function handOnBatch(ask: Ask, schema: string, machine: ThisMachine, batch: readonly KeyedEntry[]): Promise<Added> {
  await nameAccounts(
    ask,
    schema,
    machine,
    batch.map(({ place, entry: { account } }) => ({ account, place })),
  );
  const [row] = await ask(insert(schema), [machine.id, ...checkColumns(batch), ...readingColumns(batch)]);
  if (!row) return { added: 0, receipt: null };
  const { seq, received } = row;
  return { added: numberOf(row, 'added'), receipt: seq && received ? positionText({ seq, received }) : null };
}

function insert(schema: string): string {
  return `
WITH given AS (
  SELECT c.no, a.ref AS account_ref, m.ref AS machine_ref, ${fromMs('c.at')} AS at, c.epoch, c.outcome, c.spend, c.days
  FROM unnest($2::int[], $3::text[], $4::bigint[], $5::bigint[], $6::text[], $7::text[], $8::text[])
    AS c(no, key, at, epoch, outcome, spend, days)
  JOIN ${schema}.accounts a ON a.key = c.key
  JOIN ${schema}.machines m ON m.id = $1::uuid
), fresh AS (
  INSERT INTO ${schema}.checks (account_ref, at, machine_ref, epoch, outcome, spend, days)
  SELECT account_ref, at, machine_ref, epoch, outcome, spend::jsonb, days::jsonb FROM given ORDER BY no
  ON CONFLICT DO NOTHING
  RETURNING account_ref, at, machine_ref, seq, received
), read AS (
  INSERT INTO ${schema}.readings
    (account_ref, checked_at, machine_ref, n, unit, cap, at, epoch, available, paid, granted, cap_limit, resets_at, is_imported)
  SELECT f.account_ref, f.at, f.machine_ref, r.n, r.unit, r.cap, ${fromMs('r.at')}, r.epoch, r.available, r.paid, r.granted, r.cap_limit,
    ${fromMs('r.resets_at')}, r.is_imported
  FROM unnest($9::int[], $10::int[], $11::text[], $12::text[], $13::bigint[], $14::bigint[], $15::bigint[], $16::bigint[], $17::bigint[],
    $18::bigint[], $19::bigint[], $20::boolean[])
    AS r(no, n, unit, cap, at, epoch, available, paid, granted, cap_limit, resets_at, is_imported)
  JOIN given g ON g.no = r.no
  JOIN fresh f ON f.account_ref = g.account_ref AND f.at = g.at
)
SELECT count(*) AS added, max(seq) AS seq, ${receivedUs('max(received)')} AS received FROM fresh`;
}

type Column = readonly (string | number | boolean | null)[];

function checkColumns(batch: readonly KeyedEntry[]): readonly Column[] {
  const orNull = (list: readonly unknown[]): string | null => (list.length === 0 ? null : JSON.stringify(list));
  return [
    batch.map((_, no) => no),
    batch.map(({ key }) => key),
    batch.map(({ entry }) => entry.at),
    batch.map(({ entry }) => entry.epoch),
    batch.map(({ entry }) => entry.outcome),
    // The account is the row's own.
    batch.map(({ entry }) => orNull(entry.spend.map(({ account: _account, ...one }) => one))),
    batch.map(({ entry }) => orNull(entry.days)),
  ];
}

function readingColumns(batch: readonly KeyedEntry[]): readonly Column[] {
  const rows = batch.flatMap(({ entry }, no) => entry.rows.map((row, n) => ({ no, n, ...row })));
  return [
    rows.map(({ no }) => no),
    rows.map(({ n }) => n),
    rows.map(({ unit }) => unit),
    rows.map(({ cap }) => cap ?? null),
    rows.map(({ reading }) => reading.at),
    rows.map(({ reading }) => reading.epoch),
    rows.map(({ reading }) => reading.available),
    rows.map(({ reading }) => reading.paid),
    rows.map(({ reading }) => reading.granted),
    rows.map(({ reading }) => reading.limit ?? null),
    rows.map(({ resetsAt }) => resetsAt ?? null),
    rows.map(({ isImported }) => isImported === true),
  ];
}
