import { csvLine, csvText } from '../text/csv';
import { exportRow } from './historyJson';
import type { HistoryRow } from './historyRow';

const columns = ['account', 'unit', 'at', 'available', 'paid', 'granted', 'cap', 'limit', 'epoch'] as const;

export const historyCsvHead = csvText([columns]);

export function historyCsvLine(one: HistoryRow): string {
  const row = exportRow(one);
  return csvLine(columns.map((column) => row[column] ?? ''));
}
