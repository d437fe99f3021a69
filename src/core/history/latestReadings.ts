import type { HistoryRow } from './historyRow';
import { ofCapName } from './capName';
import type { PastSpend } from './reportedSpend';
import type { Balance, Cap, Reading, Spend } from '../model/reading';
import { unit } from '../money/money';
import type { EpochMs } from '../time/epoch';
import type { AccountId } from '../model/accountId';

/** The newest of all that is known of each line, and of each window of spend. */
export interface LatestRows {
  readonly rows: readonly HistoryRow[];
  readonly spend: readonly PastSpend[];
}

export interface LatestReading {
  readonly account: AccountId;
  readonly epoch: EpochMs;
  /** To show until the next check. Balances have a time each; of caps and spend, what the last answer told of. */
  readonly reading: Reading;
}

/** What is known of each account, as its newest epoch has it. */
export function latestReadings({ rows, spend }: LatestRows): readonly LatestReading[] {
  const accounts = new Map<AccountId, { readonly rows: HistoryRow[]; readonly spend: PastSpend[] }>();
  const of = (account: AccountId): { readonly rows: HistoryRow[]; readonly spend: PastSpend[] } => {
    const known = accounts.get(account) ?? { rows: [], spend: [] };
    accounts.set(account, known);
    return known;
  };
  for (const row of rows) of(row.account).rows.push(row);
  for (const one of spend) of(one.account).spend.push(one);
  return [...accounts].map(([account, known]) => latestReading(account, known));
}

function latestReading(account: AccountId, { rows, spend }: LatestRows): LatestReading {
  const times = [...rows.map(({ reading }) => reading), ...spend];
  const epoch = Math.max(...times.map((one) => one.epoch));
  const at = Math.max(...times.filter((one) => one.epoch === epoch).map((one) => one.at));
  const own = rows.filter(({ reading }) => reading.epoch === epoch);
  const newest = own.filter((row) => row.reading.at === at);
  const isImported = newest.length > 0 && newest.every((row) => row.isImported === true);
  const reading = {
    at,
    balances: own.flatMap((row) => (row.cap === undefined ? [balanceOf(row)] : [])),
    caps: own.flatMap((row) => (row.cap === undefined || row.reading.at < at ? [] : [capOf(row, row.cap)])),
    spend: spend.filter((one) => one.epoch === epoch && one.at === at).map(spendOf),
    callsRefused: false,
    problems: [],
    ...(isImported ? { isImported: true as const } : {}),
  };
  return { account, epoch, reading };
}

function balanceOf({ unit: of, reading: { at, available, paid, granted } }: HistoryRow): Balance {
  return {
    unit: unit(of),
    available,
    at,
    parts: [
      ...(paid === null ? [] : [{ kind: 'paid', amount: paid } as const]),
      ...(granted === null ? [] : [{ kind: 'granted', amount: granted } as const]),
    ],
  };
}

function capOf({ unit: of, reading: { available, limit }, resetsAt }: HistoryRow, name: string): Cap {
  return {
    ...ofCapName(name),
    unit: unit(of),
    limit: limit ?? null,
    remaining: available,
    ...(resetsAt === undefined ? {} : { resetsAt }),
  };
}

function spendOf({ unit: of, window, amount, atLeast, since }: PastSpend): Spend {
  return { unit: of, window, amount, ...(atLeast ? { atLeast } : {}), ...(since === undefined ? {} : { since }) };
}
