import type { Micros } from '../money/money';
import type { Bounded } from './rangeSums';

export interface UsualDay {
  readonly middle: Bounded;
  /** Half of the days lie between the two. */
  readonly low: Micros;
  readonly high: Micros;
}

const fewestDays = 5;

/** The median of what days cost. Those that are bounds make it one where it would be another if they were higher. */
export function usualDay(days: readonly Bounded[]): UsualDay | null {
  if (days.length < fewestDays) return null;
  const sorted = [...days].sort((a, b) => a.amount - b.amount);
  const at = (share: number): Bounded | undefined => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  const [low, middle, high] = [at(0.25), at(0.5), at(0.75)];
  if (!low || !middle || !high) return null;
  const isBound = sorted.some((day) => day.atLeast && day.amount <= middle.amount);
  return { middle: { amount: middle.amount, atLeast: isBound }, low: low.amount, high: high.amount };
}
