import type { EpochMs } from './epoch';
import { dayMs, minuteMs } from './durations';

/** A calendar day as a count of days since 1970-01-01 in its time zone; neighbours differ by one whatever their length. */
export type DayKey = number;

export interface Calendar {
  readonly dayOf: (at: EpochMs) => DayKey;
}

/** The local days within one UTC day: `day` up to `until`, and `next` after it. */
interface LocalDays {
  readonly day: DayKey;
  readonly until: EpochMs;
  readonly next: DayKey;
}

/** The last one made: a file of many accounts is reckoned in one time zone, and what a calendar has learned serves all of them. */
let latest: { readonly timeZone: string; readonly calendar: Calendar } | undefined;

/**
 * @param timeZone an IANA name
 * @throws RangeError for a zone that does not exist
 */
export function calendarOf(timeZone: string): Calendar {
  if (latest?.timeZone !== timeZone) latest = { timeZone, calendar: newCalendar(timeZone) };
  return latest.calendar;
}

function newCalendar(timeZone: string): Calendar {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, calendar: 'iso8601', year: 'numeric', month: 'numeric', day: 'numeric' });
  const exact = (at: EpochMs): DayKey => {
    const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    return Math.round(Date.UTC(parts['year'] ?? 0, (parts['month'] ?? 1) - 1, parts['day'] ?? 1) / dayMs);
  };
  // Asking the format costs a microsecond or two, and history has a hundred thousand moments: each UTC day is asked for once.
  const known = new Map<number, LocalDays>();
  let midnight = 0;
  const spanOf = (slot: number): LocalDays => {
    const [start, end] = [slot * dayMs, (slot + 1) * dayMs];
    const [day, next] = [exact(start), exact(end - 1)];
    if (day === next) return { day, until: end, next };
    // Midnight is mostly where it was the day before.
    if (exact(start + midnight) !== next || exact(start + midnight - 1) !== day)
      midnight = firstAfter(start, end, (at) => exact(at) !== day) - start;
    return { day, until: start + midnight, next };
  };
  const dayOf = (at: EpochMs): DayKey => {
    const slot = Math.floor(at / dayMs);
    let span = known.get(slot);
    if (!span) known.set(slot, (span = spanOf(slot)));
    return at < span.until ? span.day : span.next;
  };
  return { dayOf };
}

/** The first whole minute from which on `isAfter` holds; zones change by whole minutes. */
function firstAfter(start: EpochMs, end: EpochMs, isAfter: (at: EpochMs) => boolean): EpochMs {
  let [low, high] = [start, end];
  while (high - low > minuteMs) {
    const middle = low + Math.floor((high - low) / 2 / minuteMs) * minuteMs;
    if (isAfter(middle)) high = middle;
    else low = middle;
  }
  return high;
}
