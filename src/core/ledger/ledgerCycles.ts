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

export interface Cycles {
  readonly add: (event: LedgerEvent) => void;
  /** Behind the events that it ended. */
  readonly see: (reading: PastReading) => void;
  /** @param isBehind the latest reading is of a day before today */
  readonly running: (isBehind: boolean) => Cycle | null;
  /** The newest last; at most 200. */
  readonly all: (isBehind: boolean) => readonly Cycle[];
}

const maxCycles = 200;

export function followCycles(): Cycles {
  const ended: Cycle[] = [];
  let begun: Pick<Cycle, 'from' | 'start' | 'toppedUp'> | null = null;
  let [spent, isBounded] = [0, false];
  let toppedUp: Micros | null = null;
  const cycle = (to: EpochMs | null, isBehind: boolean): Cycle | null =>
    // More than any amount can hold is still at least that.
    begun && { ...begun, to, spent: clamped(spent), atLeast: isBounded || isBehind || spent > maxMicros };
  const running: Cycles['running'] = (isBehind) => cycle(null, isBehind);
  return {
    // What was spent in the window of a top-up belongs to the cycle that it ended.
    add: ({ kind, amount, atLeast }) => {
      if (kind === 'spend') spent += amount;
      if (kind === 'topUp') toppedUp = amount;
      if (atLeast) isBounded = true;
    },
    see: ({ at, available }) => {
      if (begun && toppedUp === null) return;
      const last = cycle(at, false);
      if (last) ended.push(last);
      if (ended.length >= 2 * maxCycles) ended.splice(0, maxCycles);
      begun = { from: at, start: available, toppedUp: toppedUp ?? micros(0) };
      [spent, isBounded, toppedUp] = [0, false, null];
    },
    running,
    all: (isBehind) => {
      const last = running(isBehind);
      return (last ? [...ended, last] : ended).slice(-maxCycles);
    },
  };
}
