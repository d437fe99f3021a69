import { clamped } from '../money/money';
import { quartiles, type Quartiles } from '../money/quartiles';
import type { DayKey } from '../time/calendar';
import { daysOfBurn, type DaySpend } from './ledgerDays';

export interface Burn extends Quartiles {
  /** A top-up on one of the days may have hidden spend, or today, which is not over, is the only one. */
  readonly atLeast: boolean;
}

/** Today is not over, so it counts only where there is no other day, and then as a least. */
export function burnOf(days: readonly DaySpend[], today: DayKey): Burn | null {
  const past = days.filter(({ day }) => day !== today);
  const own = (past.length > 0 ? past : days).slice(-daysOfBurn);
  const burn = quartiles(own.map(({ share }) => clamped(share)));
  if (!burn) return null;
  const mayHide = own.some(({ isShareAtLeast }) => isShareAtLeast);
  // "At least nothing a day" says nothing at all.
  if (burn.p50 === 0) return mayHide ? null : { ...burn, atLeast: false };
  return { ...burn, atLeast: mayHide || past.length === 0 };
}
