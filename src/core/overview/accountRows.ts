import { readText, stateName } from '../views/accountView';
import { needOf, type ShownAccount } from '../views/byNeed';
import type { HistoryDisplay } from '../historyPage/historyDisplay';
import { moneyText } from '../historyPage/historySummary';
import type { AccountState } from '../model/accountState';
import type { AccountId } from '../model/accountId';
import { headline } from '../model/headline';
import { spentText } from '../views/ledgerText';
import { thresholdsOf } from '../views/accountView';
import type { LineDays } from '../ledger/lineLedger';
import { isAnswer, type SpendWindow } from '../ledger/ledgerDays';
import { unit as unitOf, type Micros } from '../money/money';
import type { Translate } from '../text/translate';
import type { DayKey } from '../time/calendar';
import { formatAge } from '../time/age';
import type { EpochMs } from '../time/epoch';
import { firstDayOf, type OverviewRange } from '../historyPage/overviewSelection';
import { runsOut } from './soonest';
import { spentIn, type SpendSeries } from './spendSeries';

/** One account in the table: words, and numbers to sort by. */
export interface AccountRow {
  readonly account: AccountId;
  readonly title: string;
  readonly state: Exclude<AccountState, 'unknown'>;
  /** null where all is well. */
  readonly badge: string | null;
  readonly left: string;
  /** Of each of the last thirty days what was left at its end, or what the day cost; null where nobody knows. */
  readonly days: readonly (Micros | null)[];
  readonly daysAre: 'left' | 'spent';
  readonly today: string | null;
  readonly period: string | null;
  readonly runsOut: string | null;
  /** When what is shown was read. */
  readonly checked: string | null;
  /** The provider has a page for billing. */
  readonly hasBilling: boolean;
  /** All that it has something of. */
  readonly units: readonly string[];
  /** Amounts are compared within a unit alone. */
  readonly sort: {
    readonly unit: string;
    readonly left: number;
    readonly today: number;
    readonly period: number;
    readonly runsOut: number;
    readonly at: EpochMs;
  };
}

const drawnDays = 30;

export interface RowsOf {
  /** In the order of all surfaces. */
  readonly views: readonly ShownAccount[];
  readonly series: readonly SpendSeries[];
  readonly daysOf: (account: AccountId) => ReadonlyMap<string, LineDays>;
  readonly range: OverviewRange;
  readonly today: DayKey;
  readonly display: HistoryDisplay;
}

export function accountRows({ views, series, daysOf, range, today, display }: RowsOf): readonly AccountRow[] {
  return views.map((view) => {
    const one = view.facts;
    const { account, snapshot } = one;
    const state = shownState(view);
    const at = view.at ?? snapshot.reading?.at ?? null;
    const main = snapshot.reading && headline(snapshot.reading.balances, thresholdsOf(account), account.pinnedUnit);
    const own = series.filter((candidate) => candidate.account === account.id);
    const shown = own.find(({ unit }) => unit === main?.unit) ?? own[0];
    const text = (window: SpendWindow | null): string | null =>
      window && shown ? spentText(window, moneyText(unitOf(shown.unit), display.hidden, display), display.t) : null;
    const day = shown ? spentIn(shown, today, today) : null;
    const period = shown ? spentIn(shown, firstDayOf(range, today), today) : null;
    const out = runsOut(one, display);
    const line = main ? daysOf(account.id).get(main.unit) : undefined;
    return {
      account: account.id,
      title: view.title,
      state,
      badge: state === 'ok' ? null : stateName(state, display.t),
      left: leftText(view, main !== null, display.t),
      ...(line ? { days: closings(line, today), daysAre: 'left' } : { days: shown ? costs(shown, today) : [], daysAre: 'spent' }),
      today: shown?.source === 'reported' && day && isAnswer(day) ? display.t('{amount} (UTC)', { amount: text(day) ?? '' }) : text(day),
      period: text(period),
      runsOut: view.state === 'exhausted' ? display.t('now') : (out?.text ?? null),
      checked: readText(view, display.t) ?? (at === null ? null : formatAge(at, display)),
      hasBilling: one.provider.links !== undefined,
      units: [...new Set([...(snapshot.reading?.balances ?? []), ...own].map(({ unit }) => unit))],
      sort: {
        unit: main?.unit ?? shown?.unit ?? '',
        left: main?.available ?? -Infinity,
        today: day?.amount ?? -1,
        period: period?.amount ?? -1,
        runsOut: view.state === 'exhausted' ? 0 : (out?.at ?? Number.MAX_VALUE),
        at: at ?? 0,
      },
    };
  });
}

/** An amount that is old because the key is refused is no longer all right, whatever it is. */
function shownState(view: ShownAccount): AccountRow['state'] {
  const need = needOf(view);
  if (need === null) return 'ok';
  return need === 'refused' ? 'failed' : need;
}

/** What was spent stands in columns of its own. */
function leftText({ amount, estimate, facts: { snapshot, provider } }: ShownAccount, hasBalance: boolean, t: Translate): string {
  const { reading } = snapshot;
  if (!reading) return t('not checked yet');
  const hasCap = reading.caps.some(({ remaining }) => remaining !== null);
  if (hasBalance || estimate !== null || hasCap) return amount ?? '–';
  return provider.kind === 'spend' ? t('spend only') : '–';
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
