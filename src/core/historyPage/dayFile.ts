import type { HistoryLine } from '../history/historyStore';
import type { InSteps } from '../history/inSteps';
import type { BookDay } from '../ledger/dayBook';
import { decimalOrMask } from '../money/masked';
import { unit as unitOf, type Micros } from '../money/money';
import { csvText } from '../text/csv';
import { calendarOf } from '../time/calendar';
import { dateOfDay, dayStart } from '../time/dayStart';
import type { EpochMs } from '../time/epoch';
import type { HistoryReads } from './historyDisplay';
import type { TimeSpan } from './historySelection';
import { readLedger } from './spanReadings';

const columns = [
  'account',
  'unit',
  'day',
  'opening',
  'spent',
  'toppedUp',
  'granted',
  'adjusted',
  'expired',
  'closing',
  'atLeast',
  'since',
  'broken',
];

/**
 * The local days that a span touches, as CSV, a row for each that has a reading, the oldest first. `since` is the earliest day that some of
 * what was spent may belong to.
 */
export function* dayFile(
  store: HistoryReads,
  line: HistoryLine,
  { from, to }: TimeSpan,
  timeZone: string,
  now: EpochMs,
  isMasked: boolean,
): InSteps<{ readonly text: string; readonly count: number }> {
  const calendar = calendarOf(timeZone);
  const [first, last] = [calendar.dayOf(from), calendar.dayOf(to - 1)];
  const ledger = yield* readLedger(store, line, now, timeZone, dayStart(first, calendar));
  const days = ledger?.days.days.filter(({ day }) => day >= first && day <= last) ?? [];
  const amount = (value: Micros): string => decimalOrMask(value, unitOf(line.unit), isMasked);
  const row = ({
    day,
    opening,
    spent,
    toppedUp,
    granted,
    adjusted,
    expired,
    closing,
    atLeast,
    since,
    broken,
  }: BookDay): readonly string[] => [
    line.account,
    line.unit,
    dateOfDay(day),
    ...[opening, spent, toppedUp, granted, adjusted, expired, closing].map(amount),
    String(atLeast),
    dateOfDay(since),
    String(broken !== null),
  ];
  return { text: csvText([columns, ...days.map(row)]), count: days.length };
}
