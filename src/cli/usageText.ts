import type { Tokens } from '../core/usage/tokens';
import type { UsageTotal } from '../core/explained/usageTotals';
import { columns } from './columns';

export interface ToolUsage extends UsageTotal {
  readonly tool: string;
  readonly filesRead: number;
  readonly filesSkipped: number;
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
}

const headings = ['Tool', 'Calls', 'Input', 'Cache read', 'Cache written', 'Output', 'At list prices'] as const;
const shownSkips = 5;

/** A table of what each tool used; what was passed over, and what has no price or no tokens, below it. */
export function usageText(tools: readonly ToolUsage[]): string {
  const seen = tools.filter(({ filesRead, filesSkipped }) => filesRead + filesSkipped > 0);
  if (seen.length === 0) return 'No logs of AI tools were found here.';
  const rows = seen.map(({ tool, calls, tokens, amounts }) => [tool, count(calls), ...tokenCells(tokens), amountsText(amounts)]);
  return [...columns([headings, ...rows], [1, 2, 3, 4, 5]), ...notes(seen)].join('\n');
}

function tokenCells({ input, cacheRead, cacheWrite5m, cacheWrite1h, output }: Tokens): readonly string[] {
  return [input, cacheRead, cacheWrite5m + cacheWrite1h, output].map(count);
}

/** Two currencies are two views of the same calls. */
function amountsText(amounts: UsageTotal['amounts']): string {
  return amounts.length === 0 ? '–' : amounts.map(({ unit, amount }) => `≈ ${amount} ${unit}`).join(' or ');
}

function notes(tools: readonly ToolUsage[]): readonly string[] {
  const lines = tools.flatMap(({ tool, unmeasured, unpriced, filesSkipped, skipped }) => [
    ...(unmeasured > 0 ? [`${tool}: ${calls(unmeasured)} without tokens in the log, so they cost something that is not counted here.`] : []),
    ...(unpriced > 0 ? [`${tool}: ${calls(unpriced)} of models without a known price, so they are not in the amount.`] : []),
    ...skipped.slice(0, shownSkips).map(({ file, reason }) => `${tool}: ${file} was passed over: ${reason}.`),
    ...(filesSkipped > shownSkips ? [`${tool}: ${count(filesSkipped - shownSkips)} more files were passed over.`] : []),
  ]);
  return lines.length === 0 ? [] : ['', ...lines];
}

function calls(number: number): string {
  return number === 1 ? '1 call' : `${count(number)} calls`;
}

function count(number: number): string {
  return number.toLocaleString('en');
}
