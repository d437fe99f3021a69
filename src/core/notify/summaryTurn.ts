import { calendarOf } from '../time/calendar';
import type { EpochMs } from '../time/epoch';
import type { WatchStore } from '../checks/watchStore';

type Pace = 'hourly' | 'daily';
export type SummaryPace = 'off' | Pace;

const minute = 60_000;
const morning = 9;
/** A time further ahead than that was set by a clock that was wrong. Clocks are set right by less, and nobody wants a summary twice. */
const mostAhead = { hourly: 2 * minute, daily: 60 * minute } as const;

/**
 * Each hour, or each day after nine in the morning, of the clock on the wall. @param last when one was posted, or began
 * to be waited for
 */
function summaryDue(pace: Pace, last: EpochMs, now: EpochMs, timeZone: string): boolean {
  if (now <= last) return false;
  return pace === 'hourly' ? hourStart(now, timeZone) > hourStart(last, timeZone) : postDay(now, timeZone) > postDay(last, timeZone);
}

/** From nine to nine on the clock on the wall, also over a night that lacks an hour or has one twice. */
function postDay(at: EpochMs, timeZone: string): number {
  const hourThere = Number(new Intl.DateTimeFormat('en-US', { timeZone, hour: 'numeric', hourCycle: 'h23' }).format(at));
  return calendarOf(timeZone).dayOf(at) - Number(hourThere < morning);
}

/** Some zones are half an hour off, or a quarter. */
function hourStart(at: EpochMs, timeZone: string): EpochMs {
  const minuteThere = Number(new Intl.DateTimeFormat('en-US', { timeZone, minute: 'numeric' }).format(at));
  return Math.floor(at / minute) * minute - minuteThere * minute;
}

/** The hour or day that a summary is of, by a name that is the same on all machines of one zone. */
export function summaryPeriod(pace: Pace, now: EpochMs, timeZone: string): string {
  return pace === 'hourly' ? `hour ${hourStart(now, timeZone)}` : `day ${postDay(now, timeZone)} ${timeZone}`;
}

const paces: readonly Pace[] = ['hourly', 'daily'];

/**
 * Whether this window is the one to post a summary now: of several that find it due, one is. Where the pace was just
 * switched on, or the clock was set back, the first one comes with the next hour or day, not at once.
 */
export function takesSummaryTurn(
  store: Pick<WatchStore, 'time' | 'setTime' | 'moveTime'>,
  pace: SummaryPace,
  now: EpochMs,
  timeZone: string,
): boolean {
  for (const other of paces) if (other !== pace && store.time(nameOf(other))) store.setTime(nameOf(other), notWaited);
  if (pace === 'off') return false;
  const last = store.time(nameOf(pace));
  const isFirst = last === null || last === notWaited || last > now + mostAhead[pace];
  if (!isFirst && !summaryDue(pace, last, now, timeZone)) return false;
  return store.moveTime(nameOf(pace), last, now) && !isFirst;
}

/** In place of a time: the pace is off. */
const notWaited = 0;

function nameOf(pace: Pace): string {
  return `summary ${pace}`;
}
