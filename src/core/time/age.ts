import type { EpochMs } from './epoch';
import type { Translate } from '../text/translate';
import { dayMs, hourMs, minuteMs } from './durations';

/** From this age on a value looks stale: the extension asks nobody on its own, so nothing else would tell. */
export const staleAfter = 15 * minuteMs;

/** `just now`, `4 min ago`. A reading from the future, after the clock stepped back, is just now. */
export function formatAge(at: EpochMs, now: EpochMs, t: Translate): string {
  const age = now - at;
  if (age < minuteMs) return t('just now');
  if (age < hourMs) return t('{count} min ago', { count: Math.floor(age / minuteMs) });
  if (age < 2 * dayMs) return t('{count} h ago', { count: Math.floor(age / hourMs) });
  return t('{count} days ago', { count: Math.floor(age / dayMs) });
}

/** When the text of {@link formatAge} next changes, for whoever shows it. */
export function nextAgeChange(at: EpochMs, now: EpochMs): EpochMs {
  const age = Math.max(0, now - at);
  const step = age < hourMs ? minuteMs : age < 2 * dayMs ? hourMs : dayMs;
  return at + (Math.floor(age / step) + 1) * step;
}

export function isStale(at: EpochMs, now: EpochMs): boolean {
  return now - at >= staleAfter;
}
