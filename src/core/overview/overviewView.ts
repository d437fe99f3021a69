import { tabNames } from '../historyPage/pageTabs';
import { historyNotice } from '../historyPage/historyNotice';
import type { HistoryDisplay, HistoryReads } from '../historyPage/historyDisplay';
import type { LineDays } from '../ledger/lineLedger';
import type { AccountId } from '../model/accountId';
import { isCurrency, unit as unitOf } from '../money/money';
import { calendarOf, type DayKey } from '../time/calendar';
import { dayMs } from '../time/durations';
import type { EpochMs } from '../time/epoch';
import { titleOf, type AccountFacts } from '../views/accountView';
import { accountsByNeed } from '../views/byNeed';
import { accountRows, type AccountRow } from './accountRows';
import { currencyCards, type CurrencyCard } from './currencyCards';
import { grandTotal, type GrandTotal, type TypedRates } from './grandTotal';
import { heldBy } from './held';
import { needsOf, type Need } from './needs';
import { dayCounts, type OverviewSelection } from '../historyPage/overviewSelection';
import { overviewWords, type OverviewWords } from './overviewWords';
import { soonestOf, type Soonest } from './soonest';
import { spendBars, type SpendBars } from './spendBars';
import { derivedSeries, reportedSeries, type SpendSeries } from './spendSeries';
import { topUpMonths, type TopUpMonth } from './topUps';
import { yearDays, type YearDays } from './yearDays';

/** Everything the Overview shows, as data that survives JSON. */
export interface OverviewView {
  readonly now: EpochMs;
  readonly locale: string;
  readonly timeZone: string;
  readonly hidden: boolean;
  readonly words: OverviewWords;
  readonly tabs: ReturnType<typeof tabNames>;
  readonly notice: string | null;
  readonly selection: OverviewSelection;
  /** Days are counted from 1970 in the person's zone. */
  readonly today: DayKey;
  /** Of bars and calendar, those that something was spent in. */
  readonly units: readonly string[];
  readonly cards: readonly CurrencyCard[];
  /** null unless the person typed rates. */
  readonly total: GrandTotal | null;
  readonly soonest: Soonest | null;
  readonly needs: readonly Need[];
  readonly spend: SpendBars | null;
  readonly rows: readonly AccountRow[];
  /** null where nothing is known of any day. */
  readonly year: YearDays | null;
  readonly topUps: readonly TopUpMonth[];
  /** Histories are being read: what is shown of the past grows. */
  readonly reading: string | null;
}

export interface OverviewOf {
  readonly facts: readonly AccountFacts[];
  readonly store: Pick<HistoryReads, 'spendDays' | 'place'>;
  readonly daysOf: (account: AccountId) => ReadonlyMap<string, LineDays>;
  /** How many accounts' histories are not read yet. */
  readonly unread: number;
  readonly rates: TypedRates | null;
  readonly selection: OverviewSelection;
  readonly display: HistoryDisplay;
}

/** Twelve months, and as long a time before any range to hold it against. */
export function overviewReach(now: EpochMs): EpochMs {
  return now - (2 * dayCounts['1y'] + 1) * dayMs;
}

export function overviewView({ facts, store, daysOf, unread, rates, selection, display }: OverviewOf): OverviewView {
  const { now, locale, timeZone, hidden, t } = display;
  const calendar = calendarOf(timeZone);
  const today = calendar.dayOf(now);
  const lines = facts.map((one) => ({ one, named: { account: one.account.id, title: titleOf(one) }, days: daysOf(one.account.id) }));
  const series = lines.flatMap(({ one, named, days }): readonly SpendSeries[] => {
    const derived = [...days].map(([unit, line]) => derivedSeries({ ...named, unit }, line, calendar.dayOf));
    const told = reportsDays(one) ? store.spendDays(one.account.id, overviewReach(now), now) : [];
    const units = [...new Set(told.map((day) => day.unit))].filter((name) => !days.has(name));
    return [...derived, ...units.map((unit) => reportedSeries({ ...named, unit }, told, today, now))];
  });
  const units = unitsOf(series);
  const unit = units.find((name) => name === selection.unit) ?? units[0] ?? null;
  const { range, per } = selection;
  const views = accountsByNeed(facts, display);
  return {
    now,
    locale,
    timeZone,
    hidden,
    words: overviewWords(t),
    tabs: tabNames(t),
    notice: historyNotice(store.place(), display),
    selection: { range, per, unit },
    today,
    units,
    cards: currencyCards(facts, series, range, today, display),
    total: grandTotal(
      facts.map((one) => heldBy(one, now)),
      rates,
      display,
    ),
    soonest: soonestOf(views, display),
    needs: needsOf(views, display),
    spend:
      unit === null
        ? null
        : spendBars(series, unit, range, per, today, (count) =>
            count === 1 ? t('1 other account') : t('{count} other accounts', { count }),
          ),
    rows: accountRows({ views, series, daysOf, range, today, display }),
    year: unit === null ? null : yearDays(series, unit, today, display),
    topUps: topUpMonths(
      lines.flatMap(({ named, days }) => [...days].map(([name, { entries }]) => ({ ...named, unit: name, entries }))),
      display,
    ),
    reading: unread === 0 ? null : t('Reading the history: {count} to go.', { count: unread }),
  };
}

/** The provider tells what each day cost. */
function reportsDays({ provider, snapshot: { reading } }: AccountFacts): boolean {
  return provider.kind === 'spend' || (reading?.spend.some(({ window }) => window === 'day') ?? false);
}

/** Currencies first, then by what is spent in most accounts. */
function unitsOf(series: readonly SpendSeries[]): readonly string[] {
  const count = (name: string): number => series.filter(({ unit }) => unit === name).length;
  const isOther = (name: string): number => Number(!isCurrency(unitOf(name)));
  return [...new Set(series.map(({ unit }) => unit))].sort((a, b) => isOther(a) - isOther(b) || count(b) - count(a) || (a < b ? -1 : 1));
}
