import { maxMicros, micros } from '../money/money';
import type { Cap } from '../model/reading';
import type { PastReading } from '../history/pastReading';
import type { EpochMs } from '../time/epoch';
import { monthStart, utcDayStart } from '../time/utcDays';
import type { LedgerEvent } from './ledgerEvents';

/** As {@link followChanges}, of what a cap leaves: a fall is spend, and a rise is the cap that was set back, never money that came. */
export function followCap(resets: Cap['resets'], onEvent: (event: LedgerEvent) => void): { readonly add: (after: PastReading) => void } {
  const newest = new Map<EpochMs, PastReading>();
  return {
    add: (after) => {
      const before = newest.get(after.epoch);
      newest.set(after.epoch, after);
      const used = before ? usedBetween(before, after) : 0;
      if (!before || used === 0) return;
      const amount = micros(Math.min(Math.abs(used), maxMicros));
      // What was spent before the cap was set back, or after it, is in no difference of the two.
      const hidesSpend = used < 0 || periodOf(before.at, resets) !== periodOf(after.at, resets);
      const atLeast = hidesSpend || Math.abs(used) > maxMicros;
      onEvent({ kind: used > 0 ? 'spend' : 'setBack', amount, from: before.at, to: after.at, atLeast });
    },
  };
}

/** A limit that was raised leaves more though nothing was set back. */
function usedBetween(before: PastReading, after: PastReading): number {
  const raised = before.limit !== undefined && after.limit !== undefined ? after.limit - before.limit : 0;
  return before.available + raised - after.available;
}

/** Which of the cap's windows a moment is in. Providers set caps back by UTC; one that does not say when may do so on any day. */
function periodOf(at: EpochMs, resets: Cap['resets']): EpochMs {
  switch (resets) {
    case 'daily':
    case 'unknown':
      return utcDayStart(at);
    case 'weekly':
      return weekStart(at);
    case 'monthly':
      return monthStart(at);
    case 'never':
      return 0;
  }
}

const dayMs = 24 * 3_600_000;

/** On Monday; day 0, the first of 1970, was a Thursday. */
function weekStart(at: EpochMs): EpochMs {
  const day = Math.floor(at / dayMs);
  return (day - ((((day + 3) % 7) + 7) % 7)) * dayMs;
}
