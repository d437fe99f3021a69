import { capNames, ofCapName } from '../history/capName';
import type { AccountUnit } from '../history/historyRow';
import type { HistoryLine } from '../history/historyStore';
import type { PastReading } from '../history/pastReading';
import { followCap } from '../ledger/capEvents';
import type { CapPeriod } from '../ledger/capPeriod';
import { followDays } from '../ledger/ledgerDays';
import { readInSlices } from '../ledger/readInSlices';
import type { Cap } from '../model/reading';
import type { Micros } from '../money/money';
import { formatAge } from '../time/age';
import { calendarOf } from '../time/calendar';
import { formatTime } from '../time/formatTime';
import type { AccountFacts } from '../views/accountView';
import { spentText } from '../views/ledgerText';
import type { HistoryDisplay, HistoryReads } from './historyDisplay';
import type { Figure } from './historySummary';
import type { InSteps } from '../history/inSteps';
import { resetText } from './shownLine';
import { dayMs } from '../time/durations';

/** Longer than any day, so that what went on at midnight is seen. */
const reach = 3 * dayMs;

/** What a cap leaves, and what went off it. No runway: a cap is no money, and is set back. */
export function* capFigures(
  store: HistoryReads,
  line: HistoryLine,
  facts: AccountFacts | undefined,
  last: PastReading | undefined,
  money: (amount: Micros) => string,
  display: HistoryDisplay,
): InSteps<readonly Figure[]> {
  const { now, locale, timeZone, t } = display;
  const { dayOf } = calendarOf(timeZone);
  const days = followDays((at) => dayOf(at - 1));
  const period = capPeriodOf(facts, line);
  const changes = followCap(period, days.add);
  const slices = readInSlices((from, to) => store.readings(line, from, to), Math.max(line.first, now - reach), now);
  for (let readings = slices.next(); readings; readings = slices.next()) {
    for (const reading of readings) changes.add(reading);
    yield;
  }
  const today = dayOf(now);
  const spent = days.window(today, 1, !last || dayOf(last.at) < today || dayOf(line.first) > today);
  const told = toldOf(facts, line);
  const isNewer = told !== null && told.at >= (last?.at ?? -Infinity) && told.at <= now;
  const left = isNewer ? told.cap.remaining : (last?.available ?? null);
  const limit = (isNewer ? told.cap.limit : null) ?? last?.limit ?? null;
  const at = isNewer ? told.at : last?.at;
  const often = resetText(period.resets, t);
  const { resetsAt } = period;
  const next =
    resetsAt !== undefined && resetsAt > now
      ? t('resets {time}', { time: formatTime(resetsAt, { locale }) })
      : often && t('resets {period}', { period: often });
  return [
    ...(left === null || at === undefined
      ? []
      : [{ name: t('Left'), value: money(left), detail: formatAge(at, display), source: 'reported' } as const]),
    ...(limit === null ? [] : [{ name: t('Limit'), value: money(limit), detail: next, source: 'reported' } as const]),
    { name: t('Spent today'), value: spentText(spent, money, t), detail: null, source: 'derived' },
  ];
}

/** By its name, and when it is set back next where the latest answer says so. */
export function capPeriodOf(facts: AccountFacts | undefined, line: AccountUnit): CapPeriod {
  const resetsAt = toldOf(facts, line)?.cap.resetsAt;
  return { ...ofCapName(line.cap ?? ''), ...(resetsAt === undefined ? {} : { resetsAt }) };
}

function toldOf(facts: AccountFacts | undefined, { unit, cap }: AccountUnit): { readonly cap: Cap; readonly at: number } | null {
  const reading = facts?.snapshot.reading;
  const named = capNames(reading?.caps ?? []).find(([name, one]) => name === cap && one.unit === unit);
  return reading && named && named[1].remaining !== null ? { cap: named[1], at: reading.at } : null;
}
