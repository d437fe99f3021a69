import type { LedgerEvent } from './ledgerEvents';
import type { EpochMs } from '../time/epoch';
import { clamped, maxMicros, micros, type Micros } from '../money/money';
import type { PastReading } from '../history/pastReading';

/** From one top-up to the next. The first starts with the first reading, and the last is still running. */
export interface Cycle {
  readonly from: EpochMs;
  /** null while it runs. */
  readonly to: EpochMs | null;
  readonly start: Micros;
  /** The top-up it began with; 0 for the first. */
  readonly toppedUp: Micros;
  readonly spent: Micros;
  /** A top-up, the one that ended it too, may have hidden spend; of the running one, nobody may have looked today. */
  readonly atLeast: boolean;
}

const maxCycles = 200;

/** @param isBehind the latest reading is of a day before today */
export function cyclesOf(ordered: readonly PastReading[], events: readonly LedgerEvent[], isBehind: boolean): readonly Cycle[] {
  const [first] = ordered;
  if (!first) return [];
  const starts = [
    { from: first.at, toppedUp: micros(0) },
    ...events.filter(({ kind }) => kind === 'topUp').map(({ to, amount }) => ({ from: to, toppedUp: amount })),
  ];
  const spent = new Array<number>(starts.length).fill(0);
  const bounded = new Set<number>();
  let cycle = 0;
  for (const event of events) {
    // What was spent in the window of a top-up belongs to the cycle that it ended.
    while ((starts[cycle + 1]?.from ?? Infinity) < event.to) cycle += 1;
    if (event.atLeast) bounded.add(cycle);
    if (event.kind === 'spend') spent[cycle] = (spent[cycle] ?? 0) + event.amount;
  }
  const shown = new Set(starts.slice(-maxCycles).map(({ from }) => from));
  const balances = new Map(ordered.filter(({ at }) => shown.has(at)).map(({ at, available }) => [at, available]));
  return starts
    .map(({ from, toppedUp }, index) => {
      const to = starts[index + 1]?.from ?? null;
      const sum = spent[index] ?? 0;
      // More than any amount can hold is still at least that.
      const atLeast = bounded.has(index) || sum > maxMicros || (to === null && isBehind);
      return { from, to, start: balances.get(from) ?? micros(0), toppedUp, spent: clamped(sum), atLeast };
    })
    .slice(-maxCycles);
}
