import type { EpochMs } from '../time/epoch';
import { maxMicros, micros, microsPerUnit, type Micros } from '../money/money';
import type { PastReading } from '../history/pastReading';
import { epochCause } from './epochs';

/** `setBack` is of caps alone: more is left of a limit again, and no money came. */
export type LedgerEventKind = 'spend' | 'topUp' | 'adjustment' | 'grant' | 'expiry' | 'setBack';

/** Money that came or went between two readings. The amount is exact, the moment is somewhere in `from`…`to`. */
export interface LedgerEvent {
  readonly kind: LedgerEventKind;
  /** Positive; of spend that is a bound, 0 where there may be some. */
  readonly amount: Micros;
  readonly from: EpochMs;
  readonly to: EpochMs;
  /** Money came in the same window, so that more may have gone, or come, than the difference shows; or it is more than an amount holds. */
  readonly atLeast: boolean;
}

/**
 * The changes between neighbours of one epoch. Within it, spent + expired − topped up − granted − adjusted is first minus last balance,
 * but for a rise by a rounding error at the end.
 * @param ordered oldest first, one reading a moment and epoch
 */
export function eventsOf(ordered: readonly PastReading[]): readonly LedgerEvent[] {
  const events: LedgerEvent[] = [];
  const changes = followChanges((event) => events.push(event));
  for (const reading of ordered) changes.add(reading);
  return events;
}

/** The same for readings that come one after the other. */
export function followChanges(onEvent: (event: LedgerEvent) => void): { readonly add: (after: PastReading) => void } {
  // An epoch is another key, place or clock: between what two of them say, no money came or went.
  const newest = new Map<EpochMs, PastReading>();
  return {
    add: (after) => {
      const before = newest.get(after.epoch);
      // A balance that seems to rise by a rounding error has not changed, so what follows is held against what it was.
      const isSame = before !== undefined && isRounding(before, after);
      if (before && !isSame) tellChanges(before, after, onEvent);
      newest.set(after.epoch, isSame ? { ...before, at: after.at } : after);
    },
  };
}

/** No difference tells what was spent between two epochs: it may be anything. */
export function unseenSpend(before: PastReading, after: PastReading): LedgerEvent {
  return { kind: 'spend', amount: micros(0), from: before.at, to: after.at, atLeast: true };
}

/** As {@link followChanges}, and what nobody can tell between two epochs as a bound. */
export function followBalance(onEvent: (event: LedgerEvent) => void): { readonly add: (after: PastReading) => void } {
  const changes = followChanges(onEvent);
  let newest: PastReading | undefined;
  return {
    add: (after) => {
      if (newest && epochCause(newest, after)) onEvent(unseenSpend(newest, after));
      changes.add(after);
      // What is late is of an older epoch, and begins none.
      if (!newest || after.epoch >= newest.epoch) newest = after;
    },
  };
}

/** A cent, or a thousandth of a larger balance as far as one unit: providers round, and reckon in other currencies. */
function mostRounding(available: number): number {
  return Math.max(microsPerUnit / 100, Math.min(Math.abs(available) / 1000, microsPerUnit));
}

function isRounding(before: PastReading, after: PastReading): boolean {
  const rise = after.available - before.available;
  if (rise <= 0) return false;
  const most = mostRounding(before.available);
  return rise < most && !hasMoved(before.paid, after.paid, most) && !hasMoved(before.granted, after.granted, most);
}

function hasMoved(from: number | null, to: number | null, least: number): boolean {
  return from !== null && to !== null && Math.abs(to - from) >= least;
}

/**
 * Whether what follows is held against `after` whatever came before the two. Elsewhere it may be held against an older
 * balance, which `before` seemed to rise from by no more than a rounding error.
 */
export function isSettled(before: PastReading, after: PastReading): boolean {
  if (before.epoch !== after.epoch) return before.epoch < after.epoch;
  const change = after.available - before.available;
  return change >= microsPerUnit || -change >= mostRounding(Math.abs(before.available) + microsPerUnit);
}

/** Each part on its own, where both readings have them; what is in neither part, such as a credit line, follows the total's rule. */
function tellChanges(before: PastReading, after: PastReading, onEvent: (event: LedgerEvent) => void): void {
  const total = after.available - before.available;
  const grantedChange = change(before.granted, after.granted);
  const ofParts = grantedChange === null ? null : change(paidOf(before), paidOf(after));
  const parts = ofParts === null || grantedChange === null ? [total] : [ofParts, grantedChange, total - ofParts - grantedChange];
  const [paid = 0, granted = 0, rest = 0] = withoutRounding(parts, mostRounding(before.available));
  const isRaised = paid > 0 || granted > 0 || rest > 0;
  const tell = (kind: LedgerEventKind, amount: number): void => {
    if (amount === 0) return;
    const told = micros(Math.min(Math.abs(amount), maxMicros));
    onEvent({ kind, amount: told, from: before.at, to: after.at, atLeast: isRaised || Math.abs(amount) > maxMicros });
  };
  tell(paidKind(paid, before), paid);
  // A grant that is gone at once, while own money stood still, ran out of time rather than of money.
  tell(granted > 0 ? 'grant' : after.granted === 0 && paid === 0 ? 'expiry' : 'spend', granted);
  tell(rest > 0 ? 'adjustment' : 'spend', rest);
}

/** A part that seems to rise by a rounding error has not: as the sum is right, that much is missing from what moved most. */
function withoutRounding(changes: readonly number[], most: number): readonly number[] {
  const largest = changes.reduce((found, amount, index) => (Math.abs(amount) > Math.abs(changes[found] ?? 0) ? index : found), 0);
  const isRounded = (amount: number, index: number): boolean => index !== largest && amount > 0 && amount < most;
  const rounded = changes.reduce((sum, amount, index) => (isRounded(amount, index) ? sum + amount : sum), 0);
  return changes.map((amount, index) => (index === largest ? amount + rounded : isRounded(amount, index) ? 0 : amount));
}

function change(before: number | null, after: number | null): number | null {
  return before === null || after === null ? null : after - before;
}

/** Where only what was granted is named, the rest is paid. */
function paidOf({ available, paid, granted }: PastReading): number | null {
  return paid ?? (granted === null ? null : available - granted);
}

/** A small rise is a refund or rounding; a top-up starts at one unit, or one hundredth of a large balance. */
function paidKind(change: number, before: PastReading): LedgerEventKind {
  if (change <= 0) return 'spend';
  return change >= Math.max(microsPerUnit, Math.abs(before.available) / 100) ? 'topUp' : 'adjustment';
}
