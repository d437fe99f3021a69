import type { Cap } from '../model/reading';
import type { EpochMs } from '../time/epoch';
import { dayMs } from '../time/durations';
import { monthStart } from '../time/utcDays';

/** All that is known of when a cap is set back. */
export type CapPeriod = Pick<Cap, 'owner' | 'resets' | 'resetsAt'>;

/** Day 0, the first of 1970, was a Thursday. */
const aMonday = 4 * dayMs;

/**
 * When the period began that a moment is in; null where nobody knows. A provider that names a time sets the cap back then,
 * in each period; others go by UTC, but for plans, whose months begin on the day on which they were bought.
 */
export function capPeriodStart(at: EpochMs, { owner, resets, resetsAt }: CapPeriod): EpochMs | null {
  switch (resets) {
    case 'daily':
      return lastStep(at, resetsAt ?? 0, dayMs);
    case 'weekly':
      return lastStep(at, resetsAt ?? aMonday, 7 * dayMs);
    case 'monthly':
      return resetsAt === undefined && owner === 'plan' ? null : lastMonth(at, resetsAt ?? 0);
    case 'never':
      return -Infinity;
    case 'unknown':
      return null;
  }
}

function lastStep(at: EpochMs, step: EpochMs, length: number): EpochMs {
  return step + Math.floor((at - step) / length) * length;
}

function lastMonth(at: EpochMs, step: EpochMs): EpochMs {
  const month = monthStart(at);
  const start = stepIn(month, step);
  return start <= at ? start : stepIn(monthStart(month - 1), step);
}

/** A month without that day has its last for it. */
function stepIn(month: EpochMs, step: EpochMs): EpochMs {
  const lastDay = monthStart(month + 31 * dayMs) - dayMs;
  return Math.min(month + step - monthStart(step), lastDay + (step - lastStep(step, 0, dayMs)));
}
