import { isTimeZone } from '../core/time/isTimeZone';

/** The zone of this machine; null where `TZ` is empty or names none that this runtime knows. */
export function localTimeZone(): string | null {
  const { TZ } = process.env;
  if (TZ !== undefined && !isTimeZone(TZ.replace(/^:/, ''))) return null;
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return isTimeZone(timeZone) ? timeZone : null;
}
