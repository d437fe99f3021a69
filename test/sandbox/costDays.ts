import { toMicros } from './decimal';
import type { Money } from './money';

const dayMs = 86_400_000;

export interface CostDay {
  readonly start: number;
  /** In major units; null where nothing was spent. */
  readonly cost: string | null;
  readonly isToday: boolean;
}

/** Days from `since` to today as a cost report lists them: today's spend, and the rest of the month's on the month's first day. */
export function costDays({ spend }: Money, since: number, now: number): readonly CostDay[] {
  const today = Math.floor(now / dayMs) * dayMs;
  const date = new Date(now);
  const firstOfMonth = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
  const earlier = String((toMicros(spend?.month ?? '0') - toMicros(spend?.day ?? '0')) / 10_000n);
  const days: CostDay[] = [];
  for (let start = Math.floor(since / dayMs) * dayMs; start <= today; start += dayMs) {
    const isToday = start === today;
    const cost = isToday
      ? (spend?.day ?? null)
      : start === firstOfMonth && earlier !== '0'
        ? `${earlier.padStart(3, '0').slice(0, -2)}.${earlier.padStart(3, '0').slice(-2)}`
        : null;
    days.push({ start, cost, isToday });
  }
  return days;
}
