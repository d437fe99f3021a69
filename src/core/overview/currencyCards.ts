import { numberFormat } from '../text/numberFormat';
import type { AccountFacts } from '../views/accountView';
import type { HistoryDisplay } from '../historyPage/historyDisplay';
import { moneyText } from '../historyPage/historySummary';
import { boundText } from '../views/ledgerText';
import { isAnswer, type SpendWindow } from '../ledger/ledgerDays';
import { boundedSum, isCurrency, micros, unit as unitOf } from '../money/money';
import type { DayKey } from '../time/calendar';
import { formatAge } from '../time/age';
import { firstDayOf, dayCounts, type OverviewRange } from '../historyPage/overviewSelection';
import { heldBy, unknownOf, withoutText, type Held } from './held';
import { spentIn, sumOf, type SpendSeries } from './spendSeries';

/** What there is of one unit, and how it goes. Units are never added. */
export interface CurrencyCard {
  readonly unit: string;
  /** How many accounts have it, in words. */
  readonly accounts: string;
  /** null where no balance of the unit is known. */
  readonly left: string | null;
  readonly owed: string | null;
  /** How many of the accounts are not in what is left, in words; null where all are. */
  readonly without: string | null;
  /** When the oldest of the balances was read. */
  readonly asOf: string | null;
  /** Others were read later. */
  readonly isOldest: boolean;
  readonly today: string | null;
  readonly period: string | null;
  /** Against as many days before; null where one of the two is a bound. */
  readonly change: { readonly text: string; readonly isMore: boolean } | null;
  /** Names of accounts whose share is reported by the provider, and how much that is. */
  readonly reported: string | null;
}

/** Currencies first, then other units, each by name. */
export function currencyCards(
  facts: readonly AccountFacts[],
  series: readonly SpendSeries[],
  range: OverviewRange,
  today: DayKey,
  display: HistoryDisplay,
): readonly CurrencyCard[] {
  const held = facts.map((one) => heldBy(one, display.now));
  const units = [...new Set([...held.flat(), ...facts.flatMap(unknownOf), ...series].map(({ unit }) => unit))];
  const isMoney = (name: string): number => Number(!isCurrency(unitOf(name)));
  units.sort((a, b) => isMoney(a) - isMoney(b) || (a < b ? -1 : 1));
  return units.map((name) => {
    const ids = facts.filter((one, index) => {
      const ownSeries = series.filter(({ account }) => account === one.account.id);
      return [...(held[index] ?? []), ...unknownOf(one), ...ownSeries].some(({ unit }) => unit === name);
    });
    const own = held.flat().filter(({ unit }) => unit === name);
    const withoutBalance = ids.length - held.filter((list) => list.some(({ unit }) => unit === name)).length;
    const spent = series.filter(({ unit }) => unit === name);
    const isUnknown = ids.some((one) => !spent.some(({ account }) => account === one.account.id));
    const accounts = ids.length === 1 ? display.t('1 account') : display.t('{count} accounts', { count: ids.length });
    return {
      unit: name,
      accounts,
      without: withoutText(withoutBalance, own.length > 0, display),
      ...leftOf(own, name, display),
      ...spendOf(spent, isUnknown, name, range, today, display),
    };
  });
}

function leftOf(held: readonly Held[], name: string, display: HistoryDisplay): Pick<CurrencyCard, 'left' | 'owed' | 'asOf' | 'isOldest'> {
  const { t, hidden } = display;
  const money = moneyText(unitOf(name), hidden, display);
  const textOf = (list: readonly Held[]): string => {
    const { amount, atLeast } = boundedSum(list.map((one) => Math.abs(one.amount)));
    return atLeast ? t('more than {amount}', { amount: money(amount) }) : money(amount);
  };
  const [positive, negative] = [held.filter(({ amount }) => amount >= 0), held.filter(({ amount }) => amount < 0)];
  const kinds = new Set(positive.map(({ kind }) => kind));
  const text = textOf(positive);
  const bounded = kinds.has('atMost') ? t('up to {amount}', { amount: text }) : text;
  return {
    left: positive.length === 0 ? null : kinds.has('estimate') ? `≈ ${bounded}` : bounded,
    owed: negative.length === 0 ? null : textOf(negative),
    isOldest: new Set(held.map(({ at }) => formatAge(at, display))).size > 1,
    asOf: held.length === 0 ? null : formatAge(Math.min(...held.map(({ at }) => at)), display),
  };
}

/** @param isUnknown of some account nobody knows what it spent */
function spendOf(
  series: readonly SpendSeries[],
  isUnknown: boolean,
  name: string,
  range: OverviewRange,
  today: DayKey,
  display: HistoryDisplay,
): Pick<CurrencyCard, 'today' | 'period' | 'change' | 'reported'> {
  const { t, hidden, locale } = display;
  if (series.length === 0) return { today: null, period: null, change: null, reported: null };
  const money = moneyText(unitOf(name), hidden, display);
  const from = firstDayOf(range, today);
  const within = (first: DayKey, last: DayKey): SpendWindow => {
    const sum = sumOf(series.map((one) => spentIn(one, first, last)));
    return { ...sum, atLeast: sum.atLeast || isUnknown };
  };
  const [now, before] = [within(from, today), within(from - dayCounts[range], from - 1)];
  const isExact = [now, before].every(({ atLeast, atMost }) => !atLeast && !atMost) && before.amount > 0 && !hidden;
  const share = numberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const difference = micros(Math.abs(now.amount - before.amount));
  const reporting = series.filter(({ source }) => source === 'reported');
  const told = (spent: SpendWindow): string | null => (isAnswer(spent) ? boundText(spent, money(spent.amount), t) : null);
  const day = within(today, today);
  const ofProviders = told(sumOf(reporting.map((one) => spentIn(one, from, today))));
  return {
    today: told(day),
    period: told(now),
    change:
      isExact && difference * 200 >= before.amount
        ? { text: share.format(difference / before.amount), isMore: now.amount > before.amount }
        : null,
    reported:
      reporting.length === 0 || reporting.length === series.length || ofProviders === null
        ? null
        : t('{amount} of it reported by {accounts}', {
            amount: ofProviders,
            accounts: new Intl.ListFormat(locale).format(reporting.map(({ title }) => title)),
          }),
  };
}
