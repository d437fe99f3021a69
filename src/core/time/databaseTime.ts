import { dayOfDate } from './dayStart';
import type { EpochMs } from './epoch';

/** `2026-01-29 09:00:00.5+01`, as a database writes a time; one without a zone is UTC, and so is a date. Null where it is none. */
export function databaseTime(text: string): EpochMs | null {
  const [, date, time = '00:00:00', zone = '+00'] =
    /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}(?::?\d{2})?)?)?$/.exec(text.trim()) ?? [];
  if (date === undefined) return null;
  const offset = zone === 'Z' ? 'Z' : /^[+-]\d{2}$/.test(zone) ? `${zone}:00` : zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
  // Some engines take 31 February for 3 March.
  const at = dayOfDate(date) === undefined ? NaN : Date.parse(`${date}T${time}${offset}`);
  return Number.isNaN(at) ? null : at;
}
