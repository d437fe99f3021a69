import type { EpochMs } from './epoch';
import { minuteMs } from './durations';
import { shortTime, type TimeAmongWords } from './formatTime';

/** From this age on a value looks stale: the extension asks nobody on its own, so nothing else would tell. */
export const staleAfter = 15 * minuteMs;

/**
 * How old a value is, as the time at which it was true, since a count of minutes goes wrong while nothing is drawn anew: `just now`,
 * then as {@link shortTime} says. A reading from the future, after the clock stepped back, is just now.
 */
export function formatAge(at: EpochMs, style: TimeAmongWords): string {
  const { now, zone, t } = style;
  // What names its zone is posted, and read later than now.
  return zone === undefined && now - at < minuteMs ? t('just now') : shortTime(Math.min(at, now), style);
}

/** When what {@link formatAge} and {@link isStale} say next changes on this machine, for whoever shows it. */
export function nextAgeChange(at: EpochMs, now: EpochMs): EpochMs {
  const today = new Date(now);
  const tomorrow = new Date(today.getFullYear(), today.getMonth(), today.getDate() + 1).getTime();
  return Math.min(...[at + minuteMs, at + staleAfter, tomorrow].filter((change) => change > now));
}

export function isStale(at: EpochMs, now: EpochMs): boolean {
  return now - at >= staleAfter;
}
