import { historyFormats } from '../../src/core/history/historyFormats';
import type { HistoryRow } from '../../src/core/history/historyRow';

function historyText(format: keyof typeof historyFormats, rows: readonly HistoryRow[]): string {
  const { head, row, foot, none } = historyFormats[format];
  return rows.length === 0 ? none : head + rows.map((one, index) => row(one, index === 0)).join('') + foot;
}

export const historyCsv = (rows: readonly HistoryRow[]): string => historyText('csv', rows);
export const historyJson = (rows: readonly HistoryRow[]): string => historyText('json', rows);
