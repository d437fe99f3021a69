import type { PastSpendDay } from '../history/reportedSpend';
import { isBound } from '../historyPage/daySums';
import type { LineDays } from '../ledger/lineLedger';
import { isOfEarlierDay, isOpenEnded, type SpendWindow } from '../ledger/ledgerDays';
import { boundedSum, clamped, maxMicros, type Micros } from '../money/money';
import type { AccountId } from '../model/accountId';
import type { DayKey } from '../time/calendar';
import { dayMs } from '../time/durations';
import type { EpochMs } from '../time/epoch';

/** What went on one day. */
export interface SpentDay {
  readonly amount: Micros;
  /** More may have gone. */
  readonly atLeast: boolean;
  /** The earliest day that some of it may belong to. */
  readonly since: DayKey;
}

/** What one account spent in one unit, day by day: derived from its readings, by local days; or as its provider reports it, by UTC days. */
export interface SpendSeries {
  readonly account: AccountId;
  readonly title: string;
  readonly unit: string;
  readonly source: 'derived' | 'reported';
  readonly days: ReadonlyMap<DayKey, SpentDay>;
  /** Nothing is known of the days before the first and after the last of them; Infinity and -Infinity without any. */
  readonly first: DayKey;
  readonly last: DayKey;
}

type Named = Pick<SpendSeries, 'account' | 'title' | 'unit'>;

export function derivedSeries(named: Named, { from, days }: LineDays, dayOf: (at: EpochMs) => DayKey): SpendSeries {
  const known = days.map(({ day, spent: amount, atLeast, since }) => [day, { amount, atLeast, since }] as const);
  const first = days[0]?.day ?? Infinity;
  return { ...named, source: 'derived', days: new Map(known), first: Math.max(first, dayOf(from)), last: days.at(-1)?.day ?? -Infinity };
}

/** @param today the person's; where the day of UTC has begun before it, that day's spend is of today, or it would be in none */
export function reportedSeries(named: Named, told: readonly PastSpendDay[], today: DayKey, now: EpochMs): SpendSeries {
  const days = new Map<DayKey, SpentDay>();
  for (const one of told) {
    if (one.unit !== named.unit) continue;
    const day = Math.min(Math.floor(one.day / dayMs), today);
    const { amount, atLeast } = boundedSum([days.get(day)?.amount ?? 0, one.amount]);
    days.set(day, { amount, atLeast: atLeast || (days.get(day)?.atLeast ?? false) || isBound(one, now), since: day });
  }
  const keys = [...days.keys()];
  return { ...named, source: 'reported', days, first: keys[0] ?? Infinity, last: keys.at(-1) ?? -Infinity };
}

/** What went from the first day to the last, both included, with its bounds. */
export function spentIn({ days, source, first, last }: SpendSeries, from: DayKey, to: DayKey): SpendWindow {
  // Of the day of the first reading, what went before it is not known.
  const isCut = source === 'derived' ? first >= from : first > from;
  let [amount, known, atLeast, atMost] = [0, 0, isCut || last < to, false];
  for (let day = Math.max(from, first); day <= Math.min(to, last); day += 1) {
    const spent = days.get(day);
    if (!spent) continue;
    known += 1;
    amount += spent.amount;
    atLeast ||= spent.atLeast;
    atMost ||= isOfEarlierDay(spent.since, from);
  }
  // A day without a reading is told by the reading behind it; one that a provider did not report is told by nothing.
  const isMissing = source === 'reported' ? known < to - from + 1 : isOpenEnded(dayBehind({ days, first, last }, to), to, days.has(to));
  return { amount: clamped(amount), atLeast: atLeast || isMissing || amount > maxMicros, atMost };
}

function dayBehind({ days, first, last }: Pick<SpendSeries, 'days' | 'first' | 'last'>, to: DayKey): SpentDay | undefined {
  for (let day = Math.max(first, to + 1); day <= last; day += 1) {
    const seen = days.get(day);
    if (seen) return seen;
  }
  return undefined;
}

export function sumOf(windows: readonly SpendWindow[]): SpendWindow {
  const amount = windows.reduce((sum, one) => sum + one.amount, 0);
  return {
    amount: clamped(amount),
    atLeast: amount > maxMicros || windows.some(({ atLeast }) => atLeast),
    atMost: windows.some(({ atMost }) => atMost),
  };
}
