import { calendarOf, type Calendar, type DayKey } from '../time/calendar';
import { dayStart } from '../time/dayStart';
import type { TimeSpan } from './historySelection';
import type { LedgerEvent } from '../ledger/ledgerEvents';
import type { EpochMs } from '../time/epoch';
import { clamped, maxMicros, type Micros } from '../money/money';

export type BarLength = 'hour' | 'day' | 'week' | 'month';

export interface SpendBar extends TimeSpan {
  readonly spent: Micros;
  readonly atLeast: boolean;
  /** Some of it was seen only after a gap, so that it may belong to an earlier bar. */
  readonly late: boolean;
  /** Providers book late: the last hour may still grow. */
  readonly settling: boolean;
}

export interface SpendBars {
  readonly per: BarLength;
  readonly bars: readonly SpendBar[];
}

export const settlingFor = 3_600_000;
const hour = 3_600_000;
const dayMs = 24 * hour;
const leastPixels = 2.5;
const lengths: Readonly<Record<BarLength, number>> = { hour, day: dayMs, week: 7 * dayMs, month: 30 * dayMs };

/** The shortest bars that can still be told apart. Hours only where there would be but two days. */
export function barLength({ from, to }: TimeSpan, pixels: number): BarLength {
  if (to - from < 2 * dayMs) return 'hour';
  const fits = (per: BarLength): boolean => (pixels * lengths[per]) / (to - from) >= leastPixels;
  return fits('day') ? 'day' : fits('week') ? 'week' : 'month';
}

export interface BarsOf {
  readonly events: readonly LedgerEvent[];
  readonly span: TimeSpan;
  readonly per: BarLength;
  readonly now: EpochMs;
  readonly gapLimit: number;
  readonly timeZone: string;
}

export function spendBars({ events, span, per, now, gapLimit, timeZone }: BarsOf): SpendBars {
  const calendar = calendarOf(timeZone);
  const edges = edgesOf(span, per, calendar);
  // What ends exactly at an edge belongs to the bar before it, as it does to the day that ended.
  const inside = events.filter(({ to }) => to > (edges[0] ?? Infinity) && to <= (edges.at(-1) ?? -Infinity)).sort((a, b) => a.to - b.to);
  let next = 0;
  const bars = edges.slice(0, -1).map((from, index): SpendBar => {
    const to = edges[index + 1] ?? from;
    const own: LedgerEvent[] = [];
    for (let event = inside[next]; event && event.to <= to; event = inside[next]) {
      own.push(event);
      next += 1;
    }
    const drops = own.filter(({ kind }) => kind === 'spend');
    const spent = drops.reduce((sum, { amount }) => sum + amount, 0);
    const atLeast = spent > maxMicros || own.some((event) => event.atLeast);
    const late = drops.some((drop) => isLate(drop, from, gapLimit, calendar));
    return { from, to, spent: clamped(spent), atLeast, late, settling: to > now - settlingFor };
  });
  return { per, bars };
}

/** It began before the bar, across a gap or across a whole day without a reading, by which a window of days is "up to" too. */
function isLate(drop: LedgerEvent, barFrom: EpochMs, gapLimit: number, { dayOf }: Calendar): boolean {
  if (drop.from >= barFrom) return false;
  return drop.to - drop.from > gapLimit || dayOf(drop.from - 1) < dayOf(barFrom) - 1;
}

/** The bars' borders, the first at or before the span, the last after it. */
function edgesOf({ from, to }: TimeSpan, per: BarLength, calendar: Calendar): readonly EpochMs[] {
  if (per === 'hour') return hourEdges(from, to, calendar);
  const edges: EpochMs[] = [];
  let day = firstDay(calendar.dayOf(from), per);
  let at = dayStart(day, calendar);
  while (at <= to) {
    edges.push(at);
    const next = nextFirstDay(day, per);
    at = dayStart(next, calendar, { day, at });
    day = next;
  }
  return [...edges, at];
}

/** Full hours of the local clock, which in some zones are half hours of UTC. */
function hourEdges(from: EpochMs, to: EpochMs, calendar: Calendar): readonly EpochMs[] {
  const midnight = dayStart(calendar.dayOf(from), calendar);
  const first = midnight + Math.floor((from - midnight) / hour) * hour;
  return Array.from({ length: Math.floor((to - first) / hour) + 2 }, (_, index) => first + index * hour);
}

/** Weeks start on Monday; day 0, the first of 1970, was a Thursday. */
function firstDay(day: DayKey, per: BarLength): DayKey {
  if (per === 'week') return day - ((((day + 3) % 7) + 7) % 7);
  return per === 'month' ? day - new Date(day * dayMs).getUTCDate() + 1 : day;
}

function nextFirstDay(day: DayKey, per: BarLength): DayKey {
  return per === 'month' ? firstDay(day + 31, per) : day + (per === 'week' ? 7 : 1);
}
