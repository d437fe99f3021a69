import { maxMicros, micros } from '../money/money';
import type { PastReading } from '../history/pastReading';
import type { EpochMs } from '../time/epoch';
import { capPeriodStart, type CapPeriod } from './capPeriod';
import { epochCause } from './epochs';
import { unseenSpend, type LedgerEvent, type LedgerEventKind } from './ledgerEvents';
import { hourMs } from '../time/durations';

/** Providers may set a cap back, or say so, some time after its period began. */
const mostDelay = hourMs;

/** As {@link followChanges}, of what a cap leaves: a fall is spend, and a rise is the cap that was set back, never money that came. */
export function followCap(cap: CapPeriod, onEvent: (event: LedgerEvent) => void): { readonly add: (after: PastReading) => void } {
  const newest = new Map<EpochMs, PastReading>();
  let last: PastReading | undefined;
  return {
    add: (after) => {
      const before = newest.get(after.epoch);
      newest.set(after.epoch, after);
      if (before) tellChange(cap, before, after, onEvent);
      else if (last && epochCause(last, after)) onEvent(unseenSpend(last, after));
      last = after;
    },
  };
}

function tellChange(cap: CapPeriod, before: PastReading, after: PastReading, onEvent: (event: LedgerEvent) => void): void {
  const used = usedBetween(before, after);
  const start = capPeriodStart(after.at, cap);
  const mayBeReset = start === null || start !== capPeriodStart(before.at, cap);
  const isReset = start !== null && mayBeReset && (used < 0 || after.at - start >= mostDelay);
  const isBound = used < 0 || mayBeReset;
  const tell = (kind: LedgerEventKind, amount: number, from = before.at): void =>
    onEvent({ kind, amount: micros(Math.min(amount, maxMicros)), from, to: after.at, atLeast: isBound || amount > maxMicros });
  if (used < 0) tell('setBack', -used);
  // All that is off the limit then was spent since. What was spent before that, in the same window, is in no difference.
  const sinceReset = isReset && after.limit !== undefined ? after.limit - after.available : 0;
  if (isReset && sinceReset > used && sinceReset > 0) tell('spend', sinceReset, start);
  // A bound of nothing is something to tell: more may have been spent.
  else if (used > 0 || (used === 0 && isBound)) tell('spend', used);
}

/** A limit that was raised leaves more though nothing was set back. */
function usedBetween(before: PastReading, after: PastReading): number {
  const raised = before.limit !== undefined && after.limit !== undefined ? after.limit - before.limit : 0;
  return before.available + raised - after.available;
}
