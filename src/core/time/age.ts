import type { EpochMs } from './epoch';
import type { Translate } from '../text/translate';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** From this age on a value looks stale: the extension asks nobody on its own, so nothing else would tell. */
export const staleAfter = 15 * minute;

/** `just now`, `4 min ago`. A reading from the future, after the clock stepped back, is just now. */
export function formatAge(at: EpochMs, now: EpochMs, t: Translate): string {
  const age = now - at;
  if (age < minute) return t('just now');
  if (age < hour) return t('{count} min ago', { count: Math.floor(age / minute) });
  if (age < 2 * day) return t('{count} h ago', { count: Math.floor(age / hour) });
  return t('{count} days ago', { count: Math.floor(age / day) });
}

/** When the text of {@link formatAge} next changes, for whoever shows it. */
export function nextAgeChange(at: EpochMs, now: EpochMs): EpochMs {
  const age = Math.max(0, now - at);
  const step = age < hour ? minute : age < 2 * day ? hour : day;
  return at + (Math.floor(age / step) + 1) * step;
}

export function isStale(at: EpochMs, now: EpochMs): boolean {
  return now - at >= staleAfter;
}
