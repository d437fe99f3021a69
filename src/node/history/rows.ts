import type { HistoryRow } from '../../core/history/historyRow';
import type { SeriesBucket } from '../../core/history/historyStore';
import { outcomeNamed, type OutcomeInterval } from '../../core/history/outcomeInterval';
import type { ReportedPart } from '../../core/history/reportedPart';
import type { PastSpend, PastSpendDay } from '../../core/history/reportedSpend';
import { spendWindows } from '../../core/model/reading';
import type { EpochMs } from '../../core/time/epoch';
import { dayMs } from '../../core/time/durations';
import { micros, unit, type Micros } from '../../core/money/money';
import type { PastReading } from '../../core/history/pastReading';
import { accountOf, integer, integerOrNull, text, type SqlRow } from '../sqlite/columns';
import { DamagedRow } from '../sqlite/sqliteFailure';

/** Of a line of readings. */
export function unitName(row: SqlRow): string {
  const name = text(row, 'unit');
  if (name.trim() === '') throw new DamagedRow('unit is blank');
  return name;
}

/** The columns hold seconds. No calendar has a time beyond 8.64e15 ms. https://tc39.es/ecma262/#sec-time-values-and-time-range */
export function time(row: SqlRow | undefined, name: string): EpochMs {
  const at = integer(row, name) * 1000;
  if (Math.abs(at) > 8.64e15) throw new DamagedRow(`${name} is no time`);
  return at;
}

export function amount(row: SqlRow, name: string): Micros {
  return believed(integer(row, name), name);
}

/** Two amounts in one text, the lesser first. */
export function extremes(row: SqlRow, name: string): Pick<SeriesBucket, 'min' | 'max'> {
  const [min = NaN, max = NaN] = text(row, name).split(' ').map(Number);
  return { min: believed(min, name), max: believed(max, name) };
}

function believed(count: number, name: string): Micros {
  try {
    return micros(count);
  } catch (cause) {
    throw new DamagedRow(`${name} is no amount`, { cause });
  }
}

interface ReadingColumns {
  readonly at: string;
  readonly available: string;
  readonly paid: string;
  readonly granted: string;
}

const named: ReadingColumns = { at: 'at', available: 'available', paid: 'paid', granted: 'granted' };
/** Of rows that come as arrays, which takes SQLite half the time of objects. */
export const numbered: ReadingColumns = { at: '0', available: '1', paid: '2', granted: '3' };

/** @param isCap whose limit stands where a balance has what was granted */
export function reading(row: SqlRow, epoch: EpochMs, isCap: boolean, columns = named): PastReading {
  const granted = row[columns.granted] === null ? null : amount(row, columns.granted);
  return {
    at: time(row, columns.at),
    epoch,
    available: amount(row, columns.available),
    paid: row[columns.paid] === null ? null : amount(row, columns.paid),
    granted: isCap ? null : granted,
    ...(isCap && granted !== null ? { limit: granted } : {}),
  };
}

/** With the names of its line, and what else is known of it. */
export function historyRow(row: SqlRow): HistoryRow {
  const cap = text(row, 'cap');
  const past = reading(row, integer(row, 'epoch'), cap !== '');
  const resetsAt = row['resets_at'] === undefined ? null : integerOrNull(row, 'resets_at');
  return {
    account: accountOf(row, 'account'),
    unit: unitName(row),
    ...(cap === '' ? {} : { cap }),
    reading: past,
    ...(resetsAt === null ? {} : { resetsAt: resetsAt * 1000 }),
    ...(row['imported'] === 1 ? { isImported: true } : {}),
  };
}

/** null for a window that a newer version may know. */
export function spendRow(row: SqlRow): PastSpend | null {
  const window = spendWindows.find((span) => span === row['span']);
  if (window === undefined) return null;
  const since = integerOrNull(row, 'since');
  return {
    account: accountOf(row, 'account'),
    epoch: integer(row, 'epoch'),
    unit: unit(unitName(row)),
    window,
    amount: amount(row, 'amount'),
    at: time(row, 'at'),
    ...bound(row),
    ...(since === null ? {} : { since: since * 1000 }),
  };
}

export function spendDay(row: SqlRow): PastSpendDay {
  return {
    day: integer(row, 'day') * dayMs,
    unit: unit(unitName(row)),
    epoch: integer(row, 'epoch'),
    amount: amount(row, 'amount'),
    at: time(row, 'at'),
    ...bound(row),
  };
}

export function spendPart(row: SqlRow): ReportedPart {
  const key = text(row, 'key');
  return {
    from: time(row, 'start'),
    to: time(row, 'until'),
    unit: unit(unitName(row)),
    model: text(row, 'model'),
    key: key === '' ? null : key,
    amount: amount(row, 'amount'),
    ...bound(row),
    requests: integerOrNull(row, 'requests'),
  };
}

function bound(row: SqlRow): { readonly atLeast?: true } {
  return integer(row, 'at_least') === 0 ? {} : { atLeast: true };
}

/** null for an outcome that a newer version may know. */
export function interval(row: SqlRow): OutcomeInterval | null {
  const outcome = outcomeNamed(text(row, 'kind'));
  return outcome === undefined ? null : { from: time(row, 'start'), to: time(row, 'until'), epoch: integer(row, 'epoch'), outcome };
}
