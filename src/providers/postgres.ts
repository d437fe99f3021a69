import * as z from 'zod';
import { currency, unit } from '../core/money';
import type { KeyedProvider, Report } from '../core/provider';
import type { Row } from '../core/query';
import { balance } from '../core/response';
import { parseAmount } from '../core/parseAmount';
import { databaseTime } from '../core/databaseTime';

const Definition = z.object({ host: z.string().min(1), query: z.string().min(1), unit: z.string().min(1).optional() });

/**
 * A row of the person's own database: `amount`, `unit`, and optionally `at` or `updated_at`, when it was true.
 * The connection string is the secret; it goes to the host of the definition alone.
 */
export const postgres: KeyedProvider = {
  id: 'postgres',
  name: 'PostgreSQL query',
  kind: 'balance',
  reports: 'One row of your own database: amount, unit and time',
  units: ['the unit of your row'],
  evidence: {
    grade: 'official', page: 'https://www.postgresql.org/docs/current/sql-select.html', read: '2026-10',
    traps: [
      'The query runs in a read-only transaction, for 5 seconds at most.',
      'The server must show a certificate that is trusted for its name; without one, only servers of this machine are asked.',
      'A row that was true long ago shows its age: name its time `updated_at` or `at`. A time without a zone is UTC.',
    ],
  },
  sites: {},
  describedBy: 'query',
  addressOf: (definition) => {
    const { data } = Definition.safeParse(definition);
    return data && `postgresql://${data.host}`;
  },
  credentials: { apiKey: { label: 'Connection string', env: [], placeholder: 'postgresql://reader:password@db.example.com:5432/billing' } },
  links: { keys: 'https://www.postgresql.org/docs/current/sql-createrole.html', billing: 'https://www.postgresql.org/docs/current/sql-select.html' },
  fetch: async (_ask, { definition, query }) => {
    const { data } = Definition.safeParse(definition);
    if (!data) return { ok: true, value: failed('"definition" must give "host" and "query"') };
    const rows = await query(data.query);
    return rows.ok ? { ok: true, value: reportOf(rows.value, data.unit) } : rows;
  },
};

function reportOf([row, second]: readonly Row[], named: string | undefined): Report {
  if (!row) return failed('no row');
  if (second) return failed('more than one row');
  const amount = row['amount'];
  if (amount === undefined) return failed('no column "amount"');
  const unitText = (row['unit'] ?? named)?.trim();
  if (unitText === undefined || unitText === '') return failed('no unit: name it in a column "unit"');
  const time = row['at'] ?? row['updated_at'];
  const at = time === null || time === undefined ? undefined : databaseTime(time);
  if (at === null) return failed('the time of the row is none');
  const read = balance(currency(unitText) ?? unit(unitText), parseAmount(amount) ?? 'malformed', amount === null ? 'amount is NULL' : 'amount', []);
  return { ...read, balances: read.balances.map((one) => ({ ...one, ...(at === undefined ? {} : { at }) })) };
}

function failed(field: string): Report {
  return { problems: [{ kind: 'unexpectedResponse', field }] };
}
