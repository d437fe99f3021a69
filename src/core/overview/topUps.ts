import type { HistoryDisplay } from '../historyPage/historyDisplay';
import { moneyText } from '../historyPage/historySummary';
import { kindNames } from '../historyPage/historyWords';
import type { LedgerEvent } from '../ledger/ledgerEvents';
import { boundedSum, unit as unitOf } from '../money/money';
import type { AccountId } from '../model/accountId';
import { formatAge } from '../time/age';
import type { EpochMs } from '../time/epoch';

/** A top-up or a grant, in words. */
export interface TopUp {
  readonly account: AccountId;
  readonly title: string;
  readonly unit: string;
  readonly when: string;
  readonly kind: string;
  readonly amount: string;
  /** Between which readings it came. */
  readonly between: string;
}

export interface TopUpMonth {
  readonly name: string;
  /** One a unit, as they are never added. */
  readonly sums: readonly string[];
  readonly topUps: readonly TopUp[];
}

export interface Entered {
  readonly account: AccountId;
  readonly title: string;
  readonly unit: string;
  readonly entries: readonly LedgerEvent[];
}

const mostShown = 100;

/** The newest month first. */
export function topUpMonths(all: readonly Entered[], from: EpochMs, display: HistoryDisplay): readonly TopUpMonth[] {
  const { locale, timeZone } = display;
  // To make a format takes longer than to use it.
  const month = new Intl.DateTimeFormat(locale, { timeZone, year: 'numeric', month: 'long' });
  const window = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'medium', timeStyle: 'short' });
  const came = all
    .flatMap((one) => one.entries.map((entry) => ({ ...one, entry })))
    .filter(({ entry: { kind, to } }) => (kind === 'topUp' || kind === 'grant') && to >= from)
    .sort((a, b) => b.entry.to - a.entry.to)
    .slice(0, mostShown)
    .map((one) => ({ ...one, month: month.format(one.entry.to) }));
  return [...new Set(came.map((one) => one.month))].map((name) => {
    const own = came.filter((one) => one.month === name);
    return { name, sums: sumsOf(own, display), topUps: own.map((one) => topUp(one, window, display)) };
  });
}

type Came = Omit<Entered, 'entries'> & { readonly entry: LedgerEvent };

function topUp(
  { account, title, unit, entry: { kind, amount, from, to, atLeast } }: Came,
  window: Intl.DateTimeFormat,
  display: HistoryDisplay,
): TopUp {
  const { hidden, t } = display;
  const money = `+${moneyText(unitOf(unit), hidden, display)(amount)}`;
  const text = atLeast ? t('at least {amount}', { amount: money }) : money;
  return {
    account,
    title,
    unit,
    when: formatAge(to, display),
    kind: kindNames(t)[kind],
    amount: text,
    between: window.formatRange(from, to),
  };
}

function sumsOf(came: readonly Came[], display: HistoryDisplay): readonly string[] {
  return [...new Set(came.map(({ unit }) => unit))].map((unit) => {
    const own = came.filter((one) => one.unit === unit);
    const { amount, atLeast } = boundedSum(own.map(({ entry }) => entry.amount));
    const text = moneyText(unitOf(unit), display.hidden, display)(amount);
    return atLeast || own.some(({ entry }) => entry.atLeast) ? display.t('at least {amount}', { amount: text }) : text;
  });
}
