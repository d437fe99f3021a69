import type { Spend } from '../model/reading';
import type { EpochMs } from '../time/epoch';
import { monthStart, utcDayStart, weekStart } from '../time/utcDays';
import type { Display } from './amountText';

/**
 * Whether a window that was told of still runs. Providers count by UTC: what was said in an earlier month, week or day is not of this
 * one.
 */
export function isRunning(window: Spend['window'], at: EpochMs, now: EpochMs): boolean {
  switch (window) {
    case 'day':
      return utcDayStart(at) === utcDayStart(now);
    case 'week':
      return weekStart(at) === weekStart(now);
    case 'month':
      return monthStart(at) === monthStart(now);
    case 'total':
    case 'entry':
      return true;
  }
}

/** Of which day, week or month a provider spoke: as a heading, for one that is over its date. */
export function windowName(window: Spend['window'], at: EpochMs, display: Display): string {
  const { now, t } = display;
  const running = isRunning(window, at, now);
  switch (window) {
    case 'day':
      return running ? t('Spent today (UTC)') : t('Spent on {date} (UTC)', { date: dayName(at, display) });
    case 'week':
      return running ? t('Spent this week (UTC)') : t('Spent in the week of {date} (UTC)', { date: dayName(at, display) });
    case 'month':
      return running ? t('Spent this month (UTC)') : t('Spent in {month} (UTC)', { month: monthName(at, display) });
    case 'total':
      return t('Spent in total');
    case 'entry':
      return t('Spent since the day of your entry (UTC)');
  }
}

/** The same as a sentence, with the amount. */
export function windowText(window: Spend['window'], at: EpochMs, amount: string, display: Display): string {
  const { now, t } = display;
  const running = isRunning(window, at, now);
  switch (window) {
    case 'day':
      return running ? t('{amount} spent today', { amount }) : t('{amount} spent on {date}', { amount, date: dayName(at, display) });
    case 'week':
      return running
        ? t('{amount} spent this week', { amount })
        : t('{amount} spent in the week of {date}', { amount, date: dayName(at, display) });
    case 'month':
      return running
        ? t('{amount} spent this month', { amount })
        : t('{amount} spent in {month}', { amount, month: monthName(at, display) });
    case 'total':
      return t('{amount} spent in total', { amount });
    case 'entry':
      return t('{amount} spent since the entry', { amount });
  }
}

function dayName(at: EpochMs, { locale }: Display): string {
  return new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', timeZone: 'UTC' }).format(at);
}

function monthName(at: EpochMs, { locale }: Display): string {
  return new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(at);
}
