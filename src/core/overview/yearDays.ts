import type { HistoryDisplay } from '../historyPage/historyDisplay';
import { moneyText } from '../historyPage/historySummary';
import { isAnswer } from '../ledger/ledgerDays';
import { unit as unitOf, type Micros } from '../money/money';
import type { DayKey } from '../time/calendar';
import { dayMs } from '../time/durations';
import { mondayOf } from '../time/utcDays';
import { boundText } from '../views/ledgerText';
import { spentIn, sumOf, type SpendSeries } from './spendSeries';

/** Twelve months of one unit, day by day. */
export interface YearDays {
  readonly unit: string;
  /** On a Monday. */
  readonly first: DayKey;
  /** From the first on, without a gap; null where nothing is known of the day. */
  readonly days: readonly (YearDay | null)[];
  /** Those with a day that is known, the newest first. */
  readonly months: readonly YearMonth[];
}

export interface YearMonth {
  /** Its last day that is shown. */
  readonly day: DayKey;
  readonly spent: string;
}

export interface YearDay {
  readonly amount: Micros;
  readonly atLeast: boolean;
  /** Some of it may belong to an earlier day. */
  readonly late: boolean;
  /** 0: nothing was spent; 1 to 4: among the days that cost something, in which quarter. */
  readonly level: 0 | 1 | 2 | 3 | 4;
}

const weeks = 53;

export function yearDays(all: readonly SpendSeries[], unit: string, today: DayKey, display: HistoryDisplay): YearDays | null {
  const own = all.filter((one) => one.unit === unit);
  const first = mondayOf(today) - (weeks - 1) * 7;
  const sums = Array.from({ length: today - first + 1 }, (_, index) => sumOn(own, first + index));
  if (sums.every((sum) => sum === null)) return null;
  const costs = sums.flatMap((sum) => (sum && sum.amount > 0 ? [sum.amount] : [])).sort((a, b) => a - b);
  const quarter = (part: number): number => costs[Math.floor((costs.length * part) / 4)] ?? Infinity;
  const borders = [1, 2, 3].map(quarter);
  const levelOf = (amount: number): YearDay['level'] =>
    amount <= 0 ? 0 : (([1, 2, 3, 4] as const)[borders.filter((border) => amount >= border).length] ?? 4);
  const days = sums.map((sum) => sum && { ...sum, level: levelOf(sum.amount) });
  return { unit, first, days, months: monthsOf(own, unit, first, today, display) };
}

/** Of the oldest month only those days that are shown. */
function monthsOf(
  series: readonly SpendSeries[],
  unit: string,
  first: DayKey,
  today: DayKey,
  display: HistoryDisplay,
): readonly YearMonth[] {
  const money = moneyText(unitOf(unit), display.hidden, display);
  const months: YearMonth[] = [];
  for (let last = today; last >= first;) {
    const from = Math.max(first, last + 1 - new Date(last * dayMs).getUTCDate());
    const spent = sumOf(series.map((one) => spentIn(one, from, last)));
    const isCut = from === first && new Date(first * dayMs).getUTCDate() > 1;
    if (isAnswer(spent))
      months.push({ day: last, spent: boundText({ ...spent, atLeast: spent.atLeast || isCut }, money(spent.amount), display.t) });
    last = from - 1;
  }
  return months;
}

/** null where nobody knows of the day. */
function sumOn(series: readonly SpendSeries[], day: DayKey): Omit<YearDay, 'level'> | null {
  const spent = sumOf(series.map((one) => spentIn(one, day, day)));
  return isAnswer(spent) ? { amount: spent.amount, atLeast: spent.atLeast, late: spent.atMost } : null;
}
