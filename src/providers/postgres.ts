import * as z from 'zod';
import { databaseTime } from '../core/time/databaseTime';
import { unitNamed } from '../core/money/money';
import { parseExact } from '../core/money/parseAmount';
import type { KeyedProvider, Report } from '../core/provider/provider';
import type { DatabaseQuery, QueryRow } from '../core/provider/query';
import { balance } from '../core/provider/response';

const Definition = z.object({
  host: z.string().min(1),
  query: z.string().min(1),
  unit: z.string().min(1).optional(),
  user: z.string().min(1).optional(),
  database: z.string().min(1).optional(),
  sslmode: z.string().optional(),
  sslrootcert: z.string().optional(),
});

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
    grade: 'official',
    page: 'https://www.postgresql.org/docs/current/sql-select.html',
    read: '2026-11',
    traps: [
      'The query runs in a read-only transaction, for 5 seconds at most.',
      'The server must show a certificate that is trusted for its name; without one, only servers of this machine are asked. ' +
        '`sslrootcert` names a file of certificates of your own.',
      'A row that was true long ago shows its age: name its time `updated_at` or `at`. A time without a zone is UTC.',
      'A password with `@`, `/`, `%`, `#` or `?` in it is percent-encoded in a connection string, ' +
        'or stands alone where the definition names the `user`.',
    ],
  },
  sites: {},
  definedBy: 'query',
  addressOf: (definition) => {
    const { data } = Definition.safeParse(definition);
    return data && `postgresql://${data.host}`;
  },
  queryOf: (definition) => {
    const { data } = Definition.safeParse(definition);
    return data && queryIn(data);
  },
  credentials: { apiKey: { label: 'Connection string', env: [], placeholder: 'postgresql://reader:password@db.example.com:5432/billing' } },
  fetch: async (_ask, { definition, query }) => {
    const { data } = Definition.safeParse(definition);
    if (!data) return { ok: true, value: failed('"definition" must give "host" and "query"') };
    const rows = await query(queryIn(data));
    return rows.ok ? { ok: true, value: reportOf(rows.value, data.unit) } : rows;
  },
};

function queryIn({ query: sql, host, user, database, sslmode, sslrootcert }: z.infer<typeof Definition>): DatabaseQuery {
  return { sql, host, user, database, sslmode, sslrootcert };
}

function reportOf([row, second]: readonly QueryRow[], named: string | undefined): Report {
  if (!row) return failed('no row', 'Where its table has row level security, a policy must let this user read the row.');
  if (second) return failed('more than one row');
  const amount = amountOf(row);
  if (amount === undefined) return failed('no column "amount"');
  const unitText = columnOf(row, 'unit') ?? named;
  if (unitText === undefined || unitText.trim() === '') return failed('no unit: name it in a column "unit"');
  const unit = unitNamed(unitText);
  if (!unit) return failed('the unit is none: letters, digits, blanks and dashes, 30 at most');
  const time = columnOf(row, 'at') ?? columnOf(row, 'updated_at');
  const at = time === undefined ? undefined : databaseTime(time);
  if (at === null) return failed('the time of the row is none');
  const read = balance(unit, parseExact(amount), amount === null ? 'amount is NULL' : 'amount', []);
  return { ...read, balances: read.balances.map((one) => ({ ...one, ...(at === undefined ? {} : { at }) })) };
}

/** A query without a name for it has one column alone, whatever the server calls that. */
function amountOf(row: QueryRow): string | null | undefined {
  if (Object.hasOwn(row, 'amount')) return row['amount'];
  const [only, ...others] = Object.values(row);
  return others.length === 0 ? only : undefined;
}

function columnOf(row: QueryRow, name: string): string | undefined {
  return Object.hasOwn(row, name) ? (row[name] ?? undefined) : undefined;
}

function failed(field: string, hint?: string): Report {
  return { problems: [{ kind: 'unexpectedResponse', field, ...(hint === undefined ? {} : { hint }) }] };
}
