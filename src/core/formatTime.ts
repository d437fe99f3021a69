import type { EpochMs } from './model';

/** The time of day, with the date unless it is the same day's. */
export function formatTime(at: EpochMs, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(at);
}
