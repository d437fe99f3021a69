import type { LineDays } from '../core/ledger/lineLedger';
import type { PastSpendDay } from '../core/history/reportedSpend';
import { derivedSeries, reportedSeries, spentIn, type SpendSeries } from '../core/overview/spendSeries';
import { monthBefore, monthOfDay } from '../core/statement/month';
import { calendarOf, type DayKey } from '../core/time/calendar';
import type { EpochMs } from '../core/time/epoch';
import { bounded, type Bounded } from './bound';
import type { KnownAccount } from './knownAccounts';

/** What one account spent in one unit, in spans that end today. */
export interface SpendRow {
  readonly unit: string;
  /** By what its balance lost, in days of the person; or as its provider reports it, in days of UTC. */
  readonly source: 'readings' | 'provider';
  readonly today: Bounded;
  readonly last7Days: Bounded;
  readonly last30Days: Bounded;
  readonly thisMonth: Bounded;
  readonly lastMonth: Bounded;
}

export interface SpendOf {
  readonly known: KnownAccount;
  readonly days: ReadonlyMap<string, LineDays>;
  readonly reported: readonly PastSpendDay[];
  readonly timeZone: string;
  readonly now: EpochMs;
}

/** From the same days as the Overview, so that both tell the same. */
export function spendRows({ known: { id, label }, days, reported, timeZone, now }: SpendOf): readonly SpendRow[] {
  const { dayOf } = calendarOf(timeZone);
  const today = dayOf(now);
  const named = { account: id, title: label };
  const units = [...new Set(reported.map(({ unit }) => unit))];
  const series = [
    ...[...days].map(([unit, line]) => derivedSeries({ ...named, unit }, line, dayOf)),
    ...units.map((unit) => reportedSeries({ ...named, unit }, reported, today, now)),
  ];
  return series.map((one) => rowOf(one, today));
}

function rowOf(series: SpendSeries, today: DayKey): SpendRow {
  const month = monthOfDay(today);
  const before = monthBefore(month);
  const spent = (from: DayKey, to: DayKey): Bounded => bounded(spentIn(series, from, to), series.unit);
  return {
    unit: series.unit,
    source: series.source === 'derived' ? 'readings' : 'provider',
    today: spent(today, today),
    last7Days: spent(today - 6, today),
    last30Days: spent(today - 29, today),
    thisMonth: spent(month.first, today),
    lastMonth: spent(before.first, before.last),
  };
}
