import { clamped, maxMicros, type Micros } from '../money/money';
import type { EpochMs } from '../time/epoch';
import type { DayKey } from '../time/calendar';
import type { LedgerEvent } from './ledgerEvents';

export const daysOfBurn = 14;
/** The days of the burn rate, today, and one that readings may have begun in. */
const seenForBurn = daysOfBurn + 2;
/** More than the 31 days of the windows, and those that the burn rate shares drops among: up to 15 for each it looks at. */
const daysKept = 256;

export interface SpendWindow {
  readonly amount: Micros;
  /** More may have been spent: behind a top-up in the window, or on days of it before the first or after the latest reading. */
  readonly atLeast: boolean;
  /** Days without a reading lie before the window, and some of it may be theirs. */
  readonly atMost: boolean;
}

/** That nothing or more was spent is no answer. */
export function isAnswer({ amount, atLeast }: Pick<SpendWindow, 'amount' | 'atLeast'>): boolean {
  return amount !== 0 || !atLeast;
}

/** Days without a reading lie before: a night is let be, and what began at midnight began at the end of the day before. */
export function isOfEarlierDay(since: DayKey, from: DayKey): boolean {
  return since < from - 1;
}

/** A day that was seen, and what of it may belong to days before it. */
export interface SeenDay {
  readonly atLeast: boolean;
  readonly since: DayKey;
}

/**
 * The end of a time was not seen, and more may have been spent in it than was told by then.
 * @param next the first day behind it that was seen @param isLastSeen its last day was seen
 */
export function isOpenEnded(next: SeenDay | undefined, last: DayKey, isLastSeen: boolean): boolean {
  return next !== undefined && (next.since < last || (next.atLeast && !isLastSeen));
}

/** What was spent on a day, as the burn rate has it. */
export interface DaySpend {
  readonly day: DayKey;
  /** Its share of the drops that were seen on it or later. */
  readonly share: number;
  readonly isShareAtLeast: boolean;
}

interface Day extends DaySpend {
  share: number;
  isShareAtLeast: boolean;
  /** A reading besides the very first: that one has no change before it, so a day with no other is no day of spending. */
  isSeen: boolean;
  /** All of the drops that were seen on it. */
  spent: number;
  atLeast: boolean;
  /** The earliest day that one of those began on. */
  since: DayKey;
}

export interface LedgerDays {
  readonly see: (at: EpochMs) => void;
  readonly add: (event: LedgerEvent) => void;
  /** How many of the days that are kept have a reading besides the first. */
  readonly seen: () => number;
  /** @param isCut days of it lie before the first or after the latest reading */
  readonly window: (today: DayKey, days: number, isCut: boolean) => SpendWindow;
  /** Oldest first: as many days as the burn rate looks at, and those between them. */
  readonly ofBurn: () => readonly DaySpend[];
}

/** Sums of each day, so that no figure looks at readings again. */
export function followDays(dayOf: (at: EpochMs) => DayKey): LedgerDays {
  const days: Day[] = [];
  const sumsOf = (day: DayKey): Day => {
    let index = days.length;
    while ((days[index - 1]?.day ?? -Infinity) > day) index -= 1;
    const known = days[index - 1];
    if (known?.day === day) return known;
    const made: Day = { day, share: 0, isShareAtLeast: false, isSeen: false, spent: 0, atLeast: false, since: day };
    days.splice(index, 0, made);
    if (days.length >= 2 * daysKept) days.splice(0, daysKept);
    return made;
  };
  return {
    see: (at) => {
      sumsOf(dayOf(at)).isSeen = true;
    },
    add: ({ kind, from, to, amount, atLeast }) => {
      const [first, last] = [dayOf(from), dayOf(to)];
      const ended = sumsOf(last);
      ended.atLeast ||= atLeast;
      if (kind === 'spend') {
        // A drop counts where it was seen: its amount is exact, its time is not.
        ended.spent += amount;
        if (amount > 0) ended.since = Math.min(ended.since, first);
      } else if (!atLeast) return;
      // A drop over days without a reading is shared by them: ten in a week, seen at its end, are no ten a day.
      const count = Math.max(1, last - first);
      const share = kind === 'spend' ? Math.round(amount / count) : 0;
      for (let day = last - Math.min(count, daysOfBurn + 1) + 1; day <= last; day += 1) {
        const sums = day === last ? ended : sumsOf(day);
        sums.share += share;
        sums.isShareAtLeast ||= atLeast;
      }
    },
    seen: () => days.reduce((count, { isSeen }) => count + Number(isSeen), 0),
    window: (today, length, isCut) => {
      const own = days.slice(days.findLastIndex(({ day }) => day <= today - length) + 1);
      const amount = own.reduce((sum, { spent }) => sum + spent, 0);
      return {
        amount: clamped(amount),
        // More than any amount can hold is still at least that.
        atLeast: isCut || amount > maxMicros || own.some((day) => day.atLeast),
        atMost: own.some(({ since }) => isOfEarlierDay(since, today - length + 1)),
      };
    },
    ofBurn: () => {
      let [index, left] = [days.length, seenForBurn];
      while (index > 0 && left > 0) {
        index -= 1;
        if (days[index]?.isSeen === true) left -= 1;
      }
      // The days of a short history begin where the first drop is shared from.
      return days.slice(left > 0 ? 0 : index);
    },
  };
}
