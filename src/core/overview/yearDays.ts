import { boundedSum, type Micros } from '../money/money';
import type { DayKey } from '../time/calendar';
import { dayMs } from '../time/durations';
import { mondayOf } from '../time/utcDays';
import type { SpendSeries } from './spendSeries';

/** Twelve months of one unit, day by day. */
export interface YearDays {
  readonly unit: string;
  /** On a Monday. */
  readonly first: DayKey;
  /** From the first on, without a gap; null where nothing is known of the day. */
  readonly days: readonly (YearDay | null)[];
  /** Those with a day that is known, the newest first. The oldest one is cut where the days begin. */
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

function monthsOf(sums: readonly DaySum[], first: DayKey): readonly YearMonth[] {
  const months = new Map<string, YearMonth>();
  for (const [index, sum] of sums.entries()) {
    const day = first + index;
    const name = new Date(day * dayMs).toISOString().slice(0, 7);
    const before = months.get(name);
    if (!sum) continue;
    const { amount, atLeast } = boundedSum([before?.amount ?? 0, sum.amount]);
    months.set(name, { day, amount, atLeast: atLeast || sum.atLeast || before?.atLeast === true });
  }
  return [...months.values()].reverse();
}

type DaySum = Pick<YearDay, 'amount' | 'atLeast'> | null;

/** null where no account knows of the day. */
function sumOn(series: readonly SpendSeries[], day: DayKey): DaySum {
  const known = series.filter(({ first, last, source, days }) => (source === 'derived' ? day >= first && day <= last : days.has(day)));
  if (known.length === 0) return null;
  const spent = known.flatMap(({ days }) => days.get(day) ?? []);
  const { amount, atLeast } = boundedSum(spent.map((one) => one.amount));
  return { amount, atLeast: atLeast || spent.some((one) => one.atLeast) };
}
