import type { EpochMs } from './model';

const formats = new Map<string, Intl.DateTimeFormat>();

/** Date and time of day. A format takes a millisecond to make, so each is made once. */
export function formatTime(at: EpochMs, locale: string): string {
  const format = formats.get(locale) ?? new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  formats.set(locale, format);
  return format.format(at);
}
