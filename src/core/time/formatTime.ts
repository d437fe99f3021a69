import type { Translate } from '../text/translate';
import { calendarOf, type DayKey } from './calendar';
import { dayMs } from './durations';
import type { EpochMs } from './epoch';

const formats = new Map<string, Intl.DateTimeFormat>();

export interface TimeStyle {
  readonly locale: string;
  /** For readers who are elsewhere: it is named behind the time. */
  readonly zone?: 'UTC';
  /** Of the reader, an IANA name, where it may be another than that of this machine. */
  readonly timeZone?: string;
}

export interface TimeAmongWords extends TimeStyle {
  readonly now: EpochMs;
  readonly t: Translate;
}

/** A format takes a millisecond to make, so each is made once; the offset is there for a machine that travels. */
function formatted(at: EpochMs, { locale, zone, timeZone = zone }: TimeStyle, options: Intl.DateTimeFormatOptions): string {
  const key = JSON.stringify([locale, zone, timeZone ?? new Date(at).getTimezoneOffset(), options]);
  const format =
    formats.get(key) ??
    new Intl.DateTimeFormat(locale, {
      ...options,
      ...(timeZone !== undefined && { timeZone }),
      // People of several countries read it, some of whom know no "AM".
      ...(zone !== undefined && options.timeStyle !== undefined && { hourCycle: 'h23' }),
    });
  formats.set(key, format);
  return format.format(at);
}

/** Date and time of day. */
export function formatTime(at: EpochMs, style: TimeStyle): string {
  return inZone(formatted(at, style, { dateStyle: 'medium', timeStyle: 'short' }), style);
}

/** `Nov 23`; a year that nobody wonders about is left out. */
export function formatDay(at: EpochMs, style: TimeStyle): string {
  return formatted(at, style, { day: 'numeric', month: 'short' });
}

/** `Nov 2027` */
export function formatMonth(at: EpochMs, style: TimeStyle): string {
  return formatted(at, style, { month: 'short', year: 'numeric' });
}

/** A time among other words: `18:51`, `yesterday 18:51`, `Nov 23`, and with the year where it is another. */
export function shortTime(at: EpochMs, style: TimeAmongWords): string {
  const { now, t } = style;
  const [day, today] = [dayOf(at, style), dayOf(now, style)];
  const time = inZone(formatted(at, style, { timeStyle: 'short' }), style);
  if (day === today) return time;
  if (day === today - 1) return t('yesterday {time}', { time });
  if (day === today + 1) return t('tomorrow {time}', { time });
  return formatted(at, style, { month: 'short', day: 'numeric', ...(yearOf(day) === yearOf(today) ? {} : { year: 'numeric' }) });
}

function dayOf(at: EpochMs, { zone, timeZone = zone }: TimeStyle): DayKey {
  if (timeZone !== undefined) return calendarOf(timeZone).dayOf(at);
  const local = new Date(at);
  return Date.UTC(local.getFullYear(), local.getMonth(), local.getDate()) / dayMs;
}

function yearOf(day: DayKey): number {
  return new Date(day * dayMs).getUTCFullYear();
}

function inZone(text: string, { zone }: TimeStyle): string {
  return zone === undefined ? text : `${text} ${zone}`;
}
