import type { EpochMs } from '../time/epoch';
import { maxMicros, micros, microsPerUnit, type Micros } from '../money/money';
import type { PastReading } from '../history/pastReading';

/** `setBack` is of caps alone: more is left of a limit again, and no money came. */
export type LedgerEventKind = 'spend' | 'topUp' | 'adjustment' | 'grant' | 'expiry' | 'setBack';

/** Money that came or went between two readings. The amount is exact, the moment is somewhere in `from`…`to`. */
export interface LedgerEvent {
  readonly kind: LedgerEventKind;
  /** Always positive. */
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

interface Change {
  readonly kind: LedgerEventKind;
  readonly amount: number;
}

function tellChanges(before: PastReading, after: PastReading, onEvent: (event: LedgerEvent) => void): void {
  const changes = changesByPart(before, after) ?? [paidChange(after.available - before.available, before)];
  const atLeast = changes.some(({ kind, amount }) => amount !== 0 && (kind === 'topUp' || kind === 'adjustment' || kind === 'grant'));
  for (const { kind, amount } of changes) {
    if (amount === 0) continue;
    const most = micros(Math.min(amount, maxMicros));
    onEvent({ kind, amount: most, from: before.at, to: after.at, atLeast: atLeast || amount > maxMicros });
  }
}

/** Each part on its own, where both readings have them; what is in neither part, such as a credit line, follows the total's rule. */
function changesByPart(before: PastReading, after: PastReading): readonly Change[] | null {
  const [paidBefore, paidAfter] = [paidOf(before), paidOf(after)];
  if (paidBefore === null || paidAfter === null || before.granted === null || after.granted === null) return null;
  const paid = paidAfter - paidBefore;
  const granted = after.granted - before.granted;
  const rest = after.available - before.available - paid - granted;
  // A grant that is gone at once, while own money stood still, ran out of time rather than of money.
  const expired = granted < 0 && after.granted === 0 && paid === 0;
  return [
    paidChange(paid, before),
    granted > 0 ? { kind: 'grant', amount: granted } : { kind: expired ? 'expiry' : 'spend', amount: -granted },
    rest > 0 ? { kind: 'adjustment', amount: rest } : { kind: 'spend', amount: -rest },
  ];
}

/** Where only what was granted is named, the rest is paid. */
function paidOf({ available, paid, granted }: PastReading): number | null {
  return paid ?? (granted === null ? null : available - granted);
}

/** A small rise is a refund or rounding; a top-up starts at one unit, or one hundredth of a large balance. */
function paidChange(change: number, before: PastReading): Change {
  if (change <= 0) return { kind: 'spend', amount: -change };
  const least = Math.max(microsPerUnit, Math.abs(before.available) / 100);
  return { kind: change >= least ? 'topUp' : 'adjustment', amount: change };
}
