import { csvText } from '../text/csv';
import { exportRow } from './historyJson';
import type { HistoryRow } from './historyRow';

const columns = ['account', 'unit', 'at', 'available', 'paid', 'granted', 'cap', 'limit', 'epoch'] as const;

export function historyCsv(rows: readonly HistoryRow[]): string {
  return csvText([columns, ...rows.map(exportRow).map((row) => columns.map((column) => row[column] ?? ''))]);
}
