import { calendarOf } from '../time/calendar';
import type { EpochMs } from '../time/epoch';

export type SummaryPace = 'off' | 'hourly' | 'daily';

const hour = 3_600_000;
const day = 24 * hour;
const morning = 9;

/** Each clock hour, or each local day after nine in the morning. @param last when one was posted, or began to be waited for */
export function summaryDue(pace: SummaryPace, last: EpochMs, now: EpochMs, timeZone: string): boolean {
  if (pace === 'off') return false;
  // A time that far ahead was written by a clock that was wrong; waiting for it would take as long.
  if (now <= last) return last - now > day;
  return pace === 'hourly' ? Math.floor(now / hour) > Math.floor(last / hour) : postDay(now, timeZone) > postDay(last, timeZone);
}

/** From nine to nine on the clock on the wall, also over a night that lacks an hour or has one twice. */
function postDay(at: EpochMs, timeZone: string): number {
  const hourThere = Number(new Intl.DateTimeFormat('en-US', { timeZone, hour: 'numeric', hourCycle: 'h23' }).format(at));
  return calendarOf(timeZone).dayOf(at) - Number(hourThere < morning);
}
