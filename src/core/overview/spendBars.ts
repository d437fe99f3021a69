import { clamped, maxMicros, type Micros } from '../money/money';
import { isOfEarlierDay } from '../ledger/ledgerDays';
import type { AccountId } from '../model/accountId';
import type { DayKey } from '../time/calendar';
import { dayMs } from '../time/durations';
import { mondayOf } from '../time/utcDays';
import { firstDayOf, type OverviewBars, type OverviewRange } from '../historyPage/overviewSelection';
import { spentIn, type SpendSeries } from './spendSeries';

/** Spend of one unit, stacked by account. */
export interface SpendBars {
  readonly unit: string;
  readonly per: OverviewBars;
  /** Those that cost most first; the rest together is the last. */
  readonly series: readonly BarSeries[];
  /** Oldest first, without a gap. */
  readonly bars: readonly SpendBar[];
  /** Of any day before today something is known. */
  readonly hasPast: boolean;
}

export interface BarSeries {
  /** null: several accounts together. */
  readonly account: AccountId | null;
  readonly title: string;
  readonly source: SpendSeries['source'] | 'both';
}

export interface SpendBar {
  readonly from: DayKey;
  readonly to: DayKey;
  /** Of each series that has one, by its place in the list. */
  readonly parts: readonly BarPart[];
  /** Those without a part of which nobody knows that nothing was spent. */
  readonly unknown: readonly number[];
}

export interface BarPart {
  readonly series: number;
  readonly amount: Micros;
  readonly atLeast: boolean;
  /** Some of it may belong to an earlier bar. */
  readonly late: boolean;
}

/** As many as can be told apart by colour. */
const mostSeries = 8;

export function spendBars(
  all: readonly SpendSeries[],
  unit: string,
  range: OverviewRange,
  per: OverviewBars,
  today: DayKey,
  others: (count: number) => string,
): SpendBars {
  const from = firstDayOf(range, today);
  const ranked = all
    .filter((one) => one.unit === unit)
    .map((one) => ({ one, amount: spentIn(one, from, today).amount }))
    .sort((a, b) => b.amount - a.amount || (a.one.title < b.one.title ? -1 : 1))
    .map(({ one }) => one);
  const kept = ranked.length > mostSeries ? ranked.slice(0, mostSeries - 1) : ranked;
  const rest = ranked.slice(kept.length);
  const groups = [...kept.map((one) => [one]), ...(rest.length > 0 ? [rest] : [])];
  return {
    unit,
    per,
    hasPast: ranked.some(({ first }) => first < today),
    series: groups.map((group) => ({
      account: group.length === 1 ? (group[0]?.account ?? null) : null,
      title: group.length === 1 ? (group[0]?.title ?? '') : others(group.length),
      source: sourceOf(group),
    })),
    bars: spansOf(from, today, per).map((span) => barOf(groups, span)),
  };
}

function sourceOf(group: readonly SpendSeries[]): BarSeries['source'] {
  const [first] = group;
  return first && group.every(({ source }) => source === first.source) ? first.source : 'both';
}

function barOf(groups: readonly (readonly SpendSeries[])[], span: Span): SpendBar {
  const parts = groups.map((group, series) => partOf(group, series, span));
  const isUnknown = (group: readonly SpendSeries[]): boolean => group.some((one) => spentIn(one, span.from, span.to).atLeast);
  const unknown = groups.flatMap((group, series) => (parts[series]?.length === 0 && isUnknown(group) ? [series] : []));
  return { ...span, parts: parts.flat(), unknown };
}

function partOf(group: readonly SpendSeries[], series: number, { from, to }: Span): readonly BarPart[] {
  let [amount, atLeast, late] = [0, false, false];
  for (const { days } of group)
    for (let day = from; day <= to; day += 1) {
      const spent = days.get(day);
      if (!spent) continue;
      amount += spent.amount;
      atLeast ||= spent.atLeast;
      late ||= isOfEarlierDay(spent.since, from);
    }
  // A provider that gives money back reports less than nothing: a bar has no room for it.
  return amount > 0 || atLeast ? [{ series, amount: clamped(Math.max(0, amount)), atLeast: atLeast || amount > maxMicros, late }] : [];
}

type Span = Pick<SpendBar, 'from' | 'to'>;

/** The first and the last are cut where the range is. */
function spansOf(from: DayKey, to: DayKey, per: OverviewBars): readonly Span[] {
  const spans: Span[] = [];
  for (let day = from; day <= to;) {
    const next = nextStart(day, per);
    spans.push({ from: day, to: Math.min(next - 1, to) });
    day = next;
  }
  return spans;
}

function nextStart(day: DayKey, per: OverviewBars): DayKey {
  switch (per) {
    case 'day':
      return day + 1;
    case 'week':
      return mondayOf(day) + 7;
    case 'month': {
      const date = new Date(day * dayMs);
      return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) / dayMs;
    }
  }
}
