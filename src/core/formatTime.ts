import type { EpochMs } from './model';

/** Date and time of day. */
export function formatTime(at: EpochMs, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(at);
}
