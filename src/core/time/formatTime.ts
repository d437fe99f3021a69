import type { EpochMs } from './epoch';
import { dayMs } from './durations';

const formats = new Map<string, Intl.DateTimeFormat>();

/** `zone` is named behind the time; without one it is that of this machine. */
export interface TimeStyle {
  readonly locale: string;
  readonly zone?: 'UTC';
}

/** A format takes a millisecond to make, so each is made once. */
function formatted(at: EpochMs, { locale, zone }: TimeStyle, options: Intl.DateTimeFormatOptions): string {
  const key = JSON.stringify([locale, zone, options]);
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, ...(zone && { timeZone: zone }) });
  formats.set(key, format);
  return format.format(at);
}

/** Date and time of day. */
export function formatTime(at: EpochMs, style: TimeStyle): string {
  return inZone(formatted(at, style, { dateStyle: 'medium', timeStyle: 'short' }), style);
}

/** A time among other words: of the last hours the time of day, of older ones the date, of another year with it. */
export function shortTime(at: EpochMs, { now, ...style }: TimeStyle & { readonly now: EpochMs }): string {
  if (now - at < dayMs / 2) return inZone(formatted(at, style, { timeStyle: 'short' }), style);
  const isOfThisYear = new Date(at).getUTCFullYear() === new Date(now).getUTCFullYear();
  return formatted(at, style, { month: 'short', day: 'numeric', ...(isOfThisYear ? {} : { year: 'numeric' }) });
}

function inZone(text: string, { zone }: TimeStyle): string {
  return zone === undefined ? text : `${text} ${zone}`;
}
