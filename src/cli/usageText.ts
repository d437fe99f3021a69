import type { UsageTotal } from '../core/explained/usageTotals';
import type { Tokens } from '../core/usage/tokens';
import { padded, width } from './columns';
import { skipLines, type SkippedLogs } from './skipLines';

/** `usage --json`, one for each tool; the shape is public. */
export interface ShownUsage extends UsageTotal, SkippedLogs {
  readonly filesRead: number;
}

const headings = ['Tool', 'Calls', 'Input', 'Cache read', 'Cache written', 'Output'];
const isNumber = (column: number): boolean => column > 0 && column < headings.length;

export const noLogs = 'No logs of AI tools were found here.';

/**
 * A table of what each tool used; below it what was passed over, and what has no tokens or no price.
 * @param hasOwnPrices whether a person says of prices what no list does
 */
export function usageText(tools: readonly ShownUsage[], hasOwnPrices: boolean): string {
  const seen = tools.filter(({ filesRead, filesSkipped }) => filesRead + filesSkipped > 0);
  if (seen.length === 0) return noLogs;
  const head = [...headings, hasOwnPrices ? 'With your prices' : 'At list prices'];
  const rows = [
    head,
    ...seen.map(({ tool, calls, tokens, amounts }) => [
      tool,
      calls === 0 && amounts.length > 0 ? '–' : count(calls),
      ...counts(tokens),
      amountsText(amounts),
    ]),
  ];
  const widths = head.map((_heading, column) => Math.max(...rows.map((row) => width(row[column] ?? ''))));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => padded(cell, widths[column] ?? 0, isNumber(column)))
      .join('  ')
      .trimEnd(),
  );
  const notes = seen.flatMap(notesOf);
  return [...lines, ...(notes.length === 0 ? [] : ['', ...notes])].join('\n');
}

function counts({ input, cacheRead, cacheWrite5m, cacheWrite1h, output }: Tokens): readonly string[] {
  return [input, cacheRead, cacheWrite5m + cacheWrite1h, output].map(count);
}

/** Two currencies are two views of the same calls. */
function amountsText(amounts: UsageTotal['amounts']): string {
  return amounts.length === 0 ? '–' : amounts.map(({ unit, amount }) => `≈ ${amount} ${unit}`).join(' or ');
}

function notesOf({ tool, unmeasured, unpriced, ...logs }: ShownUsage): readonly string[] {
  return [
    ...(unmeasured > 0 ? [`${tool}: ${calls(unmeasured)} without tokens in the log, not in the amount.`] : []),
    ...(unpriced > 0 ? [`${tool}: ${calls(unpriced)} without a known price, not in the amount.`] : []),
    ...skipLines({ tool, ...logs }),
  ];
}

function calls(number: number): string {
  return number === 1 ? '1 call' : `${count(number)} calls`;
}

function count(number: number): string {
  return number.toLocaleString('en');
}
