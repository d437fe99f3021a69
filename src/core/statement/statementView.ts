import type { HistoryPlace } from '../history/historyStore';
import type { HistoryDisplay } from '../historyPage/historyDisplay';
import { historyNotice } from '../historyPage/historyNotice';
import { moneyText } from '../historyPage/historySummary';
import { tabNames } from '../historyPage/pageTabs';
import { masked } from '../money/masked';
import { isCurrency, unit as unitOf, type Micros } from '../money/money';
import type { AccountId } from '../model/accountId';
import { dayMs } from '../time/durations';
import { monthTexts } from './month';
import type { ReadStatement } from './readStatement';
import { boundText } from '../views/ledgerText';
import { atLeastNote, atMostNote, uncheckedText } from './rowNotes';
import type { Bounds } from './rows';
import type { Statement } from './statement';
import { statementTables, type StatementTable } from './statementTables';
import { statementWords, type StatementTexts, type StatementWords } from './statementWords';

/** Everything the Statement shows, as data that survives JSON. */
export interface StatementView {
  readonly locale: string;
  readonly words: StatementWords;
  readonly tabs: ReturnType<typeof tabNames>;
  readonly notice: string | null;
  /** Histories are being read: accounts are missing until they are. */
  readonly reading: string | null;
  /** `2026-10` */
  readonly month: string;
  readonly title: string;
  /** From when to when, and whose days. */
  readonly span: string;
  /** Newest first. */
  readonly months: readonly MonthChoice[];
  readonly previous: MonthChoice | null;
  readonly next: MonthChoice | null;
  readonly tables: readonly StatementTable[];
  readonly unchecked: readonly { readonly account: AccountId; readonly name: string; readonly text: string }[];
  /** What words and figures mean. */
  readonly legend: readonly string[];
  /** Where there is no table. */
  readonly empty: string | null;
  readonly hasAccounts: boolean;
}

export interface MonthChoice {
  readonly month: string;
  readonly name: string;
}

export interface StatementViewOf {
  readonly read: ReadStatement;
  readonly place: HistoryPlace;
  readonly unread: number;
  readonly display: HistoryDisplay;
}

export function statementView({ read, place, unread, display }: StatementViewOf): StatementView {
  const { statement, months, hasAccounts } = read;
  const { locale, t } = display;
  const texts = textsOf(statement, display);
  const tables = statementTables(statement, texts);
  const nameOf = monthTexts(locale);
  const choices = months.map((month): MonthChoice => ({ month: month.name, name: nameOf(month) }));
  const index = months.findIndex(({ name }) => name === statement.month.name);
  return {
    locale,
    words: statementWords(t),
    tabs: tabNames(t),
    notice: historyNotice(place, display),
    reading: unread === 0 ? null : t('Reading the history: {count} to go.', { count: unread }),
    month: statement.month.name,
    title: t('Statement of {month}', { month: texts.month }),
    span: spanText(statement, display),
    months: choices,
    previous: choices[index + 1] ?? null,
    next: choices[index - 1] ?? null,
    tables,
    unchecked: statement.rows.flatMap((row) =>
      // Where nobody looked at any, those of which something is known are enough.
      row.kind === 'unchecked' && (tables.length > 0 || row.last)
        ? [{ account: row.account, name: row.title, text: uncheckedText(row, texts) }]
        : [],
    ),
    legend: legendOf(statement, display),
    empty: tables.length > 0 ? null : hasAccounts ? t('No readings in {month}.', { month: texts.month }) : t('There is no account yet.'),
    hasAccounts,
  };
}

function textsOf({ month }: Statement, display: HistoryDisplay): StatementTexts {
  const { locale, hidden, t } = display;
  const day = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', dateStyle: 'medium' });
  const amount = (micros: Micros, unit: string): string => moneyText(unitOf(unit), hidden, display)(micros);
  const bounded = (bounds: Bounds, text: string): string => boundText(bounds, text, t);
  return {
    amount,
    bounded,
    // The caption of the table names the unit; a currency's own sign is short.
    cell: (micros, unit) => (hidden ? masked : isCurrency(unit) ? amount(micros, unit) : amount(micros, unit).replace(` ${unit}`, '')),
    boundedCell: bounded,
    tooLarge: hidden ? masked : t('too large'),
    day: (key) => day.format(key * dayMs),
    month: monthTexts(locale)(month),
    t,
  };
}

function spanText({ month, soFar }: Statement, { locale, timeZone, t }: HistoryDisplay): string {
  const days = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', dateStyle: 'medium' });
  if (soFar === null)
    return t('{days}, time zone {zone}', { days: days.formatRange(month.first * dayMs, month.last * dayMs), zone: timeZone });
  const time = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'medium', timeStyle: 'short' }).format(soFar);
  return t('so far: {day} to {time}, time zone {zone}', { day: days.format(month.first * dayMs), time, zone: timeZone });
}

function legendOf({ rows }: Statement, { t }: HistoryDisplay): readonly string[] {
  const told = rows.flatMap((row) => (row.kind === 'unchecked' || !row.reported ? [] : [row.reported]));
  const balances = rows.filter((row) => row.kind === 'balance');
  const shown = rows.some(({ kind }) => kind !== 'unchecked');
  return [
    ...([...told, ...balances].some(({ atLeast }) => atLeast) ? [atLeastNote(t)] : []),
    ...(balances.some(({ atMost }) => atMost) ? [atMostNote(t)] : []),
    ...(told.length > 0 ? [t('Providers report UTC days, so their month begins and ends some hours before or after this one.')] : []),
    ...(shown ? [t('Amounts are rounded here; the CSV has every digit.')] : []),
  ];
}
