import { csvCells } from './csvCells';

/**
 * The tables of a usage export. `amount`: what was used of each model, key and kind of token, with its price. `cost`: what each model
 * cost. Both by days of UTC, or since August 2026 by stretches that name their zone: days of whoever exported, or hours.
 */
export interface ExportColumns {
  readonly kind: 'amount' | 'cost';
  /** The cell of a line by the name of its column; empty where there is no such column. */
  readonly cell: (cells: readonly string[], name: ExportColumn) => string;
  readonly hasDates: boolean;
  /** How many cells a line has. */
  readonly count: number;
}

const names = [
  'utc_date',
  'start_time_iso',
  'end_time_iso',
  'model',
  'api_key_name',
  'type',
  'price',
  'amount',
  'cost',
  'currency',
] as const;
type ExportColumn = (typeof names)[number];

/**
 * null: the line is no head of such a table. The masked key in it is never read.
 * @see https://github.com/OpenMinis/MinisSkills/pull/60
 */
export function exportColumns(head: string): ExportColumns | null {
  const found = csvCells(head).map((name) => name.trim().toLowerCase());
  const index = new Map(names.map((name) => [name, found.indexOf(name)]));
  const has = (...wanted: readonly ExportColumn[]): boolean => wanted.every((name) => (index.get(name) ?? -1) >= 0);
  const hasDates = has('utc_date');
  if (!has('model') || (!hasDates && !has('start_time_iso', 'end_time_iso'))) return null;
  const kind = has('type', 'price', 'amount') ? 'amount' : has('cost', 'currency') ? 'cost' : null;
  return kind === null ? null : { kind, hasDates, count: found.length, cell: (cells, name) => cells[index.get(name) ?? -1] ?? '' };
}
