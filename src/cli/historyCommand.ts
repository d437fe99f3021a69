import { historyFormats, type HistoryFormat } from '../core/history/historyFormats';
import type { HistoryRow } from '../core/history/historyRow';
import { toDecimal, unit } from '../core/money/money';
import type { HistorySource } from './historyFile';
import { oneLine } from '../core/text/plainText';
import type { AccountId } from '../core/model/accountId';

export interface HistoryArguments extends HistorySource {
  readonly command: 'history';
  readonly account?: AccountId;
  readonly days?: number;
  readonly format: keyof typeof formats;
  readonly now: number;
}

/** Rows one after the other, oldest first; at the end, what kept the rest from being read. */
export type ReadRows = (
  file: string,
  wanted: { readonly account: AccountId | null; readonly from: number },
) => Generator<HistoryRow, readonly string[], undefined>;

/** Text to print as it is, piece by piece; at the end, what is wrong. */
export type TextInPieces = Generator<string, readonly string[], undefined>;

const formats = {
  ...historyFormats,
  table: { head: '', row: (row) => `${line(row)}\n`, foot: '', none: 'No readings.\n' },
} as const satisfies Readonly<Record<string, HistoryFormat>>;

/** The readings of a file, oldest first, so that history can be used outside the editor. However many there are, few are held at once. */
export function* historyCommand(file: string, { account, days, format, now }: HistoryArguments, read: ReadRows): TextInPieces {
  const [from, to] = days === undefined ? [-Infinity, Infinity] : [now - days * 24 * 3_600_000, now];
  const rows = upTo(read(file, { account: account ?? null, from }), to);
  const { head, row: textOf, foot, none } = formats[format];
  let next = rows.next();
  // What cannot be read at all begins nothing.
  if (next.done === true) {
    if (next.value.length === 0) yield none;
    return next.value;
  }
  yield head;
  for (let isFirst = true; next.done !== true; next = rows.next()) {
    yield textOf(next.value, isFirst);
    isFirst = false;
  }
  yield foot;
  return next.value;
}

function* upTo(rows: ReturnType<ReadRows>, to: number): ReturnType<ReadRows> {
  for (let next = rows.next(); ; next = rows.next()) {
    if (next.done === true) return next.value;
    if (next.value.reading.at <= to) yield next.value;
  }
}

function line({ account, unit: unitName, cap, reading: { at, available } }: HistoryRow): string {
  const amount = `${toDecimal(available, unit(unitName))} ${oneLine(unitName)}`;
  return `${new Date(at).toISOString()}  ${oneLine(account)}  ${amount}${cap === undefined ? '' : `  (cap: ${oneLine(cap)})`}`;
}
