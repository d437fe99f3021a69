import type { EpochMs } from './epoch';

/** ISO 8601 in UTC, for programs: `2026-01-29T09:00:00.000Z`. */
export function isoTime(at: EpochMs): string {
  return new Date(at).toISOString();
}
