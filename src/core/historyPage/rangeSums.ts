import { sumOfKind, type BookDay } from '../ledger/dayBook';
import { isOfEarlierDay, isOpenEnded, type SpendWindow } from '../ledger/ledgerDays';
import type { LedgerEvent } from '../ledger/ledgerEvents';
import { clamped, maxMicros, type Micros } from '../money/money';
import type { DayKey } from '../time/calendar';
import { hourMs } from '../time/durations';
import type { TimeSpan } from './historySelection';

/** What went and what came in some time. */
export interface RangeSums {
  readonly spent: SpendWindow;
  readonly toppedUp: Bounded;
  readonly granted: Bounded;
  readonly adjusted: Bounded;
  readonly expired: Bounded;
}

export interface Bounded {
  readonly amount: Micros;
  readonly atLeast: boolean;
}

type Kind = keyof RangeSums;
const all = ['spent', 'toppedUp', 'granted', 'adjusted', 'expired'] as const;

export interface FollowedSums {
  readonly add: (event: LedgerEvent) => void;
  /** @param isCut some of the time is before the first or after the latest of what is known */
  readonly sums: (isCut: boolean) => RangeSums;
}

/** Readings are never so near that none lies across the start; a drop that began no earlier than that is counted where it was seen. */
const straddles = hourMs;

/** Of any time, by the changes that ended in it. */
export function followSums({ from, to }: TimeSpan): FollowedSums {
  const sums = adding();
  return {
    add: (event) => {
      if (event.to <= from || event.to > to) return;
      sums.add(sumOfKind[event.kind], event.amount, event.atLeast, event.amount > 0 && event.from < from - straddles);
    },
    sums: sums.all,
  };
}

/** Of whole days, both included. */
export function sumsOfBook(days: readonly BookDay[], first: DayKey, last: DayKey, isCut: boolean): RangeSums {
  const sums = adding();
  for (const day of days) {
    if (day.day < first || day.day > last) continue;
    // What may have been spent beside a top-up is a bound of nothing, and one all the same.
    for (const kind of all)
      if (day[kind] !== 0 || kind === 'spent')
        sums.add(kind, day[kind], day.atLeast && kind !== 'expired', isOfEarlierDay(day.since, first));
  }
  const end = days.findLastIndex(({ day }) => day <= last);
  return sums.all(isCut || isOpenEnded(days[end + 1], last, days[end]?.day === last));
}

function adding() {
  const amounts = new Map<Kind, { sum: number; atLeast: boolean }>();
  let atMost = false;
  const of = (kind: Kind): Bounded => {
    const { sum = 0, atLeast = false } = amounts.get(kind) ?? {};
    return { amount: clamped(sum), atLeast: atLeast || Math.abs(sum) > maxMicros };
  };
  return {
    add: (kind: Kind, amount: Micros, atLeast: boolean, isEarlier: boolean): void => {
      const known = amounts.get(kind) ?? { sum: 0, atLeast: false };
      amounts.set(kind, { sum: known.sum + amount, atLeast: known.atLeast || atLeast });
      atMost ||= kind === 'spent' && isEarlier;
    },
    all: (isCut: boolean): RangeSums => {
      const spent = of('spent');
      return {
        spent: { ...spent, atLeast: isCut || spent.atLeast, atMost },
        toppedUp: of('toppedUp'),
        granted: of('granted'),
        adjusted: of('adjusted'),
        expired: of('expired'),
      };
    },
  };
}
