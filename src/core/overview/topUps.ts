import type { HistoryDisplay } from '../historyPage/historyDisplay';
import { moneyText } from '../historyPage/historySummary';
import { kindNames } from '../historyPage/historyWords';
import { mostEntries } from '../ledger/dayBook';
import type { LedgerEvent } from '../ledger/ledgerEvents';
import { boundedSum, unit as unitOf } from '../money/money';
import type { AccountId } from '../model/accountId';
import { formatAge } from '../time/age';
import { calendarOf } from '../time/calendar';
import { dayStart } from '../time/dayStart';
import { dayMs } from '../time/durations';

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

/** The newest month first; the oldest is a whole one, twelve months ago. A long list is cut, and no sum is but one that says so. */
export function topUpMonths(all: readonly Entered[], display: HistoryDisplay): readonly TopUpMonth[] {
  const { locale, timeZone, now } = display;
  const calendar = calendarOf(timeZone);
  const today = new Date(calendar.dayOf(now) * dayMs);
  const from = dayStart(Date.UTC(today.getUTCFullYear() - 1, today.getUTCMonth(), 1) / dayMs, calendar);
  // To make a format takes longer than to use it.
  const month = new Intl.DateTimeFormat(locale, { timeZone, year: 'numeric', month: 'long' });
  const window = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'medium', timeStyle: 'short' });
  const came = all
    .flatMap((one) => one.entries.map((entry) => ({ ...one, entry })))
    .filter(({ entry: { kind, to } }) => (kind === 'topUp' || kind === 'grant') && to > from)
    .sort((a, b) => b.entry.to - a.entry.to)
    // What ends exactly at midnight belongs to the day that ended.
    .map((one, place) => ({ ...one, month: month.format(one.entry.to - 1), isShown: place < mostShown }));
  // What came before the oldest entry is forgotten where there were too many.
  const cut = all.filter(({ entries }) => entries.length >= mostEntries);
  const isCut = ({ unit, entry }: Came): boolean => cut.some((one) => one.unit === unit && entry.to <= (one.entries[0]?.to ?? 0));
  return [...new Set(came.map((one) => one.month))].map((name) => {
    const own = came.filter((one) => one.month === name);
    return {
      name,
      sums: sumsOf(own, isCut, display),
      topUps: own.filter(({ isShown }) => isShown).map((one) => topUp(one, window, display)),
    };
  });
}

type Came = Omit<Entered, 'entries'> & { readonly entry: LedgerEvent };

function topUp(
  { account, title, unit, entry: { kind, amount, from, to, atLeast } }: Came,
  window: Intl.DateTimeFormat,
  display: HistoryDisplay,
): TopUp {
  const { hidden, t } = display;
  const money = moneyText(unitOf(unit), hidden, display)(amount);
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

function sumsOf(came: readonly Came[], isCut: (one: Came) => boolean, display: HistoryDisplay): readonly string[] {
  return [...new Set(came.map(({ unit }) => unit))].sort().map((unit) => {
    const own = came.filter((one) => one.unit === unit);
    const { amount, atLeast } = boundedSum(own.map(({ entry }) => entry.amount));
    const text = moneyText(unitOf(unit), display.hidden, display)(amount);
    return atLeast || own.some((one) => one.entry.atLeast || isCut(one)) ? display.t('at least {amount}', { amount: text }) : text;
  });
}
