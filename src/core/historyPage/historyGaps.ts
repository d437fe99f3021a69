import type { SeriesBucket } from '../history/historyStore';
import type { TimeSpan } from './historySelection';
import type { EpochMs } from '../time/epoch';
import { hourMs } from '../time/durations';

/** An unchanged balance is written down once a day, so a shorter silence says nothing. */
const shortestGap = 36 * hourMs;

export interface FollowedSteps {
  readonly add: (at: EpochMs) => void;
  readonly gapLimit: () => number;
}

/** How long a silence must be to be one: someone who checks once a week has no gap every week. */
export function followSteps(): FollowedSteps {
  let before: EpochMs | null = null;
  // Most steps are so short that the median among them makes no gap longer: they are only counted.
  let short = 0;
  const long: number[] = [];
  return {
    add: (at) => {
      const step = before === null ? NaN : at - before;
      before = at;
      if (3 * step > shortestGap) long.push(step);
      else if (!Number.isNaN(step)) short += 1;
    },
    gapLimit: () => {
      const middle = Math.floor((short + long.length) / 2) - short;
      return Math.max(shortestGap, 3 * (long.sort((a, b) => a - b)[middle] ?? 0));
    },
  };
}

/** @param end until when a reading could have been there */
export function gapsOf(points: readonly SeriesBucket[], limit: number, end: EpochMs): readonly TimeSpan[] {
  return points.flatMap(({ to }, index) => {
    const next = points[index + 1]?.from ?? end;
    return next - to > limit ? [{ from: to, to: next }] : [];
  });
}
