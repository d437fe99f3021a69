import type { PastReading } from '../history/pastReading';
import { micros } from '../money/money';
import { calendarOf, type DayKey } from '../time/calendar';
import type { EpochMs } from '../time/epoch';
import type { Burn } from './burn';
import { followDayBook, type DayBook } from './dayBook';
import { epochCause } from './epochs';
import { followKey, type KeyExtent } from './keyLedger';
import { followCycles, type Cycle } from './ledgerCycles';
import { followDays, type SpendWindow } from './ledgerDays';
import { followChanges, unseenSpend, type LedgerEvent } from './ledgerEvents';
import type { Runway } from './runway';

/** What surfaces show of a ledger. */
export interface LedgerFigures {
  readonly spend: SpendWindows;
  /** Spend of a day, over the last 14 days with data; null without any, or where top-ups hide all of it. */
  readonly burnPerDay: Burn | null;
  readonly runway: Runway;
  /** When the running cycle began; null without a reading. */
  readonly cycleFrom: EpochMs | null;
}

/** Local calendar days, today included, so that a day of 23 or 25 hours counts as one. */
export interface SpendWindows {
  readonly today: SpendWindow;
  readonly sevenDays: SpendWindow;
  readonly thirtyDays: SpendWindow;
  readonly cycle: SpendWindow;
}

export interface FollowedLedger {
  /** @param readings oldest first; those that are not later than what there is are left out */
  readonly append: (readings: readonly PastReading[]) => void;
  /** @param now not before the latest reading @param next one that is not appended yet: the runway is that of its amount */
  readonly figures: (now: EpochMs, next?: PastReading) => LedgerFigures;
  /** The newest last; at most 200. */
  readonly cycles: (now: EpochMs) => readonly Cycle[];
  /** Day by day, for tables and sums that reach further back than the figures. */
  readonly book: Pick<DayBook, 'days' | 'entries'>;
  readonly last: () => PastReading | undefined;
  readonly extent: () => LedgerExtent;
}

/** How much past it has. */
export interface LedgerExtent extends KeyExtent {
  /** Infinity without a reading. */
  readonly first: EpochMs;
  /** Epochs lie between one another, since a clock went back. */
  readonly isMixed: boolean;
  /** The whole past of the key is there. */
  readonly isKeyReplaced: boolean;
}

/** A ledger that readings are appended to. What it says of a moment comes from sums by day, not from the readings again. */
export function followLedger(timeZone: string, onEvent: (event: LedgerEvent) => void = () => undefined): FollowedLedger {
  const { dayOf } = calendarOf(timeZone);
  // What ends exactly at midnight belongs to the day that ended.
  const dayOfEnd = (at: EpochMs): DayKey => dayOf(at - 1);
  const days = followDays(dayOfEnd);
  const cycles = followCycles();
  const book = followDayBook(dayOfEnd);
  let ofKey = followKey(dayOfEnd, -Infinity);
  let [first, last, newest]: readonly (PastReading | undefined)[] = [];
  let [isMixed, isOfKey, isKeyReplaced] = [false, true, false];
  const changes = followChanges((event) => {
    days.add(event);
    book.add(event);
    if (isOfKey) {
      ofKey.add(event);
      cycles.add(event);
    }
    onEvent(event);
  });
  const begin = (reading: PastReading, before: PastReading): void => {
    const cause = epochCause(before, reading);
    if (!cause) return;
    const unseen = unseenSpend(before, reading);
    days.add(unseen);
    book.add(unseen);
    if (cause === 'clock') {
      ofKey.addUnseen(unseen);
      cycles.add(unseen);
      return;
    }
    ofKey = followKey(dayOfEnd, reading.epoch);
    cycles.beginAnew(reading);
    isKeyReplaced = true;
  };
  /** Nobody looked today, so what was spent since is not known. */
  const isBehind = (today: DayKey): boolean => !last || dayOf(last.at) < today;
  return {
    append: (readings) => {
      for (const reading of readings) {
        if (last && (reading.at < last.at || (reading.at === last.at && reading.epoch <= last.epoch))) continue;
        first ??= reading;
        if (newest) begin(reading, newest);
        isOfKey = reading.epoch >= ofKey.epoch;
        if (isOfKey) ofKey.see(reading);
        changes.add(reading);
        if (isOfKey) cycles.see(reading);
        book.see(reading);
        last = reading;
        if (newest && reading.epoch < newest.epoch) isMixed = true;
        else newest = reading;
      }
    },
    figures: (now, next) => {
      const today = dayOf(now);
      const within = (length: number): SpendWindow =>
        days.window(today, length, isBehind(today) || (first !== undefined && dayOf(first.at) >= today - length + 1));
      const running = cycles.running(isBehind(today));
      const isOfNewKey = next !== undefined && newest !== undefined && epochCause(newest, next) === 'key';
      return {
        spend: {
          today: within(1),
          sevenDays: within(7),
          thirtyDays: within(30),
          cycle: { amount: running?.spent ?? micros(0), atLeast: running?.atLeast ?? true, atMost: false },
        },
        burnPerDay: ofKey.burn(today),
        runway: isOfNewKey ? { kind: 'collecting' } : ofKey.runway(now, today, newest, next),
        cycleFrom: running?.from ?? null,
      };
    },
    cycles: (now) => cycles.all(isBehind(dayOf(now))),
    book,
    last: () => last,
    extent: () => ({ first: first?.at ?? Infinity, ...ofKey.extent(), isMixed, isKeyReplaced }),
  };
}
