import * as z from 'zod';
import { currency, type Unit } from '../core/money/money';
import { defineProvider, type Problem } from '../core/provider/provider';
import { bearer, get } from '../core/provider/request';
import { amount, balance, parts, required } from '../core/provider/response';

const Row = z.object({
  currency: z.unknown().optional(),
  total_balance: amount(),
  granted_balance: amount(),
  topped_up_balance: amount(),
});
type Row = z.infer<typeof Row>;

/** Both fields are documented as optional. */
const UserBalance = z
  .object({
    is_available: z.boolean().nullish(),
    balance_infos: z.array(z.unknown()).nullish(),
  })
  // An object with neither is another answer altogether, such as an error envelope.
  .refine((answer) => 'is_available' in answer || 'balance_infos' in answer);

/** One row per currency, in an order that changes from call to call, so nothing may depend on it. */
export const deepseek = defineProvider({
  id: 'deepseek',
  name: 'DeepSeek',
  loggedAs: ['deepseek-official'],
  usageExport: 'https://platform.deepseek.com/usage',
  reports: 'Balance in CNY and USD, paid and granted',
  units: ['CNY', 'USD'],
  evidence: {
    grade: 'official',
    page: 'https://api-docs.deepseek.com/api/get-user-balance',
    read: '2026-11',
    traps: [
      'One row per currency, in any order, and an empty row may come first.',
      '`is_available: false` with money in a row means that calls are refused, not that the money is gone.',
      'A 401 repeats the last four characters of the key.',
    ],
  },
  // Not under /v1: only the origin of a configured base URL counts.
  sites: { global: { origin: 'https://api.deepseek.com' } },
  credentials: { apiKey: { label: 'API key', env: ['DEEPSEEK_API_KEY', 'DEEPSEEK_KEY'], placeholder: 'sk-…' } },
  links: { keys: 'https://platform.deepseek.com/api_keys', billing: 'https://platform.deepseek.com/top_up' },
  endpoints: { balance: { request: ({ apiKey }) => get('/user/balance', bearer(apiKey)), response: UserBalance } },
  parse: ({ balance: answer }) => {
    // Row by row: one that is no row must not hide the others.
    const rows = (answer.balance_infos ?? []).map((row) => Row.safeParse(row).data ?? noRow);
    const units = [...new Set(rows.map((row) => currency(row.currency)))].sort();
    const reports = units.map((unit) =>
      readUnit(
        unit,
        rows.filter((row) => currency(row.currency) === unit),
      ),
    );
    const nothing: Problem = { kind: 'notReported', field: 'balance_infos' };
    return {
      balances: reports.flatMap((report) => report.balances),
      callsRefused: answer.is_available === false,
      problems: rows.length === 0 ? [nothing] : reports.flatMap((report) => report.problems),
    };
  },
});

const noRow: Row = { currency: undefined, total_balance: 'absent', granted_balance: 'absent', topped_up_balance: 'absent' };

function amountsOf({ total_balance: total, granted_balance: granted, topped_up_balance: paid }: Row): string {
  return [total, granted, paid].join(' ');
}

function readUnit(unit: Unit | undefined, rows: readonly Row[]): ReturnType<typeof balance> {
  const [row] = rows;
  if (!unit || !row) return { balances: [], problems: [{ kind: 'unexpectedResponse', field: 'balance_infos.currency' }] };
  // Two rows of one currency that disagree leave open which one counts.
  const total = rows.every((other) => amountsOf(other) === amountsOf(row)) ? required(row.total_balance) : 'malformed';
  const of = total === 'malformed' ? [] : parts({ granted: row.granted_balance, paid: row.topped_up_balance });
  return balance(unit, total, 'balance_infos.total_balance', of);
}
