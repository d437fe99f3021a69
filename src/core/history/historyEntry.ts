import { capRows, historyRows } from './historyRows';
import type { HistoryRow } from './historyRow';
import type { OutcomeKind } from './outcomeInterval';
import type { PastSpend, PastSpendDay } from './reportedSpend';
import type { Outcome } from '../model/outcome';
import type { Reading, Spend } from '../model/reading';
import type { EpochMs } from '../time/epoch';
import { utcDayStart } from '../time/utcDays';
import type { AccountId } from '../model/accountId';

/** All that one check of one account gives to history. */
export interface HistoryEntry {
  readonly account: AccountId;
  /** When the account's present key and place began; 0: from the start. Where a newer one is known, that counts. */
  readonly epoch: EpochMs;
  readonly at: EpochMs;
  readonly outcome: OutcomeKind;
  /** Balances and caps. */
  readonly rows: readonly HistoryRow[];
  readonly spend: readonly PastSpend[];
  readonly days: readonly PastSpendDay[];
}

/** @param at when the check was over */
export function historyEntry(account: AccountId, epoch: EpochMs, outcome: Outcome, at: EpochMs): HistoryEntry {
  if (!outcome.ok) return { account, epoch, at, outcome: outcome.error.kind, rows: [], spend: [], days: [] };
  const { reading } = outcome;
  return {
    account,
    epoch,
    at,
    outcome: 'answered',
    rows: [...historyRows(account, reading, epoch), ...capRows(account, reading, epoch)],
    spend: reading.spend.flatMap(({ amount, ...window }) =>
      amount === null ? [] : [{ ...window, amount, account, epoch, at: reading.at }],
    ),
    days: daysOf(reading).map((day) => ({ ...day, epoch, at: reading.at })),
  };
}

/** With today, where only its window is told. */
function daysOf({ at, days = [], spend }: Reading): readonly Omit<PastSpendDay, 'epoch' | 'at'>[] {
  const today = utcDayStart(at);
  const known = spend.filter((one): one is Spend & Pick<PastSpend, 'amount'> => one.window === 'day' && one.amount !== null);
  return [
    ...days,
    ...known
      .filter(({ unit }) => !days.some((one) => one.day === today && one.unit === unit))
      .map(({ unit, amount, atLeast }) => ({ day: today, unit, amount, ...(atLeast ? { atLeast } : {}) })),
  ];
}

/** The same under the epoch that counts. */
export function inEpoch(entry: HistoryEntry, epoch: EpochMs): HistoryEntry {
  if (entry.epoch === epoch) return entry;
  return {
    ...entry,
    epoch,
    rows: entry.rows.map((row) => ({ ...row, reading: { ...row.reading, epoch } })),
    spend: entry.spend.map((one) => ({ ...one, epoch })),
    days: entry.days.map((one) => ({ ...one, epoch })),
  };
}
