import { calendarOf } from '../time/calendar';
import type { EpochMs } from '../time/epoch';
import { sumOfDays, type DaysByStart } from './daySums';
import { barEdges, type BarLength, type SpendBar, type SpendBars } from './historyBars';
import type { TimeSpan } from './historySelection';

/** Bars of the days that a provider reported, as it counts them. A day that it did not tell of is not one on which nothing was spent. */
export function dayBars(days: DaysByStart, span: TimeSpan, per: BarLength, now: EpochMs): SpendBars {
  const edges = barEdges(span, per, calendarOf('UTC'));
  const bars = edges.slice(1).flatMap((to, index): readonly SpendBar[] => {
    const from = edges[index] ?? to;
    if (from > now) return [];
    const { amount, atLeast, reported } = sumOfDays(days, from, to, now);
    const bar = { from, to, spent: amount, atLeast: atLeast && reported > 0, late: false, settling: to > now };
    return [reported > 0 ? bar : { ...bar, unreported: true }];
  });
  return { per, bars };
}
