import type { ModelPrice } from '../core/explained/modelPrices';
import { priceRows } from '../core/explained/priceRows';
import { english } from '../core/text/translate';
import { padded, width, wrapped } from './columns';

const headings = ['Provider', 'Model', 'Unit', 'Input', 'Cache read', 'Cache write', 'for 1 h', 'Output', 'Tools'];
const lineLength = 100;
const isNumber = (column: number): boolean => column > 2 && column < headings.length - 1;

/** Which price each model gets that is in the logs, for a million tokens, and why; below it the pages that they are from. */
export function pricesText(prices: readonly ModelPrice[], now: number): string {
  const rows = priceRows(prices, { now, toolName: (tool) => tool, t: english });
  if (rows.length === 0) return 'No calls of models were found here, so no price is needed.';
  const cells = [
    headings,
    ...rows.map((row) => [
      ...[row.provider, row.model, row.unit, row.input, row.cacheRead, row.cacheWrite, row.cacheWrite1h, row.output],
      row.tools.join(', '),
    ]),
  ];
  const widths = headings.map((_heading, column) => Math.max(...cells.map((row) => width(row[column] ?? ''))));
  const lines = cells.flatMap((row, index) => [
    row
      .map((cell, column) => padded(cell, widths[column] ?? 0, isNumber(column)))
      .join('  ')
      .trimEnd(),
    ...(index === 0 ? [] : wrapped(rows[index - 1]?.why.join('; ') ?? '', lineLength, '').map((line) => `    ${line}`)),
  ]);
  const pages = [...new Set(rows.flatMap(({ page }) => page ?? []))];
  return ['Prices for a million tokens.', '', ...lines, ...(pages.length === 0 ? [] : ['', ...pages])].join('\n');
}
