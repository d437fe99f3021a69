import { amountText, type Display } from './amountText';
import { formatAge, isStale } from '../time/age';
import { minuteMs } from '../time/durations';
import type { BalanceEntry } from '../model/account';
import type { Reading, Spend } from '../model/reading';
import type { EpochMs } from '../time/epoch';
import { maxMicros, micros, type Micros } from '../money/money';
import { utcDayStart, monthStart } from '../time/utcDays';

/** What may be left, where a provider reports spend alone and the person has typed what its dashboard showed. */
export interface Estimate extends Pick<BalanceEntry, 'unit' | 'at'> {
  readonly amount: Micros;
  /**
   * `atLeast`: what was spent on the day of the entry before it is not known, so all of that day was taken off.
   * `atMost`: the report left out some days since, or is an old one, so that more may have been spent.
   */
  readonly bound: 'atLeast' | 'atMost' | null;
}

/** The entry less what the provider reports as spent since. Null where that is not known: an estimate is not a guess. */
export function estimateOf(entry: BalanceEntry | undefined, reading: Reading | null, now: EpochMs): Estimate | null {
  const spent = entry && reading && spentSince(entry, reading);
  if (!entry || !spent || spent.amount === null) return null;
  const [isLeast, isMost] = [entry.spentThatDay === null, spent.atLeast === true || isStale(reading.at, now)];
  const left = entry.amount - (spent.amount - (entry.spentThatDay ?? 0));
  // Bounded on both sides, it is not known at all.
  if (Math.abs(left) > maxMicros || (isLeast && isMost)) return null;
  return { unit: entry.unit, at: entry.at, amount: micros(left), bound: isLeast ? 'atLeast' : isMost ? 'atMost' : null };
}

/** From the UTC day of the entry on; a window that begins on that very day says the same, whatever it is called. */
function spentSince({ at, unit }: BalanceEntry, { spend, at: readAt }: Reading): Spend | null {
  const day = utcDayStart(at);
  const begins = ({ window, since }: Spend): EpochMs | undefined =>
    window === 'entry' ? since : window === 'day' ? utcDayStart(readAt) : window === 'month' ? monthStart(readAt) : undefined;
  return spend.find((one) => one.unit === unit && begins(one) === day) ?? null;
}

/** What was spent on this UTC day so far, for an entry that is made now. */
export function spentToday(reading: Reading | null, unit: string, now: EpochMs): Micros | null {
  if (!reading || utcDayStart(reading.at) !== utcDayStart(now)) return null;
  const today = reading.spend.find((one) => one.window === 'day' && one.unit === unit);
  return today?.atLeast === true ? null : (today?.amount ?? null);
}

export function estimateSource({ at, bound }: Estimate, display: Display): string {
  const { t } = display;
  const when = whenEntered(at, display);
  if (bound === null) return t('estimated from your entry {when}', { when });
  return bound === 'atLeast'
    ? t('at least, estimated from your entry {when}', { when })
    : t('at most, estimated from your entry {when}', { when });
}

function whenEntered(at: EpochMs, display: Display): string {
  const { now, t } = display;
  return now - at < minuteMs ? t('just now') : t('of {time}', { time: formatAge(at, display) });
}

/** How far the estimate was from what the dashboard shows now. */
export function driftWords(estimate: Estimate, shown: Micros, display: Display): string {
  const { t } = display;
  const money = (amount: number): string => amountText(micros(amount), estimate.unit, display);
  const words = {
    when: whenEntered(estimate.at, display),
    estimate: money(estimate.amount),
    shown: money(shown),
    drift: money(Math.abs(shown - estimate.amount)),
  };
  if (shown === estimate.amount) return t('Your entry {when} led to ≈ {estimate}, and that is what the dashboard shows.', words);
  return shown < estimate.amount
    ? t('Your entry {when} led to ≈ {estimate}; the dashboard shows {shown}: {drift} less than estimated.', words)
    : t('Your entry {when} led to ≈ {estimate}; the dashboard shows {shown}: {drift} more than estimated.', words);
}
