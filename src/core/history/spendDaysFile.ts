import { csvLine, csvText } from '../text/csv';
import { decimalOrMask } from '../money/masked';
import type { Unit } from '../money/money';
import type { PastSpendDay } from './reportedSpend';
import type { AccountId } from '../model/accountId';

interface DayRow {
  readonly account: AccountId;
  readonly unit: Unit;
  /** A UTC day. */
  readonly day: string;
  readonly amount: string;
  /** Some of the day is not in the amount. */
  readonly atLeast: boolean;
  /** When the provider said so last. */
  readonly reportedAt: string;
}

const columns = ['account', 'unit', 'day', 'amount', 'atLeast', 'reportedAt'] as const;

export function spendDaysCsv(account: AccountId, days: readonly PastSpendDay[], isHidden = false): string {
  const rows = days.map((day) => rowOf(account, day, isHidden));
  return csvText([columns]) + rows.map((row) => csvLine(columns.map((column) => String(row[column])))).join('');
}

/** One row a line, as readings are written. */
export function spendDaysJson(account: AccountId, days: readonly PastSpendDay[], isHidden = false): string {
  const rows = days.map((day) => JSON.stringify(rowOf(account, day, isHidden)));
  return rows.length === 0 ? '[]\n' : `[\n${rows.join(',\n')}\n]\n`;
}

function rowOf(account: AccountId, { day, unit, amount, atLeast, at }: PastSpendDay, isHidden: boolean): DayRow {
  const [date = ''] = new Date(day).toISOString().split('T');
  return {
    account,
    unit,
    day: date,
    amount: decimalOrMask(amount, unit, isHidden),
    atLeast: atLeast === true,
    reportedAt: new Date(at).toISOString(),
  };
}
