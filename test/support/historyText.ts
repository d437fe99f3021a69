import { historyFormats, type HistoryFormat } from '../../src/core/history/historyFormats';
import type { HistoryRow } from '../../src/core/history/historyRow';

export function historyText({ head, row, foot, none }: HistoryFormat, rows: readonly HistoryRow[]): string {
  return rows.length === 0 ? none : head + rows.map((one, index) => row(one, index === 0)).join('') + foot;
}

export const historyCsv = (rows: readonly HistoryRow[]): string => historyText(historyFormats.csv, rows);
export const historyJson = (rows: readonly HistoryRow[]): string => historyText(historyFormats.json, rows);
