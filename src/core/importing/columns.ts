import { fieldsLine } from './fieldsLine';
import { fieldName, roleOf } from './lineWords';
import { unread, type FoundLine } from './writtenLine';

/** The head of a table: what separates its columns, and their names. */
export interface Columns {
  readonly separator: string;
  readonly names: readonly string[];
}

/** null: the line is no head of a table with a time and a balance in it. */
export function columnsOf(line: string): Columns | null {
  for (const separator of ['\t', ';', ',']) {
    const names = cellsOf(line, separator);
    const roles = names.map((name) => roleOf(fieldName(name).replace(/_[a-z]{3}$/, '')));
    if (names.length > 1 && roles.includes('time') && roles.includes('balance') && !/\d{4}/.test(line)) return { separator, names };
  }
  return null;
}

export function tableLine(line: string, { separator, names }: Columns): FoundLine {
  const cells = cellsOf(line, separator);
  // `1,234.56` without quotes is two cells, and the first of them would pass for the balance.
  if (cells.length !== names.length) return unread('otherCells');
  return fieldsLine(names.flatMap((name, index) => [[name, cells[index] ?? ''] as const]));
}

/** Cells as RFC 4180 has them, within one line. */
function cellsOf(line: string, separator: string): readonly string[] {
  const cell = new RegExp(`(?:^|${separator})(?:"((?:[^"]|"")*)"|([^${separator}]*))`, 'g');
  return [...line.matchAll(cell)].map(([, quoted, plain = '']) => (quoted === undefined ? plain.trim() : quoted.replaceAll('""', '"')));
}
