import type { PastSpendDay } from '../history/reportedSpend';
import type { AccountId } from '../model/accountId';
import type { Micros, Unit } from '../money/money';
import { dayMs } from '../time/durations';
import type { EpochMs } from '../time/epoch';
import { utcDayStart } from '../time/utcDays';

/** What a provider said of one model within a period, or of one model and key. */
export interface ReportedPart {
  /** As the provider calls it. */
  readonly model: string;
  readonly amount: Micros;
  /** null: it counts none. */
  readonly requests: number | null;
}

/** What a provider said that a stretch of time cost: a UTC day, or as its export divides time. */
export interface ReportedPeriod {
  readonly from: EpochMs;
  /** Its end, which is not in it. */
  readonly to: EpochMs;
  readonly amount: Micros;
  /** More may have been spent. */
  readonly atLeast: boolean;
  /** As the provider divides the amount; empty where it does not. */
  readonly parts: readonly ReportedPart[];
}

/** What was reported of one account, in one unit. */
export interface ReportedSpend {
  readonly account: AccountId;
  readonly unit: Unit;
  readonly periods: readonly ReportedPeriod[];
}

/**
 * How long a provider may take until a day is in its report. Anthropic's reports are out within 4 hours and at times a day later; OpenAI
 * and Fireworks name no time.
 * @see https://docs.estuary.dev/reference/Connectors/capture-connectors/anthropic/
 */
export const reportedSettleMs = dayMs;

type SpendDayOf = PastSpendDay & { readonly account: AccountId };

/** @param days of one account and unit after the other; of a day that two epochs tell of, the newer one counts and comes last */
export function reportedDays(days: Iterable<SpendDayOf>): readonly ReportedSpend[] {
  const lines = new Map<string, { readonly account: AccountId; readonly unit: Unit; readonly days: Map<EpochMs, ReportedPeriod> }>();
  for (const { account, unit, ...day } of days) {
    const key = JSON.stringify([account, unit]);
    const line = lines.get(key) ?? { account, unit, days: new Map<EpochMs, ReportedPeriod>() };
    line.days.set(day.day, periodOf(day));
    lines.set(key, line);
  }
  return [...lines.values()].map((line) => ({ ...line, periods: [...line.days.values()] }));
}

/** What was told before all of the day can have been in the report is a bound. */
function periodOf({ day, amount, atLeast, at }: Omit<PastSpendDay, 'unit'>): ReportedPeriod {
  const to = day + dayMs;
  return { from: day, to, amount, atLeast: atLeast === true || at < to + reportedSettleMs, parts: [] };
}

/** Where a balance is read, what falls is compared; the days of such accounts are told while they run, and seldom to their end. */
export function withoutBalance(
  reported: readonly ReportedSpend[],
  balances: readonly { readonly account: AccountId; readonly unit: string }[],
): readonly ReportedSpend[] {
  const read = new Set(balances.map(({ account, unit }) => JSON.stringify([account, unit])));
  return reported.filter(({ account, unit }) => !read.has(JSON.stringify([account, unit])));
}

/** Of a day, the last one that can be compared is the one before yesterday: from there as many days as are looked at. */
export function firstReportedDay(since: EpochMs): EpochMs {
  return utcDayStart(since) - reportedSettleMs;
}
