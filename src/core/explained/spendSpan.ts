import type { PastReading } from '../history/pastReading';
import { eventsOf } from '../ledger/ledgerEvents';
import { epochCause } from '../ledger/epochs';
import { clamped, micros, type Micros } from '../money/money';
import type { EpochMs } from '../time/epoch';

/** A moment that readings of several accounts name, a little apart; of one account both are the same. */
export interface Between {
  readonly first: EpochMs;
  readonly last: EpochMs;
}

/** What the ledger says was spent between two readings. */
export interface SpendSpan {
  readonly from: Between;
  readonly to: Between;
  readonly spent: Micros;
  /** Money came meanwhile, a grant ended, or the key changed, so that more may have gone. */
  readonly atLeast: boolean;
}

/** The spans between neighbouring readings of one account and unit. @param ordered see `orderReadings` */
export function spendSpans(ordered: readonly PastReading[]): readonly SpendSpan[] {
  const spent = new Map<EpochMs, { amount: number; atLeast: boolean }>();
  for (const event of eventsOf(ordered)) {
    const sum = spent.get(event.to) ?? { amount: 0, atLeast: false };
    const hides = event.kind !== 'spend';
    spent.set(event.to, {
      amount: sum.amount + (event.kind === 'spend' ? event.amount : 0),
      atLeast: sum.atLeast || event.atLeast || hides,
    });
  }
  return ordered.slice(1).flatMap((after, index) => {
    const before = ordered[index];
    if (before === undefined || before.at === after.at) return [];
    const { amount, atLeast } = spent.get(after.at) ?? { amount: 0, atLeast: false };
    const gone = goneGrant(before, after);
    return {
      from: { first: before.at, last: before.at },
      to: { first: after.at, last: after.at },
      spent: clamped(Math.max(0, amount - gone)),
      atLeast: atLeast || gone > 0 || epochCause(before, after) !== null,
    };
  });
}

/** What was left of a grant that is gone: it was used up, or its time was over, and no balance tells which. */
function goneGrant(before: PastReading, after: PastReading): number {
  return after.granted === 0 && before.epoch === after.epoch ? (before.granted ?? 0) : 0;
}

/** One span of several that follow one another. */
export function wholeSpan(spans: readonly SpendSpan[]): SpendSpan | null {
  const [first, last] = [spans[0], spans.at(-1)];
  if (first === undefined || last === undefined) return null;
  const sum = spans.reduce((all, { spent }) => all + spent, 0);
  const spent = clamped(sum);
  return { from: first.from, to: last.to, spent, atLeast: spans.some(({ atLeast }) => atLeast) || spent !== sum };
}

const coarsest = micros(10_000);

/** One unit of the last digit that any of the amounts shows: a cent at the most, as amounts that end in zeros say little. */
export function quantumOf(readings: readonly PastReading[]): Micros {
  let quantum: number = coarsest;
  for (const { available } of readings) while (quantum > 1 && available % quantum !== 0) quantum /= 10;
  return micros(quantum);
}
