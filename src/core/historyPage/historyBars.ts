import { calendarOf, type Calendar, type DayKey } from '../time/calendar';
import { dayStart } from '../time/dayStart';
import type { TimeSpan } from './historySelection';
import { isOfEarlierDay } from '../ledger/ledgerDays';
import type { LedgerEvent } from '../ledger/ledgerEvents';
import type { EpochMs } from '../time/epoch';
import { clamped, maxMicros, type Micros } from '../money/money';
import { mondayOf } from '../time/utcDays';
import { dayMs, hourMs } from '../time/durations';

export type BarLength = 'hour' | 'day' | 'week' | 'month';

export interface SpendBar extends TimeSpan {
  readonly spent: Micros;
  readonly atLeast: boolean;
  /** Some of it was seen only after a gap, so that it may belong to an earlier bar. */
  readonly late: boolean;
  /** Providers book late: the last hour may still grow. */
  readonly settling: boolean;
  /** The provider told of no day in it, so that nothing is known. */
  readonly unreported?: true;
}

export interface SpendBars {
  readonly per: BarLength;
  readonly bars: readonly SpendBar[];
}

export const settlingFor = hourMs;
const leastPixels = 2.5;
const lengths: Readonly<Record<BarLength, number>> = { hour: hourMs, day: dayMs, week: 7 * dayMs, month: 30 * dayMs };

/** The shortest bars that can still be told apart. Hours only where there would be but two days. */
export function barLength({ from, to }: TimeSpan, pixels: number): BarLength {
  if (to - from < 2 * dayMs) return 'hour';
  const fits = (per: BarLength): boolean => (pixels * lengths[per]) / (to - from) >= leastPixels;
  return fits('day') ? 'day' : fits('week') ? 'week' : 'month';
}

export interface BarsOf {
  readonly span: TimeSpan;
  readonly per: BarLength;
  readonly timeZone: string;
}

interface Bar {
  spent: number;
  atLeast: boolean;
  /** The longest drop that began before the bar. */
  longest: number;
  /** One began before the day before the bar: by it a window of days is "up to" too. */
  isLate: boolean;
}

export interface FollowedBars {
  /** Where the first begins and the last ends: what is added lies between. */
  readonly whole: TimeSpan;
  /** In order of `to`. */
  readonly add: (event: LedgerEvent) => void;
  readonly all: (now: EpochMs, gapLimit: number) => SpendBars;
}

/** Bars that changes are added to, so that no list of all of them is needed. */
export function followBars({ span, per, timeZone }: BarsOf): FollowedBars {
  const calendar = calendarOf(timeZone);
  const edges = barEdges(span, per, calendar);
  const bars = edges.slice(1).map((): Bar => ({ spent: 0, atLeast: false, longest: 0, isLate: false }));
  let index = 0;
  return {
    whole: { from: edges[0] ?? Infinity, to: edges.at(-1) ?? -Infinity },
    add: ({ kind, amount, from, to, atLeast }) => {
      const first = edges[0] ?? Infinity;
      // What ends exactly at an edge belongs to the bar before it, as it does to the day that ended.
      while ((edges[index + 1] ?? Infinity) < to) index += 1;
      const [bar, begin] = [bars[index], edges[index] ?? first];
      if (!bar || to <= first) return;
      bar.atLeast ||= atLeast;
      if (kind !== 'spend' || amount === 0) return;
      bar.spent += amount;
      if (from >= begin) return;
      bar.longest = Math.max(bar.longest, to - from);
      bar.isLate ||= isOfEarlierDay(calendar.dayOf(from - 1), calendar.dayOf(begin));
    },
    all: (now, gapLimit) => ({
      per,
      bars: bars.map(({ spent, atLeast, longest, isLate }, place): SpendBar => {
        const [from, to] = [edges[place] ?? NaN, edges[place + 1] ?? NaN];
        const late = isLate || longest > gapLimit;
        return { from, to, spent: clamped(spent), atLeast: atLeast || spent > maxMicros, late, settling: to > now - settlingFor };
      }),
    }),
  };
}

/** The bars' borders, the first at or before the span, the last after it. */
export function barEdges({ from, to }: TimeSpan, per: BarLength, calendar: Calendar): readonly EpochMs[] {
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
  const first = midnight + Math.floor((from - midnight) / hourMs) * hourMs;
  return Array.from({ length: Math.floor((to - first) / hourMs) + 2 }, (_, index) => first + index * hourMs);
}

function firstDay(day: DayKey, per: BarLength): DayKey {
  if (per === 'week') return mondayOf(day);
  return per === 'month' ? day - new Date(day * dayMs).getUTCDate() + 1 : day;
}

function nextFirstDay(day: DayKey, per: BarLength): DayKey {
  return per === 'month' ? firstDay(day + 31, per) : day + (per === 'week' ? 7 : 1);
}
