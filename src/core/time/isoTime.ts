import type { EpochMs } from './epoch';

/** ISO 8601 in UTC, for programs: `2026-01-29T09:00:00.000Z`. */
export function isoTime(at: EpochMs): string {
  return new Date(at).toISOString();
}

/** The same to the second: `2026-01-29T09:00:00Z`. */
export function isoSecond(at: EpochMs): string {
  return isoTime(at).replace(/\.\d{3}Z$/, 'Z');
}

/** To the minute, for people: `2026-01-29 09:00 UTC`. */
export function utcMinute(at: EpochMs): string {
  return `${isoTime(at).slice(0, 16).replace('T', ' ')} UTC`;
}
