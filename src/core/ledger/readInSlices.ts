import type { PastReading } from '../history/pastReading';
import type { EpochMs } from '../time/epoch';
import { dayMs } from '../time/durations';

const longest = 31 * dayMs;
/** Some milliseconds of reading, and of whatever is made of them. */
const readingsAtOnce = 1000;

export interface Slices {
  /** What comes next, and before the first slice the last one before it; null behind the end. */
  readonly next: () => readonly PastReading[] | null;
}

/** Reads a line oldest first, in spans of time as long as their readings are few, so that no read takes long however many there are. */
export function readInSlices(read: (from: EpochMs, to: EpochMs) => readonly PastReading[], from: EpochMs, to: EpochMs): Slices {
  let [start, span] = [from, 7 * dayMs];
  return {
    next: () => {
      if (start > to) return null;
      const end = Math.min(to, start + span - 1);
      const found = read(start, end);
      const readings = start === from || (found[0]?.at ?? start) >= start ? found : found.slice(1);
      start = end + 1;
      span = Math.min(longest, 2 * span, Math.ceil((span * readingsAtOnce) / Math.max(1, readings.length)));
      return readings;
    },
  };
}
