import type { DayKey } from '../time/calendar';

export const overviewRanges = ['7d', '30d', '90d', '1y'] as const;
export type OverviewRange = (typeof overviewRanges)[number];

export const barLengths = ['day', 'week', 'month'] as const;
export type OverviewBars = (typeof barLengths)[number];

/** What the person looks at. */
export interface OverviewSelection {
  readonly range: OverviewRange;
  /** Of bars and calendar; what is not there is replaced by what is. */
  readonly unit: string | null;
  readonly per: OverviewBars;
}

export const dayCounts: Readonly<Record<OverviewRange, number>> = { '7d': 7, '30d': 30, '90d': 90, '1y': 365 };

/** Whole days, today included. */
export function firstDayOf(range: OverviewRange, today: DayKey): DayKey {
  return today - dayCounts[range] + 1;
}
