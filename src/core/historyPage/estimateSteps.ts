import type { BalanceEntry } from '../model/account';
import type { SeriesBucket } from '../history/historyStore';
import { maxMicros, micros } from '../money/money';
import type { EpochMs } from '../time/epoch';
import { dayMs } from '../time/durations';
import { utcDayStart } from '../time/utcDays';
import { isBound, type DaysByStart } from './daySums';

/**
 * What was left of the person's entry at the end of each day since, as far as every day was reported whole: an estimate is not a guess.
 * As `estimateOf`, it takes off all of the day of the entry where that day's spend by then is not known.
 */
export function estimateSteps(entry: BalanceEntry, days: DaysByStart, now: EpochMs): readonly SeriesBucket[] {
  if (entry.at > now) return [];
  const steps = [stepAt(entry.at, entry.amount)];
  let left = entry.amount + (entry.spentThatDay ?? 0);
  for (let day = utcDayStart(entry.at); day <= now; day += dayMs) {
    const told = days.get(day);
    if (!told || isBound(told, now)) break;
    left -= told.amount;
    if (Math.abs(left) > maxMicros) break;
    const at = Math.min(told.at, day + dayMs);
    if (at > entry.at) steps.push(stepAt(at, left));
  }
  return steps;
}

function stepAt(at: EpochMs, left: number): SeriesBucket {
  const amount = micros(left);
  return { from: at, to: at, min: amount, max: amount, last: amount };
}
