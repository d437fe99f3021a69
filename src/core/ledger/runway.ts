import type { Burn } from './burn';
import { daysOfBurn, type DaySpend } from './ledgerDays';
import type { EpochMs } from '../time/epoch';
import type { PastReading } from '../history/pastReading';
import { dayMs } from '../time/durations';

/**
 * Time left at the burn rate of the middle half of days. `high` is null where a quarter of the days spent nothing;
 * `atMost` where the burn rate is a least, so that it may end sooner. `unknown`: top-ups hide what is spent.
 */
export type Runway =
  | { readonly kind: 'collecting' | 'idle' | 'unknown' }
  | { readonly kind: 'days'; readonly low: number; readonly high: number | null; readonly atMost: boolean };

export interface RunwayOf {
  readonly first: PastReading | undefined;
  readonly last: PastReading | undefined;
  readonly drops: number;
  /** When the latest was seen; -Infinity without any. */
  readonly lastDrop: EpochMs;
  /** The same of a change that is a bound. */
  readonly lastBound: EpochMs;
  readonly burn: Burn | null;
  readonly days: readonly DaySpend[];
  readonly now: EpochMs;
}

export function runwayOf({ first, last, drops, lastDrop, lastBound, burn, days, now }: RunwayOf): Runway {
  if (!first || !last || last.at - first.at < dayMs) return { kind: 'collecting' };
  const since = now - daysOfBurn * dayMs;
  const isRecent = lastDrop > since;
  // Where money comes in at each reading, what goes out is seen by nobody.
  if (!burn || (!isRecent && lastBound > since)) return { kind: 'unknown' };
  if (!isRecent) return drops === 0 || first.at <= since ? { kind: 'idle' } : { kind: 'collecting' };
  if (drops < 3) return { kind: 'collecting' };
  const left = Math.max(0, last.available);
  // Spent on few days only: most days cost nothing, so the low end is that of the day that cost most.
  if (burn.p75 === 0) {
    const dearest = days.reduce((most, { share }) => Math.max(most, share), 1);
    return { kind: 'days', low: daysLeft(left, dearest), high: null, atMost: burn.atLeast };
  }
  return { kind: 'days', low: daysLeft(left, burn.p75), high: burn.p25 === 0 ? null : daysLeft(left, burn.p25), atMost: burn.atLeast };
}

/** A count of days to one decimal: a ratio for people, not money. */
function daysLeft(left: number, perDay: number): number {
  return Math.round((left / perDay) * 10) / 10;
}
