import type { HistoryDisplay } from '../historyPage/historyDisplay';
import { moneyText } from '../historyPage/historySummary';
import { kindNames } from '../historyPage/historyWords';
import type { LedgerEvent } from '../ledger/ledgerEvents';
import { clamped, unit as unitOf } from '../money/money';
import type { AccountId } from '../model/accountId';
import type { EpochMs } from '../time/epoch';

/** A top-up or a grant, in words. */
export interface TopUp {
  readonly account: AccountId;
  readonly title: string;
  readonly unit: string;
  readonly at: EpochMs;
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
  const month = new Intl.DateTimeFormat(locale, { timeZone, year: 'numeric', month: 'long' });
  const came = all
    .flatMap((one) => one.entries.map((entry) => ({ ...one, entry })))
    .filter(({ entry: { kind, to } }) => (kind === 'topUp' || kind === 'grant') && to >= from)
    .sort((a, b) => b.entry.to - a.entry.to)
    .slice(0, mostShown);
  const names = [...new Set(came.map(({ entry }) => month.format(entry.to)))];
  return names.map((name) => {
    const own = came.filter(({ entry }) => month.format(entry.to) === name);
    return { name, sums: sumsOf(own, display), topUps: own.map((one) => topUp(one, display)) };
  });
}

type Came = Omit<Entered, 'entries'> & { readonly entry: LedgerEvent };

function topUp({ account, title, unit, entry: { kind, amount, from, to, atLeast } }: Came, display: HistoryDisplay): TopUp {
  const { locale, timeZone, hidden, t } = display;
  const money = `+${moneyText(unitOf(unit), hidden, display)(amount)}`;
  const between = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'medium', timeStyle: 'short' }).formatRange(from, to);
  const text = atLeast ? t('at least {amount}', { amount: money }) : money;
  return { account, title, unit, at: to, kind: kindNames(t)[kind], amount: text, between };
}

function sumsOf(came: readonly Came[], display: HistoryDisplay): readonly string[] {
  return [...new Set(came.map(({ unit }) => unit))].map((unit) => {
    const own = came.filter((one) => one.unit === unit);
    const sum = moneyText(unitOf(unit), display.hidden, display)(clamped(own.reduce((all, { entry }) => all + entry.amount, 0)));
    return own.some(({ entry }) => entry.atLeast) ? display.t('at least {amount}', { amount: sum }) : sum;
  });
}
