import type { PastReading } from '../history/pastReading';
import { clamped, type Micros } from '../money/money';
import type { DayKey } from '../time/calendar';
import type { EpochMs } from '../time/epoch';
import { epochCause, type EpochCause } from './epochs';
import type { LedgerEvent } from './ledgerEvents';

/**
 * What one line did on one local day that has a reading. Opening + topped up + granted + adjusted − expired − spent is closing, but for
 * rises by a rounding error, and where the day is broken.
 */
export interface BookDay {
  readonly day: DayKey;
  /** What the last reading before the day left; on the first day of all, what its first reading left. */
  readonly opening: Micros;
  readonly closing: Micros;
  readonly spent: Micros;
  readonly toppedUp: Micros;
  readonly granted: Micros;
  readonly adjusted: Micros;
  readonly expired: Micros;
  /** More may have been spent: money came in the same window, or another key came between. */
  readonly atLeast: boolean;
  /** The earliest day that some of what was spent may belong to. */
  readonly since: DayKey;
  /** Another key came, or the clock went back: what lies between opening and closing is not known. */
  readonly broken: EpochCause | null;
}

export interface DayBook {
  readonly add: (event: LedgerEvent) => void;
  /** Behind the events that it ended. */
  readonly see: (reading: PastReading) => void;
  /** Oldest first. */
  readonly days: () => readonly BookDay[];
  /** Top-ups, grants, adjustments and expiries, the newest last; at most `mostEntries`. */
  readonly entries: () => readonly LedgerEvent[];
}

/** More than a year has, but for one whose balance wavers with each check. */
export const mostEntries = 5_000;

type Changing<T> = { -readonly [K in keyof T]: T[K] };
/** In which sum of a day a change counts. */
export const sumOfKind = {
  spend: 'spent',
  topUp: 'toppedUp',
  grant: 'granted',
  adjustment: 'adjusted',
  setBack: 'adjusted',
  expiry: 'expired',
} as const;

/** @param dayOf the day that a moment ends, so that midnight belongs to the day before it */
export function followDayBook(dayOf: (at: EpochMs) => DayKey): DayBook {
  const days: Changing<BookDay>[] = [];
  const entries: LedgerEvent[] = [];
  let newest: PastReading | undefined;
  const none = clamped(0);
  const dayAt = (at: EpochMs, left: Micros): Changing<BookDay> => {
    const day = dayOf(at);
    const last = days.at(-1);
    if (last && last.day >= day) return last;
    const opening = newest?.available ?? left;
    const sumsOfNone = { spent: none, toppedUp: none, granted: none, adjusted: none, expired: none };
    const begun = { day, opening, closing: left, ...sumsOfNone, atLeast: false, since: day, broken: null };
    days.push(begun);
    return begun;
  };
  return {
    add: (event) => {
      const { kind, amount, from, to, atLeast } = event;
      const day = dayAt(to, newest?.available ?? none);
      const sum = sumOfKind[kind];
      day[sum] = clamped(day[sum] + amount);
      day.atLeast ||= atLeast;
      if (kind === 'spend') {
        if (amount > 0) day.since = Math.min(day.since, dayOf(from));
        return;
      }
      entries.push(event);
      if (entries.length >= 2 * mostEntries) entries.splice(0, mostEntries);
    },
    see: (reading) => {
      const last = days.at(-1);
      // What a wrong clock went on with is not what is left now, and yet its changes are counted.
      if (newest && reading.epoch < newest.epoch) {
        if (last && last.day >= dayOf(reading.at)) last.broken ??= 'clock';
        return;
      }
      const day = dayAt(reading.at, reading.available);
      day.closing = reading.available;
      if (newest) day.broken ??= epochCause(newest, reading);
      newest = reading;
    },
    days: () => days,
    entries: () => entries.slice(-mostEntries),
  };
}
