import type { ReportedPart } from '../history/reportedPart';
import type { PastSpendDay } from '../history/reportedSpend';
import type { AccountId } from '../model/accountId';
import { clamped } from '../money/money';
import { dayMs } from '../time/durations';
import type { EpochMs } from '../time/epoch';
import { utcDayStart } from '../time/utcDays';
import { reportedSettleMs, type ReportedPeriod, type ReportedSpend } from './reportedPeriod';

type Of<T> = T & { readonly account: AccountId };
type Line = Pick<ReportedSpend, 'account' | 'unit'>;

/** From when on days are looked at: the last one that can be compared is the one before yesterday. */
export function firstReportedDay(since: EpochMs): EpochMs {
  return utcDayStart(since) - reportedSettleMs;
}

export interface Reported {
  /** Of a day that two epochs tell of, the newer one counts and comes last. */
  readonly days: readonly Of<PastSpendDay>[];
  /** How models divide such a day; or what was exported of an account. */
  readonly parts: readonly Of<ReportedPart>[];
  /** Where a balance is read, its fall is compared: days of such accounts are told while they run, and seldom to their end. */
  readonly balances: readonly { readonly account: AccountId; readonly unit: string }[];
}

/** What providers reported of each account and unit, where that is what is compared. */
export function reportedLines({ days, parts, balances }: Reported): readonly ReportedSpend[] {
  const read = new Set(balances.map(keyOf));
  const divided = byLine(parts);
  const told = [...byLine(days).values()].filter((line) => !read.has(keyOf(line)));
  const ofDays = told.map((line): ReportedSpend => {
    const ways = new Map(periodsOf(divided.get(keyOf(line))?.all ?? []).map((period) => [`${period.from} ${period.to}`, period.parts]));
    const periods = new Map(line.all.map((day) => [day.day, periodOfDay(day)]));
    return { ...line, periods: [...periods.values()].map((one) => ({ ...one, parts: ways.get(`${one.from} ${one.to}`) ?? [] })) };
  });
  const known = new Set(told.map(keyOf));
  const exported = [...divided.values()].filter((line) => !known.has(keyOf(line)));
  return [...ofDays, ...exported.map((line) => ({ ...line, periods: periodsOf(line.all) }))];
}

function keyOf({ account, unit }: Reported['balances'][number]): string {
  return JSON.stringify([account, unit]);
}

function byLine<T extends Line>(all: readonly T[]): ReadonlyMap<string, Line & { readonly all: readonly T[] }> {
  const lines = new Map<string, Line & { readonly all: T[] }>();
  for (const one of all) {
    const line = lines.get(keyOf(one)) ?? { account: one.account, unit: one.unit, all: [] };
    line.all.push(one);
    lines.set(keyOf(one), line);
  }
  return lines;
}

/** What was told before all of the day can have been in the report is a bound. */
function periodOfDay({ day, amount, atLeast, at }: PastSpendDay): ReportedPeriod {
  const to = day + dayMs;
  return { from: day, to, amount, atLeast: atLeast === true || at < to + reportedSettleMs, parts: [] };
}

function periodsOf(parts: readonly ReportedPart[]): readonly ReportedPeriod[] {
  const byTime = new Map<string, ReportedPart[]>();
  for (const part of parts) {
    const time = `${part.from} ${part.to}`;
    byTime.set(time, [...(byTime.get(time) ?? []), part]);
  }
  return [...byTime.values()].flatMap((all): readonly ReportedPeriod[] => {
    const [first] = all;
    if (first === undefined) return [];
    const amount = clamped(all.reduce((sum, part) => sum + part.amount, 0));
    return [{ from: first.from, to: first.to, amount, atLeast: all.some(({ atLeast }) => atLeast), parts: all }];
  });
}
