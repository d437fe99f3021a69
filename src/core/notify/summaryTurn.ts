import { calendarOf } from '../time/calendar';
import type { EpochMs } from '../time/epoch';
import type { WatchStore } from '../checks/watchStore';

export type SummaryPace = 'off' | 'hourly' | 'daily';

const minute = 60_000;
const day = 24 * 60 * minute;
const morning = 9;

/**
 * Each hour, or each day after nine in the morning, of the clock on the wall. @param last when one was posted, or began
 * to be waited for
 */
function summaryDue(pace: SummaryPace, last: EpochMs, now: EpochMs, timeZone: string): boolean {
  if (pace === 'off') return false;
  // A time that far ahead was written by a clock that was wrong; waiting for it would take as long.
  if (now <= last) return last - now > day;
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

const paces: readonly SummaryPace[] = ['hourly', 'daily'];

/**
 * Whether this window is the one to post a summary now: of several that find it due, one is. Where the pace was just
 * switched on, the first one comes with the next hour or day, not at once.
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
  const isFirst = last === null || last === notWaited;
  if (!isFirst && !summaryDue(pace, last, now, timeZone)) return false;
  return store.moveTime(nameOf(pace), last, now) && !isFirst;
}

/** In place of a time: the pace is off. */
const notWaited = 0;

function nameOf(pace: SummaryPace): string {
  return `summary ${pace}`;
}
