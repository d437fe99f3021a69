import type { HistoryRow } from '../history/historyRow';
import type { SharedEntry } from './sharedEntry';

/** 1 January 3000: a clock may be wrong by years, and a calendar of the server still has to hold it exactly. */
const end = Date.UTC(3000, 0);
const mostText = 1000;
const mostRows = 1000;

/**
 * Whether a database gives it back as it is. One that does not fit would be refused each time anew, and hold up all that follow it.
 * A text with a zero character or half a character is none to PostgreSQL.
 * @see https://www.postgresql.org/docs/current/datatype-character.html
 */
export function entryFits({ place, entry }: SharedEntry): boolean {
  const { account, epoch, at, rows, spend, days } = entry;
  return (
    isText(place, 100_000) &&
    isText(account) &&
    isTime(at) &&
    Number.isSafeInteger(epoch) &&
    rows.length <= mostRows &&
    rows.every((row) => row.account === account && rowFits(row)) &&
    spend.every(({ account: of, unit }) => of === account && isText(unit)) &&
    days.every(({ unit }) => isText(unit))
  );
}

function rowFits({ unit, cap, reading, resetsAt }: HistoryRow): boolean {
  return (
    isText(unit) &&
    (cap === undefined || isText(cap)) &&
    isTime(reading.at) &&
    Number.isSafeInteger(reading.epoch) &&
    (resetsAt === undefined || isTime(resetsAt))
  );
}

function isText(text: string, most = mostText): boolean {
  return text.length <= most && text.isWellFormed() && !text.includes('\0');
}

function isTime(at: number): boolean {
  return Number.isSafeInteger(at) && at >= 0 && at < end;
}
