import { calendarOf } from './calendar';

/** Whether this runtime knows a zone of this name. */
export function isTimeZone(name: string): boolean {
  try {
    calendarOf(name);
    return true;
  } catch {
    return false;
  }
}
