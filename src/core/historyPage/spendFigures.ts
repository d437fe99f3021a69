import type { AccountFacts } from '../views/accountView';
import { estimateOf, estimateSource } from '../views/estimate';
import { boundText } from '../views/ledgerText';
import { isRunning, windowName } from '../views/spendWindow';
import type { Spend } from '../model/reading';
import { formatAge } from '../time/age';
import { dayMs } from '../time/durations';
import { monthStart, utcDayStart } from '../time/utcDays';
import type { Micros, Unit } from '../money/money';
import { sumOfDays, type DaysByStart, type DaySum } from './daySums';
import type { HistoryDisplay } from './historyDisplay';
import type { Figure } from './historySummary';

export interface SpendFiguresOf {
  readonly facts: AccountFacts | undefined;
  readonly unit: Unit;
  readonly days: DaysByStart;
  readonly display: HistoryDisplay;
  readonly money: (amount: Micros) => string;
}

/** What the provider reports as spent, in its own days, and what is left of the person's entry by that. */
export function spendFigures(of: SpendFiguresOf): readonly Figure[] {
  const { facts, unit, days, display, money } = of;
  const { now, t } = display;
  const [today, month] = [utcDayStart(now), monthStart(now)];
  const figure = (name: string, sum: DaySum, detail = partText(sum, display)): Figure => ({
    name,
    value: sum.reported === 0 ? t('not reported yet') : boundText({ atLeast: sum.atLeast, atMost: false }, money(sum.amount), t),
    detail,
    source: 'reported',
  });
  const [told, monthTold] = [windowOf(of, 'day'), windowOf(of, 'month')];
  const monthSum = sumOfDays(days, month, today + dayMs, now);
  const estimate = facts ? estimateOf(facts.account.estimate, facts.snapshot.reading, now) : null;
  return [
    told ?? figure(windowName('day', now, display), sumOfDays(days, today, today + dayMs, now), null),
    { ...(monthTold ?? figure(windowName('month', now, display), monthSum)), ...comparison(of, monthSum) },
    ...(estimate && estimate.unit === unit
      ? [
          {
            name: t('Balance'),
            value: `≈ ${money(estimate.amount)}`,
            detail: estimateSource(estimate, display),
            source: 'estimated',
          } as const,
        ]
      : []),
  ];
}

/** As the latest answer has it, where that is of the window that runs now: it knows days of which history was never told. */
function windowOf({ facts, unit, display, money }: SpendFiguresOf, window: 'day' | 'month'): Figure | null {
  const { now, t } = display;
  const reading = facts?.snapshot.reading;
  const spend = reading?.spend.find((one): one is Spend & { readonly amount: Micros } => {
    return one.unit === unit && one.window === window && one.amount !== null;
  });
  if (!reading || !spend || !isRunning(window, reading.at, now) || reading.at > now) return null;
  const value = boundText({ atLeast: spend.atLeast === true, atMost: false }, money(spend.amount), t);
  return { name: windowName(window, reading.at, display), value, detail: formatAge(reading.at, display), source: 'reported' };
}

/** Against as many days of the month before; nothing where none of those was reported. */
function comparison({ days, display, money }: SpendFiguresOf, current: DaySum): Pick<Figure, 'detail'> | null {
  const { now, t, locale, hidden } = display;
  const month = monthStart(now);
  const before = monthStart(month - 1);
  const sum = sumOfDays(days, before, Math.min(month, before + current.days * dayMs), now);
  if (sum.reported === 0) return null;
  const amount = boundText({ atLeast: sum.atLeast, atMost: false }, money(sum.amount), t);
  const isExact = !sum.atLeast && !current.atLeast && sum.amount > 0 && !hidden;
  if (!isExact) return { detail: t('last month up to the same day: {amount}', { amount }) };
  const share = new Intl.NumberFormat(locale, { style: 'percent', signDisplay: 'exceptZero', maximumFractionDigits: 0 });
  const change = share.format(current.amount / sum.amount - 1);
  return { detail: t('last month up to the same day: {amount} ({change})', { amount, change }) };
}

/** null where all of it was reported. */
export function partText({ reported, days }: DaySum, { t }: HistoryDisplay): string | null {
  if (reported === days) return null;
  return days === 1 ? t('not reported yet') : t('{count} of {all} days reported', { count: reported, all: days });
}
