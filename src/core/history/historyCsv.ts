import { csvLine, csvText } from '../text/csv';
import type { ExportRow } from './historyJson';

const columns = ['account', 'unit', 'at', 'available', 'paid', 'granted', 'cap', 'limit', 'epoch'] as const;

export const historyCsvHead = csvText([columns]);

export function historyCsvLine(row: ExportRow): string {
  return csvLine(columns.map((column) => row[column] ?? ''));
}
