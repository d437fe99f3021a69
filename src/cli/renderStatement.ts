import { toDecimal, unit as unitOf } from '../core/money/money';
import { monthTexts } from '../core/statement/month';
import { atLeastNote, atMostNote, uncheckedText } from '../core/statement/rowNotes';
import type { Statement } from '../core/statement/statement';
import { statementTables, type StatementTable, type TableRow } from '../core/statement/statementTables';
import { statementWords, type StatementTexts } from '../core/statement/statementWords';
import { oneLine } from '../core/text/plainText';
import { boundText } from '../core/views/ledgerText';
import { english } from '../core/text/translate';
import { dateOfDay } from '../core/time/dayStart';
import { utcMinute } from '../core/time/isoTime';
import { padded, width, wrapped } from './columns';

/** What a terminal has at least. */
const lineLength = 80;
const words = statementWords(english);

/** Exact amounts in a table for each unit, with sums below, and what there is to say of a row under it. */
export function renderStatement(statement: Statement, timeZone: string): string {
  const { month, soFar, rows } = statement;
  const texts: StatementTexts = {
    amount: (amount, unit) => `${toDecimal(amount, unitOf(unit))} ${oneLine(unit)}`,
    bounded: (bounds, amount) => boundText(bounds, amount, english),
    cell: (amount, unit) => toDecimal(amount, unitOf(unit)),
    boundedCell: ({ atLeast, atMost }, amount) => `${atLeast ? (atMost ? '≈' : '≥') : atMost ? '≤' : ''}${amount}`,
    tooLarge: 'too large',
    day: dateOfDay,
    month: monthTexts('en')(month),
    t: english,
  };
  const tables = statementTables(statement, texts);
  const unchecked = rows.filter((row) => row.kind === 'unchecked');
  const cells = tables.flatMap((table) => [...table.rows, ...table.sums]).flatMap((row) => row.cells);
  const signs = [...boundNotes].filter(([sign]) => cells.some((cell) => cell?.startsWith(sign)));
  const until = soFar === null ? dateOfDay(month.last) : `${utcMinute(soFar)} so far`;
  const parts = [
    [`Statement of ${texts.month}: ${dateOfDay(month.first)} to ${until}, time zone ${timeZone}`],
    ...tables.map((table) => tableLines(table)),
    ...(tables.length === 0 ? [['No readings in this month.']] : []),
    ...(unchecked.length === 0 ? [] : [unchecked.flatMap((row) => noteLines(row.title, uncheckedText(row, texts)))]),
    ...(signs.length === 0 ? [] : [signs.flatMap(([sign, means]) => wrapped(`${sign} ${means}`, lineLength, ''))]),
  ];
  return parts.map((lines) => lines.join('\n')).join('\n\n');
}

const boundNotes: ReadonlyMap<string, string> = new Map([
  ['≥', atLeastNote(english)],
  ['≤', atMostNote(english)],
  ['≈', `About: both. ${atLeastNote(english)} ${atMostNote(english)}`],
]);

function tableLines(table: StatementTable): readonly string[] {
  const heads = ['Account', ...table.columns.map((column) => words.columns[column])];
  const lineOf = ({ name, cells }: TableRow): readonly string[] => [oneLine(name), ...cells.map((cell) => cell ?? '-')];
  const [rows, sums] = [table.rows.map(lineOf), table.sums.map(lineOf)];
  const widths = heads.map((head, column) => Math.max(width(head), ...[...rows, ...sums].map((row) => width(row[column] ?? ''))));
  const whole = widths.reduce((sum, one) => sum + one + 2, -2);
  const line = (row: readonly string[]): string => row.map((cell, column) => padded(cell, widths[column] ?? 0, column > 0)).join('  ');
  const body =
    whole <= lineLength
      ? [line(heads), ...rows.map(line), ...(sums.length === 0 ? [] : ['-'.repeat(whole), ...sums.map(line)])]
      : [...rows, ...sums].flatMap((row) => blockLines(row, heads));
  const notes = [...table.rows, ...table.sums].flatMap(({ name, notes: own }) => (own.length === 0 ? [] : noteLines(name, own.join('; '))));
  return [oneLine(table.unit), ...body, ...notes];
}

/** What has no room in a table: one figure a line. */
function blockLines([name = '', ...cells]: readonly string[], [, ...heads]: readonly string[]): readonly string[] {
  const [left, right] = [Math.max(...heads.map(width)), Math.max(...cells.map(width))];
  const shown = cells.flatMap((cell, index) =>
    cell === '-' ? [] : [`  ${padded(heads[index] ?? '', left)}  ${padded(cell, right, true)}`],
  );
  return [name, ...shown];
}

function noteLines(name: string, text: string): readonly string[] {
  return wrapped(`* ${oneLine(name)}: ${text}`, lineLength, '  ');
}
