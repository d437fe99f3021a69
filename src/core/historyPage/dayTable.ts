import type { BookDay } from '../ledger/dayBook';
import type { EpochCause } from '../ledger/epochs';
import { isOfEarlierDay } from '../ledger/ledgerDays';
import type { Micros } from '../money/money';
import type { DayKey } from '../time/calendar';

/** One day, or days one after the other of which nothing is known. What is left out is nothing. */
export interface DayRow {
  readonly day: DayKey;
  /** The last of the days without a reading; then there is nothing else. */
  readonly unknownTo?: DayKey;
  readonly opening?: Micros;
  readonly closing?: Micros;
  readonly spent?: Micros;
  readonly toppedUp?: Micros;
  readonly granted?: Micros;
  readonly adjusted?: Micros;
  readonly expired?: Micros;
  readonly atLeast?: true;
  /** Some of what was spent may belong to days from then on. */
  readonly since?: DayKey;
  /** Opening and closing are of two keys, or by two clocks. */
  readonly broken?: EpochCause | 'unknown';
  readonly settling?: true;
}

export interface DayTable {
  /** The newest first. */
  readonly rows: readonly DayRow[];
  /** Older days of the range are still being read. */
  readonly isReading: boolean;
  /** Older days that are too many to be listed. */
  readonly more: number;
}

/** Two years. */
const mostRows = 732;

export interface BookTableOf {
  readonly days: readonly BookDay[];
  readonly first: DayKey;
  readonly last: DayKey;
  readonly today: DayKey;
  /** Why a day is broken, by that day. */
  readonly breaks: ReadonlyMap<DayKey, EpochCause>;
  readonly isReading: boolean;
}

export function bookTable({ isReading, ...of }: BookTableOf): DayTable {
  return tableOf(bookRows(of), isReading);
}

/** The oldest first. */
function bookRows({ days, first, last, today, breaks }: Omit<BookTableOf, 'isReading'>): readonly DayRow[] {
  return days
    .filter(({ day }) => day >= first && day <= last)
    .map((day) => ({
      day: day.day,
      opening: day.opening,
      closing: day.closing,
      spent: day.spent,
      ...some(day),
      ...(day.atLeast ? { atLeast: true as const } : {}),
      ...(isOfEarlierDay(day.since, day.day) ? { since: day.since } : {}),
      ...(day.broken !== null ? { broken: breaks.get(day.day) ?? ('unknown' as const) } : {}),
      ...(day.day === today ? { settling: true as const } : {}),
    }));
}

/** Newest first, with the days between them that are missing. */
export function tableOf(oldestFirst: readonly DayRow[], isReading = false): DayTable {
  const rows = oldestFirst.flatMap((row, index) => {
    const before = oldestFirst[index - 1];
    return before && row.day > before.day + 1 ? [{ day: before.day + 1, unknownTo: row.day - 1 }, row] : [row];
  });
  return { rows: rows.slice(-mostRows).reverse(), isReading, more: Math.max(0, rows.length - mostRows) };
}

function some(day: BookDay): Pick<DayRow, 'toppedUp' | 'granted' | 'adjusted' | 'expired'> {
  return Object.fromEntries(
    (['toppedUp', 'granted', 'adjusted', 'expired'] as const).flatMap((kind) => (day[kind] === 0 ? [] : [[kind, day[kind]]])),
  );
}
