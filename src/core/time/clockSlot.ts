import { dayMs, minuteMs } from './durations';
import type { EpochMs } from './epoch';

/** Whether a clock on the wall shows its multiples at the same times each day. */
export function dividesDay(spanMs: number): boolean {
  return spanMs > 0 && dayMs % spanMs === 0;
}

/**
 * The next moment after this one at which the clock on the wall of a zone shows a multiple of the span since midnight: for an hour the
 * next full hour there, or the moment when the clock is put forward over it.
 */
export function slotAfter(after: EpochMs, spanMs: number, timeZone: string): EpochMs {
  const offset = offsetAt(after, timeZone);
  const wall = (Math.floor((after + offset) / spanMs) + 1) * spanMs;
  const slot = wall - offset;
  if (shows(slot)) return slot;
  // The clock is put forward or back before then.
  const moved = wall - offsetAt(slot, timeZone);
  return moved > after && shows(moved) ? moved : slot;

  function shows(at: EpochMs): boolean {
    return (at + offsetAt(at, timeZone)) % spanMs === 0;
  }
}

/** How far the clock on the wall is ahead of UTC: some zones are half an hour off, or a quarter. */
export function offsetAt(at: EpochMs, timeZone: string): number {
  if (timeZone === 'UTC') return 0;
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const [year, month, day] = [parts['year'] ?? 0, parts['month'] ?? 1, parts['day'] ?? 1];
  const wall = Date.UTC(year, month - 1, day, parts['hour'] ?? 0, parts['minute'] ?? 0);
  return wall - Math.floor(at / minuteMs) * minuteMs;
}

/** To make one takes longer than to use it. */
let latest: { readonly timeZone: string; readonly format: Intl.DateTimeFormat } | undefined;

function formatOf(timeZone: string): Intl.DateTimeFormat {
  if (latest?.timeZone !== timeZone) {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'iso8601',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      hourCycle: 'h23',
    });
    latest = { timeZone, format };
  }
  return latest.format;
}
