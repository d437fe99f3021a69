import { mistakeText } from '../explained/mistakeText';
import { priceRows, type PriceRow } from '../explained/priceRows';
import type { UsageStanding } from '../explained/usageStanding';
import { inMarkdown } from '../text/plainText';
import { shortTime } from '../time/formatTime';
import type { Display } from '../views/amountText';

/** Which price each model gets that is in the logs, and why, as Markdown that reads well as plain text too. */
export function pricesMarkdown({ tools, answer, isReading, mistakes }: UsageStanding, display: Display): string {
  const { t, now } = display;
  const wrong = mistakes.flatMap((mistake) => [`> ${inMarkdown(mistakeText(mistake, t))}`, '']);
  const toolName = (tool: string): string => answer?.tools.find((one) => one.tool === tool)?.name ?? tool;
  const rows = answer === null ? [] : priceRows(answer.prices, { now, toolName, t });
  return [
    `# ${t('Prices')}`,
    '',
    ...wrong,
    standingText(),
    '',
    ...(rows.length === 0 ? [] : sections(rows, t)),
    t('To change what counts, or to add a price: "API Balance: Set Your Own Prices".'),
    '',
  ].join('\n');

  function standingText(): string {
    if (tools.length === 0) return t('No tool is chosen whose logs may be read: "API Balance: Choose Tools Whose Logs May Be Read…".');
    if (answer === null) return isReading ? t('Logs are being read…') : t('Logs were not read yet.');
    if (rows.length === 0) return t('No call of a model was found in what was read.');
    return t('For a million tokens; what calls in logs got, as of {time}.', { time: shortTime(answer.at, display) });
  }
}

function sections(rows: readonly PriceRow[], t: Display['t']): readonly string[] {
  const head = [
    t('Model, as logged'),
    t('Unit'),
    t('Input'),
    t('Cache read'),
    t('Cache write'),
    t('Cache write, 1 h'),
    t('Output'),
    t('Calls'),
    t('Tools'),
  ];
  return [...new Set(rows.map(({ provider }) => provider))].flatMap((provider) => {
    const own = rows.filter((row) => row.provider === provider);
    const pages = [...new Set(own.flatMap(({ page }) => page ?? []))];
    return [
      `## ${inMarkdown(provider)}`,
      '',
      lineOf(head),
      lineOf(head.map((_cell, column) => (column > 1 && column < 8 ? '--:' : '---'))),
      ...own.map((row) => lineOf(cellsOf(row).map(inMarkdown))),
      '',
      // In a column of its own it would be one word wide.
      ...new Set(own.map(({ model, unit, why }) => `- ${inMarkdown(`${model}, ${unit}: ${why.join('; ')}`)}`)),
      '',
      ...pages.flatMap((page) => [page, '']),
    ];
  });
}

function cellsOf({ model, unit, input, cacheRead, cacheWrite, cacheWrite1h, output, calls, tools }: PriceRow): readonly string[] {
  return [model, unit, input, cacheRead, cacheWrite, cacheWrite1h, output, String(calls), tools.join(', ')];
}

function lineOf(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
