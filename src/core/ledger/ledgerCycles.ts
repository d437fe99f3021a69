import type { LedgerEvent } from './ledgerEvents';
import type { EpochMs } from '../time/epoch';
import { clamped, maxMicros, micros, type Micros } from '../money/money';
import type { PastReading } from '../history/pastReading';

/** From one top-up, or first reading of a key, to the next. The last is still running. */
export interface Cycle {
  readonly from: EpochMs;
  /** null while it runs. */
  readonly to: EpochMs | null;
  readonly start: Micros;
  /** The top-up it began with; 0 where it began with a reading. */
  readonly toppedUp: Micros;
  readonly spent: Micros;
  /** A top-up, the one that ended it too, may have hidden spend; of the running one, nobody may have looked today. */
  readonly atLeast: boolean;
}

export interface Cycles {
  readonly add: (event: LedgerEvent) => void;
  /** Behind the events that it ended. */
  readonly see: (reading: PastReading) => void;
  /** With the first reading of another key. What the old one spent after its last is not known. */
  readonly beginAnew: (reading: PastReading) => void;
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
  const begin = ({ at, available }: PastReading, isBehind: boolean): void => {
    const last = cycle(at, isBehind);
    if (last) ended.push(last);
    if (ended.length >= 2 * maxCycles) ended.splice(0, maxCycles);
    begun = { from: at, start: available, toppedUp: toppedUp ?? micros(0) };
    [spent, isBounded, toppedUp] = [0, false, null];
  };
  return {
    // What was spent in the window of a top-up belongs to the cycle that it ended.
    add: ({ kind, amount, atLeast }) => {
      if (kind === 'spend') spent += amount;
      if (kind === 'topUp') toppedUp = amount;
      if (atLeast) isBounded = true;
    },
    see: (reading) => {
      if (!begun || toppedUp !== null) begin(reading, false);
    },
    beginAnew: (reading) => begin(reading, true),
    running,
    all: (isBehind) => {
      const last = running(isBehind);
      return (last ? [...ended, last] : ended).slice(-maxCycles);
    },
  };
}
