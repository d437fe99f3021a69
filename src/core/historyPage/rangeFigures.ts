import { boundText, spentText } from '../views/ledgerText';
import { clamped, type Micros } from '../money/money';
import type { SpendWindow } from '../ledger/ledgerDays';
import type { SeriesBucket } from '../history/historyStore';
import type { HistoryDisplay } from './historyDisplay';
import type { Figure } from './historySummary';
import type { FigureSource } from './historyWords';
import type { Bounded, RangeSums } from './rangeSums';
import type { UsualDay } from './usualDay';

/** What is told of the chosen range as a whole. */
export interface RangeView {
  readonly title: string;
  readonly figures: readonly Figure[];
}

export interface RangeOf {
  readonly title: string;
  /** How long the range is, for `the 30 days before`. */
  readonly before: string;
  readonly source: FigureSource;
  readonly sums: RangeSums;
  /** Of as long a time before; null where that is not known from its start. */
  readonly spentBefore: SpendWindow | null;
  /** What was left, as it is drawn. */
  readonly points: readonly SeriesBucket[];
  readonly usual: UsualDay | null;
  /** What is to be known beside the amount. */
  readonly note?: string | null;
}

export function rangeView(of: RangeOf, money: (amount: Micros) => string, display: HistoryDisplay): RangeView {
  const { t } = display;
  const { source, sums, usual, points } = of;
  const figure = (name: string, value: string, detail: string | null = null): Figure => ({ name, value, detail, source });
  const came = (name: string, { amount, atLeast }: Bounded): readonly Figure[] =>
    amount === 0 ? [] : [figure(name, boundText({ atLeast, atMost: false }, money(amount), t))];
  const details = [of.note ?? null, changeText(of, money, display)].filter((text) => text !== null);
  const spent = figure(t('Spent'), spentText(sums.spent, money, t), details.length === 0 ? null : details.join(' · '));
  const least = points.reduce((low, { min }) => Math.min(low, min), Infinity);
  const most = points.reduce((high, { max }) => Math.max(high, max), -Infinity);
  return {
    title: of.title,
    figures: [
      spent,
      ...came(t('Topped up'), sums.toppedUp),
      ...came(t('Granted'), sums.granted),
      ...came(t('Adjusted'), sums.adjusted),
      ...came(t('Expired'), sums.expired),
      ...(usual
        ? [
            figure(
              t('Typical day'),
              boundText({ atLeast: usual.middle.atLeast, atMost: false }, money(usual.middle.amount), t),
              usual.low === usual.high ? null : t('half of the days: {low} to {high}', { low: money(usual.low), high: money(usual.high) }),
            ),
          ]
        : []),
      ...(points.length > 0 ? [figure(t('Highest left'), money(clamped(most))), figure(t('Lowest left'), money(clamped(least)))] : []),
    ],
  };
}

/** Two of which one is a bound have no percentage between them. */
function changeText(
  { sums: { spent }, spentBefore, before }: RangeOf,
  money: (amount: Micros) => string,
  display: HistoryDisplay,
): string | null {
  const { t, locale, hidden } = display;
  if (spentBefore === null) return null;
  const amount = spentText(spentBefore, money, t);
  const isExact = [spent, spentBefore].every(({ atLeast, atMost }) => !atLeast && !atMost) && spentBefore.amount > 0 && !hidden;
  if (!isExact) return t('{before}: {amount}', { before, amount });
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const change = share.format(Math.abs(spent.amount - spentBefore.amount) / spentBefore.amount);
  if (spent.amount === spentBefore.amount) return t('{before}: as much', { before });
  return spent.amount > spentBefore.amount
    ? t('{before}: {amount}, so {change} more now', { before, amount, change })
    : t('{before}: {amount}, so {change} less now', { before, amount, change });
}
