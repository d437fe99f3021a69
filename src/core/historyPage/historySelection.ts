import { calendarOf } from '../time/calendar';
import { dayOfDate, dayStart } from '../time/dayStart';
import type { EpochMs } from '../time/epoch';
import type { ShownLine } from './shownLine';
import { dayMs, hourMs } from '../time/durations';

export const rangeNames = ['24h', '7d', '30d', '90d', '1y', 'all'] as const;
export type RangeName = (typeof rangeNames)[number];

/** The days of `own` are ISO dates in the person's time zone; both are part of it. */
export type HistoryRange = { readonly kind: RangeName } | { readonly kind: 'own'; readonly from: string; readonly to: string };

export interface TimeSpan {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** What the person looks at. */
export interface HistorySelection extends ShownLine {
  readonly range: HistoryRange;
  /** A part of the range, in more detail. */
  readonly zoom: TimeSpan | null;
}

const dayCounts: Readonly<Record<Exclude<RangeName, '24h' | 'all'>, number>> = { '7d': 7, '30d': 30, '90d': 90, '1y': 365 };
/** A chart of one moment would have no width. */
const shortest = hourMs;
/** So much of nothing may be shown before the first reading; more would only cost time. */
const longestBefore = 366 * dayMs;

/** Days are whole local days, today included, as the ledger counts them. */
export function spanOf(range: HistoryRange, first: EpochMs, now: EpochMs, timeZone: string): TimeSpan {
  const calendar = calendarOf(timeZone);
  switch (range.kind) {
    case '24h':
      return { from: now - dayMs, to: now };
    case '7d':
    case '30d':
    case '90d':
    case '1y':
      return { from: dayStart(calendar.dayOf(now) - dayCounts[range.kind] + 1, calendar), to: now };
    case 'all':
      return { from: Math.min(first, now - shortest), to: now };
    case 'own': {
      const days = [dayOfDate(range.from), dayOfDate(range.to)].filter((day) => day !== undefined).sort((a, b) => a - b);
      const [from = calendar.dayOf(now), to = from] = days;
      const end = Math.min(dayStart(to + 1, calendar), dayStart(calendar.dayOf(now) + 1, calendar));
      return { from: Math.max(Math.min(dayStart(from, calendar), end - shortest), Math.min(first, end) - longestBefore), to: end };
    }
  }
}
