import { calendarOf } from '../core/time/calendar';

export function isTimeZone(name: string): boolean {
  try {
    calendarOf(name);
    return true;
  } catch {
    return false;
  }
}

/** The zone of this machine; null where `TZ` is empty or names none that this runtime knows. */
export function localTimeZone(): string | null {
  const { TZ } = process.env;
  if (TZ !== undefined && !isTimeZone(TZ.replace(/^:/, ''))) return null;
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return isTimeZone(timeZone) ? timeZone : null;
}
