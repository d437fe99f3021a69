import { oneLine } from './plainText';

/** RFC 4180, with the byte order mark without which spreadsheets take UTF-8 for something older. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map(csvLine).join('')}`;
}

export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

const number = /^-?\d+(\.\d+)?$/;
/** What a spreadsheet takes for the beginning of a formula, wherever blanks or quotes stand before it. */
const formula = /^[\s'"]*[=+\-@\uff1d\uff0b\uff0d\uff20|%]/;

/** Text of others as one cell that begins no formula. @see https://owasp.org/www-community/attacks/CSV_Injection */
export function csvCell(value: string): string {
  const text = oneLine(value);
  const safe = formula.test(text) && !number.test(text) ? `'${text}` : text;
  return /[",\r\n;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
