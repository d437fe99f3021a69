import type { EpochMs } from './model';

/** A calendar day as a count of days since 1970-01-01 in its time zone; neighbours differ by one whatever their length. */
export type DayKey = number;

export interface Calendar {
  readonly dayOf: (at: EpochMs) => DayKey;
}

const hour = 3_600_000;
const dayMs = 24 * hour;

/**
 * @param timeZone an IANA name
 * @throws RangeError for a zone that does not exist
 */
export function calendarOf(timeZone: string): Calendar {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, calendar: 'iso8601', year: 'numeric', month: 'numeric', day: 'numeric' });
  // A date is asked for once an hour of history: zones change by whole quarters of an hour, so each hour has at most two days in it.
  const known = new Map<number, { readonly day: DayKey; readonly whole: boolean }>();
  const exact = (at: EpochMs): DayKey => {
    const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    return Math.round(Date.UTC(parts['year'] ?? 0, (parts['month'] ?? 1) - 1, parts['day'] ?? 1) / dayMs);
  };
  const dayOf = (at: EpochMs): DayKey => {
    const slot = Math.floor(at / hour);
    let span = known.get(slot);
    if (!span) {
      const day = exact(slot * hour);
      span = { day, whole: day === exact(slot * hour + hour - 1) };
      known.set(slot, span);
    }
    return span.whole ? span.day : exact(at);
  };
  return { dayOf };
}
