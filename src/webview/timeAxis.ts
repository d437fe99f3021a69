import { calendarOf, type Calendar } from '../core/time/calendar';
import { dayStart } from '../core/time/dayStart';
import type { TimeSpan } from '../core/historyPage/historySelection';
import { dayMs, hourMs } from '../core/time/durations';

type Step = { readonly unit: 'hour' | 'day' | 'week' | 'month'; readonly count: number };

const lengths: Readonly<Record<Step['unit'], number>> = { hour: hourMs, day: dayMs, week: 7 * dayMs, month: 30.4 * dayMs };
/** What the words of a tick need beside one another, in pixels. */
const room: Readonly<Record<Step['unit'], number>> = { hour: 66, day: 58, week: 58, month: 46 };
const steps: readonly Step[] = [
  ...[1, 2, 3, 6, 12].map((count) => ({ unit: 'hour', count }) as const),
  ...[1, 2].map((count) => ({ unit: 'day', count }) as const),
  ...[1, 2].map((count) => ({ unit: 'week', count }) as const),
  ...[1, 2, 3, 6, 12, 24, 60, 120].map((count) => ({ unit: 'month', count }) as const),
];

export interface TimeAxis {
  /** As many as have room in that many pixels. */
  readonly ticks: (span: TimeSpan, pixels: number) => readonly number[];
  /** One or two lines: what differs from tick to tick, and what they share where it begins. */
  readonly labels: (ticks: readonly number[]) => readonly string[];
}

/** Ticks at full hours, days, weeks and months of the person's time zone, which the charting library knows nothing of. */
export function timeAxis(locale: string, timeZone: string): TimeAxis {
  const calendar = calendarOf(timeZone);
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { ...options, timeZone });
  const [time, day, month, year] = [
    format({ hour: 'numeric', minute: '2-digit' }),
    format({ day: 'numeric', month: 'short' }),
    format({ month: 'short' }),
    format({ year: 'numeric' }),
  ];
  return {
    ticks: ({ from, to }, pixels) => {
      const step = steps.find(({ unit, count }) => ((to - from) / (lengths[unit] * count)) * room[unit] <= pixels) ?? {
        unit: 'month',
        count: 240,
      };
      return ticksOf(step, from, to, calendar);
    },
    labels: (ticks) => {
      const spacing = Math.min(...ticks.slice(1).map((at, index) => at - (ticks[index] ?? at)));
      const [own, shared] =
        spacing < 20 * hourMs ? [time, day] : spacing < 27 * dayMs ? [day, year] : spacing < 300 * dayMs ? [month, year] : [year, null];
      const sharedOf = ticks.map((at) => shared?.format(at) ?? '');
      return ticks.map((at, index) =>
        sharedOf[index] === sharedOf[index - 1] ? own.format(at) : `${own.format(at)}\n${sharedOf[index] ?? ''}`,
      );
    },
  };
}

function ticksOf({ unit, count }: Step, from: number, to: number, calendar: Calendar): readonly number[] {
  const ticks: number[] = [];
  let day = calendar.dayOf(from);
  let at = dayStart(day, calendar);
  while (at <= to) {
    const next = nextDay(day, unit, count);
    const nextAt = dayStart(next, calendar, { day, at });
    if (unit === 'hour') for (let tick = at; tick < nextAt; tick += count * hourMs) ticks.push(tick);
    else if (isFirst(day, unit, count)) ticks.push(at);
    [day, at] = [next, nextAt];
  }
  return ticks.filter((tick) => tick >= from && tick <= to);
}

/** The next day with a tick. */
function nextDay(day: number, unit: Step['unit'], count: number): number {
  if (unit === 'hour') return day + 1;
  let next = day + 1;
  while (!isFirst(next, unit, count)) next += 1;
  return next;
}

/** Weeks start on Monday; day 0, the first of 1970, was a Thursday. */
function isFirst(day: number, unit: 'day' | 'week' | 'month', count: number): boolean {
  if (unit === 'day') return day % count === 0;
  if (unit === 'week') return (day + 3) % (7 * count) === 0;
  const date = new Date(day * dayMs);
  return date.getUTCDate() === 1 && (date.getUTCFullYear() * 12 + date.getUTCMonth()) % count === 0;
}
