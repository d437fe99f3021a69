import { calendarOf } from '../core/time/calendar';
import { dateOfDay } from '../core/time/dayStart';

/** The ISO date of a moment in a time zone, as a date box wants it. */
export function dateIn(timeZone: string, at: number): string {
  return dateOfDay(calendarOf(timeZone).dayOf(at));
}
