import type { DayKey } from '../time/calendar';
import { dayMs } from '../time/durations';

/** A month of the calendar. Its days are counted as in {@link DayKey}, so it has no hours, and no change of clocks. */
export interface Month {
  /** `2026-10` */
  readonly name: string;
  readonly first: DayKey;
  readonly last: DayKey;
}

/** undefined for what is not a month such as `2026-10`. */
export function monthNamed(name: string): Month | undefined {
  const [, year = '', month = ''] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(name) ?? [];
  // `Date.UTC` takes the years 0 to 99 for those of the last century.
  return Number(year) < 100 ? undefined : monthAt(Number(year), Number(month) - 1);
}

export function monthOfDay(day: DayKey): Month {
  const date = new Date(day * dayMs);
  return monthAt(date.getUTCFullYear(), date.getUTCMonth());
}

export function monthBefore({ first }: Month): Month {
  return monthOfDay(first - 1);
}

/** `October 2026`; of many months, by one format, which takes a part of a millisecond to make. */
export function monthTexts(locale: string): (month: Month) => string {
  const format = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', year: 'numeric', month: 'long' });
  return ({ first }) => format.format(first * dayMs);
}

function monthAt(year: number, month: number): Month {
  const [first, next] = [Date.UTC(year, month, 1), Date.UTC(year, month + 1, 1)].map((at) => at / dayMs);
  return { name: new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 7), first: first ?? 0, last: (next ?? 0) - 1 };
}
