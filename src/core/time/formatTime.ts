import type { EpochMs } from './epoch';

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(locale: string, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${name}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formats.set(key, format);
  return format;
}

/** Date and time of day. A format takes a millisecond to make, so each is made once. */
export function formatTime(at: EpochMs, locale: string): string {
  return formatFor(locale, 'full', { dateStyle: 'medium', timeStyle: 'short' }).format(at);
}

const day = 24 * 3_600_000;

/** A time among other words: of the last hours the time of day, of older ones the date, of another year with it. */
export function shortTime(at: EpochMs, { now, locale }: { readonly now: EpochMs; readonly locale: string }): string {
  if (now - at < day / 2) return formatFor(locale, 'time', { timeStyle: 'short' }).format(at);
  const isOfThisYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return formatFor(locale, isOfThisYear ? 'day' : 'date', {
    month: 'short',
    day: 'numeric',
    ...(isOfThisYear ? {} : { year: 'numeric' }),
  }).format(at);
}
