import type { HistoryRow } from '../../src/core/history/historyRow';
import { dayMs, hourMs, minuteMs } from '../../src/core/time/durations';
import { utcDayStart } from '../../src/core/time/utcDays';
import { idOf } from './ids';
import { total } from './pastReadings';

/**
 * Dollars of one account that are spent in the morning of each UTC day, between two readings of that day.
 * @param spent on the day so many days ago; below 0: what came instead. null: nobody looked on that day
 */
export function rowsOf(account: string, now: number, days: number, spent: (back: number) => number | null): readonly HistoryRow[] {
  const rows: HistoryRow[] = [];
  let left = 1000;
  for (let back = days - 1; back >= 0; back -= 1) {
    const day = utcDayStart(now) - back * dayMs;
    const amount = spent(back);
    if (amount === null) continue;
    const read = (at: number): void => void (at <= now && rows.push({ account: idOf(account), unit: 'USD', reading: total(at, left) }));
    read(day + 30 * minuteMs);
    left -= amount;
    read(day + 12 * hourMs);
    read(day + 23 * hourMs);
  }
  return rows;
}
