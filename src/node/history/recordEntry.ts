import type { HistoryEntry } from '../../core/history/historyEntry';
import type { AccountUnit } from '../../core/history/historyRow';
import { intervalOf, type OutcomeInterval } from '../../core/history/outcomeInterval';
import type { ReportedPart } from '../../core/history/reportedPart';
import { isRestated, type PastSpend, type PastSpendDay } from '../../core/history/reportedSpend';
import { dayMs } from '../../core/time/durations';
import type { EpochMs } from '../../core/time/epoch';
import { inOrder, recordReading, toSecond, type LineRows } from './recordReading';
import type { AccountId } from '../../core/model/accountId';

/** What recording needs to see of a place, and to do to it. */
export interface EntryPlace {
  readonly lineRows: (line: AccountUnit, epoch: EpochMs) => LineRows;
  readonly setResetsAt: (line: AccountUnit, epoch: EpochMs, at: EpochMs) => void;
  /** The newest one counts. */
  readonly setEpoch: (account: AccountId, epoch: EpochMs) => void;
  readonly spendDay: (account: AccountId, like: PastSpendDay) => PastSpendDay | undefined;
  readonly putSpendDay: (account: AccountId, day: PastSpendDay) => void;
  /** In the place of what reaches into that time. */
  readonly putParts: (account: AccountId, stretch: Stretch, parts: readonly ReportedPart[]) => void;
  /** Where it is later than what is there. */
  readonly putSpend: (spend: PastSpend, now: EpochMs) => void;
  /** The last that began at that time or before. */
  readonly intervalBefore: (account: AccountId, at: EpochMs) => OutcomeInterval | undefined;
  readonly putInterval: (account: AccountId, interval: OutcomeInterval) => void;
}

/** A time of which parts are told anew. */
export type Stretch = Pick<ReportedPart, 'from' | 'to' | 'unit'>;

/** Writes what is new in an entry. The same entry again changes nothing. */
export function recordEntry(
  place: EntryPlace,
  { account, epoch, at: asked, outcome, rows, spend, days }: HistoryEntry,
  now: EpochMs,
): void {
  place.setEpoch(account, epoch);
  for (const { reading, resetsAt, ...line } of inOrder(rows)) {
    recordReading(place.lineRows(line, epoch), reading, 'changes');
    if (resetsAt !== undefined) place.setResetsAt(line, epoch, toSecond(resetsAt));
  }
  for (const one of spend) place.putSpend({ ...one, at: toSecond(one.at) }, now);
  for (const given of days) {
    const day = { ...given, at: toSecond(given.at) };
    if (!isRestated(place.spendDay(account, day), day, now)) continue;
    place.putSpendDay(account, day);
    place.putParts(account, stretchOf(day), partsOf(day));
  }
  const at = toSecond(asked);
  const interval = intervalOf(place.intervalBefore(account, at), { from: at, to: at, epoch, outcome });
  if (interval) place.putInterval(account, interval);
}

function stretchOf({ day, unit }: PastSpendDay): Stretch {
  return { from: day, to: day + dayMs, unit };
}

function partsOf(day: PastSpendDay): readonly ReportedPart[] {
  return (day.models ?? []).map((one) => ({ ...stretchOf(day), ...one, key: null, requests: null }));
}

/** The time that parts of each unit cover together. */
export function stretchesOf(parts: readonly ReportedPart[]): readonly Stretch[] {
  const stretches = new Map<string, Stretch>();
  for (const { from, to, unit } of parts) {
    const known = stretches.get(unit) ?? { from, to, unit };
    stretches.set(unit, { unit, from: Math.min(known.from, from), to: Math.max(known.to, to) });
  }
  return [...stretches.values()];
}
