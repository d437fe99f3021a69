import { needsOf } from './needs';
import { accountView, stateName, titleOf, type AccountFacts } from '../views/accountView';
import type { HistoryDisplay } from '../historyPage/historyDisplay';
import { moneyText } from '../historyPage/historySummary';
import type { AccountState } from '../model/accountState';
import type { AccountId } from '../model/accountId';
import { headline } from '../model/headline';
import { boundText } from '../views/ledgerText';
import { thresholdsOf } from '../views/accountView';
import type { LineDays } from '../ledger/lineLedger';
import type { SpendWindow } from '../ledger/ledgerDays';
import { unit as unitOf, type Micros } from '../money/money';
import type { DayKey } from '../time/calendar';
import type { EpochMs } from '../time/epoch';
import { firstDayOf, type OverviewRange } from '../historyPage/overviewSelection';
import { runsOut } from './soonest';
import { spentIn, type SpendSeries } from './spendSeries';

/** One account in the table: words, and numbers to sort by. */
export interface AccountRow {
  readonly account: AccountId;
  readonly title: string;
  readonly state: AccountState;
  /** null where all is well. */
  readonly badge: string | null;
  readonly left: string;
  /** Of each of the last thirty days what was left at its end, or what the day cost; null where nobody knows. */
  readonly days: readonly (Micros | null)[];
  readonly daysAre: 'left' | 'spent';
  readonly today: string | null;
  readonly period: string | null;
  readonly runsOut: string | null;
  readonly at: EpochMs | null;
  /** Amounts are compared within a unit alone. */
  readonly sort: {
    readonly unit: string;
    readonly left: number;
    readonly today: number;
    readonly period: number;
    readonly runsOut: number;
  };
}

const drawnDays = 30;

export interface RowsOf {
  readonly facts: readonly AccountFacts[];
  readonly series: readonly SpendSeries[];
  readonly daysOf: (account: AccountId) => ReadonlyMap<string, LineDays>;
  readonly range: OverviewRange;
  readonly today: DayKey;
  readonly display: HistoryDisplay;
}

export function accountRows({ facts, series, daysOf, range, today, display }: RowsOf): readonly AccountRow[] {
  return inOrder(facts, display).map((one) => {
    const { account, snapshot } = one;
    const view = accountView(one, display);
    const main = snapshot.reading && headline(snapshot.reading.balances, thresholdsOf(account), account.pinnedUnit);
    const own = series.filter((candidate) => candidate.account === account.id);
    const shown = own.find(({ unit }) => unit === main?.unit) ?? own[0];
    const text = (window: SpendWindow | null): string | null =>
      window && shown ? boundText(window, moneyText(unitOf(shown.unit), display.hidden, display)(window.amount), display.t) : null;
    const day = shown ? spentIn(shown, today, today) : null;
    const period = shown ? spentIn(shown, firstDayOf(range, today), today) : null;
    const out = runsOut(one, display);
    const line = main ? daysOf(account.id).get(main.unit) : undefined;
    return {
      account: account.id,
      title: view.title,
      state: view.state,
      badge: view.state === 'ok' || (view.state === 'unknown' && !view.problem) ? null : stateName(view.state, display.t),
      left: view.amount ?? display.t('not checked yet'),
      ...(line ? { days: closings(line, today), daysAre: 'left' } : { days: shown ? costs(shown, today) : [], daysAre: 'spent' }),
      today: text(day),
      period: text(period),
      runsOut: view.state === 'exhausted' ? display.t('now') : (out?.text ?? null),
      at: view.at,
      sort: {
        unit: main?.unit ?? shown?.unit ?? '',
        left: main?.available ?? -Infinity,
        today: day?.amount ?? -1,
        period: period?.amount ?? -1,
        runsOut: view.state === 'exhausted' ? 0 : (out?.days ?? Number.MAX_VALUE),
      },
    };
  });
}

/** What needs the person first, in the order of its card; the rest by name. */
function inOrder(facts: readonly AccountFacts[], display: HistoryDisplay): readonly AccountFacts[] {
  const needed = needsOf(facts, display).map(({ account }) => account);
  const place = ({ account: { id } }: AccountFacts): number => (needed.includes(id) ? needed.indexOf(id) : needed.length);
  return [...facts].sort((a, b) => place(a) - place(b) || (titleOf(a) < titleOf(b) ? -1 : 1));
}

/** A day without a reading ended with what the day before it ended with, as far as anybody knows. */
function closings({ days }: LineDays, today: DayKey): readonly (Micros | null)[] {
  let index = days.findLastIndex(({ day }) => day <= today - drawnDays);
  return Array.from({ length: drawnDays }, (_, back) => {
    const day = today - drawnDays + 1 + back;
    while ((days[index + 1]?.day ?? Infinity) <= day) index += 1;
    return days[index]?.closing ?? null;
  });
}

function costs({ days }: SpendSeries, today: DayKey): readonly (Micros | null)[] {
  return Array.from({ length: drawnDays }, (_, back) => days.get(today - drawnDays + 1 + back)?.amount ?? null);
}
