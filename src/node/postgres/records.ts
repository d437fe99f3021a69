import type { RecordsPage, SharedRecord } from '../../core/shared/sharedStore';
import { asAccountId } from '../../core/model/accountId';
import { asMs, numberOf, textOf } from './columns';
import type { Ask, TextRow } from './sharedConnection';

/**
 * The cursor names the mark of each record that was read: it is right whatever the order of commits and whatever a server has lost,
 * and there are no more records than accounts.
 */
export async function records(ask: Ask, schema: string, me: string, cursor: string | null): Promise<RecordsPage> {
  const read = marksOf(cursor);
  const rows = await ask(
    `SELECT l.account_ref, l.mark, l.record, ${asMs('l.asked_at')} AS asked_at,
       greatest(0, ${asMs('clock_timestamp()')} - ${asMs('l.kept_at')}) AS kept_ago, a.account, a.place, m.id, m.name
     FROM ${schema}.leases l
     JOIN ${schema}.accounts a ON a.ref = l.account_ref
     JOIN ${schema}.machines m ON m.ref = l.kept_by
     LEFT JOIN unnest($1::int[], $2::uuid[]) AS known(ref, mark) ON known.ref = l.account_ref
     WHERE l.record IS NOT NULL AND m.id <> $3::uuid AND l.mark IS DISTINCT FROM known.mark
     ORDER BY l.kept_at`,
    [[...read.keys()], [...read.values()], me],
  );
  for (const row of rows) read.set(numberOf(row, 'account_ref'), textOf(row, 'mark'));
  return { records: rows.map(recordOf), cursor: [...read].map(([ref, mark]) => `${ref}:${mark}`).join(',') };
}

function recordOf(row: TextRow): SharedRecord {
  return {
    account: asAccountId(textOf(row, 'account')),
    place: textOf(row, 'place'),
    by: { id: textOf(row, 'id'), name: textOf(row, 'name') },
    record: textOf(row, 'record'),
    askedAt: numberOf(row, 'asked_at'),
    keptAgoMs: numberOf(row, 'kept_ago'),
  };
}

function marksOf(cursor: string | null): Map<number, string> {
  const marks = [...(cursor ?? '').matchAll(/(\d{1,9}):([0-9a-f-]{36})/g)];
  return new Map(marks.map(([, ref, mark = '']) => [Number(ref), mark]));
}
