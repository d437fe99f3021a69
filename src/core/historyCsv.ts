import { exportRow } from './historyJson';
import type { HistoryRow } from './historyStore';

const columns = ['account', 'unit', 'at', 'available', 'paid', 'granted'] as const;

/** RFC 4180, with the byte order mark without which spreadsheets take UTF-8 for something older. */
export function historyCsv(rows: readonly HistoryRow[]): string {
  const lines = rows.map(exportRow).map((row) => columns.map((column) => quoted(row[column] ?? '')));
  return `\uFEFF${[columns, ...lines].map((cells) => `${cells.join(',')}\r\n`).join('')}`;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
