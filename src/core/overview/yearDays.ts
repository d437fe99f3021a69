import { boundedSum, type Micros } from '../money/money';
import type { DayKey } from '../time/calendar';
import { dayMs } from '../time/durations';
import { mondayOf } from '../time/utcDays';
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

export interface YearMonth extends Pick<YearDay, 'amount' | 'atLeast'> {
  /** Any day of it. */
  readonly day: DayKey;
}

export interface YearDay {
  readonly amount: Micros;
  readonly atLeast: boolean;
  /** 0: nothing was spent; 1 to 4: among the days that cost something, in which quarter. */
  readonly level: 0 | 1 | 2 | 3 | 4;
}

const weeks = 53;

export function yearDays(all: readonly SpendSeries[], unit: string, today: DayKey): YearDays {
  const own = all.filter((one) => one.unit === unit);
  const first = mondayOf(today) - (weeks - 1) * 7;
  const sums = Array.from({ length: today - first + 1 }, (_, index) => sumOn(own, first + index));
  const costs = sums.flatMap((sum) => (sum && sum.amount > 0 ? [sum.amount] : [])).sort((a, b) => a - b);
  const quarter = (part: number): number => costs[Math.floor((costs.length * part) / 4)] ?? Infinity;
  const borders = [1, 2, 3].map(quarter);
  const levelOf = (amount: number): YearDay['level'] =>
    amount <= 0 ? 0 : (([1, 2, 3, 4] as const)[borders.filter((border) => amount >= border).length] ?? 4);
  const days = sums.map((sum) => sum && { ...sum, level: levelOf(sum.amount) });
  return { unit, first, days, months: monthsOf(sums, first) };
}

/** Days that nobody knows, and those before the first, are missing from the sum of their month. */
function monthsOf(sums: readonly DaySum[], first: DayKey): readonly YearMonth[] {
  const nameOf = (day: DayKey): string => new Date(day * dayMs).toISOString().slice(0, 7);
  const months = new Map<string, YearMonth>();
  const bounds = new Set(nameOf(first - 1) === nameOf(first) ? [nameOf(first)] : []);
  for (const [index, sum] of sums.entries()) {
    const day = first + index;
    const name = nameOf(day);
    if (!sum || sum.atLeast) bounds.add(name);
    if (!sum) continue;
    const { amount, atLeast } = boundedSum([months.get(name)?.amount ?? 0, sum.amount]);
    if (atLeast) bounds.add(name);
    months.set(name, { day, amount, atLeast });
  }
  return [...months].map(([name, month]) => ({ ...month, atLeast: bounds.has(name) })).reverse();
}

type DaySum = Pick<YearDay, 'amount' | 'atLeast'> | null;

/** null where nobody knows of the day: that nothing or more was spent is no answer. */
function sumOn(series: readonly SpendSeries[], day: DayKey): DaySum {
  const { amount, atLeast } = sumOf(series.map((one) => spentIn(one, day, day)));
  return amount === 0 && atLeast ? null : { amount, atLeast };
}
