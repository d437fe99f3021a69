import { historyCsv } from '../core/history/historyCsv';
import { historyJson } from '../core/history/historyJson';
import type { HistoryRow } from '../core/history/historyStore';
import { toDecimal, unit } from '../core/money/money';
import { oneLine, plainJson } from '../core/text/plainText';
import type { CommandText } from './ledgerCommand';

export interface HistoryArguments {
  readonly command: 'history';
  readonly file: string;
  readonly account?: string;
  readonly days?: number;
  readonly format: 'table' | 'json' | 'csv';
  readonly now: number;
}

export type ReadRows = (
  file: string,
) => { readonly ok: true; readonly rows: readonly HistoryRow[] } | { readonly ok: false; readonly problems: readonly string[] };

/** The readings of a file, oldest first, so that history can be used outside the editor. */
export function historyCommand({ file, account, days, format, now }: HistoryArguments, read: ReadRows): CommandText {
  const found = read(file);
  if (!found.ok) return { ok: false, reason: found.problems.join('\n') };
  const from = days === undefined ? -Infinity : now - days * 24 * 3_600_000;
  const rows = found.rows
    .filter((row) => (account === undefined || row.account === account) && row.reading.at >= from)
    .sort((a, b) => a.reading.at - b.reading.at);
  switch (format) {
    case 'json':
      return { ok: true, text: plainJson(historyJson(rows).trimEnd()) };
    case 'csv':
      // Its lines end as RFC 4180 has them, the last one too.
      return { ok: true, text: historyCsv(rows), isWhole: true };
    case 'table':
      return { ok: true, text: rows.length === 0 ? 'No readings.' : rows.map(line).join('\n') };
  }
}

function line({ account, unit: unitName, cap, reading: { at, available } }: HistoryRow): string {
  const amount = `${toDecimal(available, unit(unitName))} ${oneLine(unitName)}`;
  return `${new Date(at).toISOString()}  ${oneLine(account)}  ${amount}${cap === undefined ? '' : `  (cap: ${oneLine(cap)})`}`;
}
