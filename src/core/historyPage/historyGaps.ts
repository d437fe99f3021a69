import type { SeriesBucket } from '../history/historyStore';
import type { TimeSpan } from './historySelection';
import type { EpochMs } from '../time/epoch';

/** An unchanged balance is written down once a day, so a shorter silence says nothing. */
const shortestGap = 36 * 3_600_000;

/** How long a silence must be to be one: someone who checks once a week has no gap every week. */
export function gapLimit(moments: readonly EpochMs[]): number {
  const steps = moments
    .slice(1)
    .map((at, index) => at - (moments[index] ?? at))
    .sort((a, b) => a - b);
  return Math.max(shortestGap, 3 * (steps[Math.floor(steps.length / 2)] ?? 0));
}

/** @param end until when a reading could have been there */
export function gapsOf(points: readonly SeriesBucket[], limit: number, end: EpochMs): readonly TimeSpan[] {
  return points.flatMap(({ to }, index) => {
    const next = points[index + 1]?.from ?? end;
    return next - to > limit ? [{ from: to, to: next }] : [];
  });
}
