import { offsetAt } from './clockSlot';
import { dayMs } from './durations';
import type { EpochMs } from './epoch';

/** What a clock on a wall shows, and nothing of where that wall is. Months count from 1. */
export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** As if the wall were that of UTC; undefined where no calendar has such a day, or no clock such a time. */
export function utcOf({ year, month, day, hour, minute, second }: WallTime): EpochMs | undefined {
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const at = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  // `Date.UTC` moves 30 February to March.
  return at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? at.getTime() : undefined;
}

/** The moments at which it is shown in a zone: none in the hour that a night in spring lacks, two in the one that a night in autumn has twice. */
export function momentsOf(wall: WallTime, timeZone: string): readonly EpochMs[] {
  const utc = utcOf(wall);
  if (utc === undefined) return [];
  const offsets = new Set([offsetAt(utc - dayMs, timeZone), offsetAt(utc + dayMs, timeZone)]);
  return [...offsets].map((offset) => utc - offset).filter((at) => at + offsetAt(at, timeZone) === utc);
}
