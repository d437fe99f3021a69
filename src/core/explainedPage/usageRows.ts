import { skipText } from '../explained/skipText';
import type { ToolUsage, UsageAnswer } from '../explained/usageRequest';
import type { HistoryDisplay } from '../historyPage/historyDisplay';
import { unit as unitOf } from '../money/money';
import { parseAmount } from '../money/parseAmount';
import type { Translate } from '../text/translate';
import { amountText, type Display } from '../views/amountText';
import type { Tokens } from '../usage/tokens';

/** Counts of tokens, as a table shows them. */
export interface TokenCells {
  readonly input: string;
  readonly cacheRead: string;
  readonly cacheWritten: string;
  readonly output: string;
}

export function tokenCells({ input, cacheRead, cacheWrite5m, cacheWrite1h, output }: Tokens, locale: string): TokenCells {
  const count = (tokens: number): string => tokens.toLocaleString(locale);
  return { input: count(input), cacheRead: count(cacheRead), cacheWritten: count(cacheWrite5m + cacheWrite1h), output: count(output) };
}

const none = '–';

/** What has a cost and no call is a sum of calls, of which nobody knows how many there were. */
export function callsText(calls: number, locale: string): string {
  return calls === 0 ? none : calls.toLocaleString(locale);
}

/** One tool in the table of all that was used, whoever paid; or a part of what explains an account's spend. */
export interface UsageRow extends TokenCells {
  readonly name: string;
  readonly calls: string;
  readonly amount: string;
  /** What the provider itself says; absent where it does not divide like this. */
  readonly reported?: string;
  readonly notes: readonly string[];
}

export function usageRows({ tools }: UsageAnswer, display: HistoryDisplay): readonly UsageRow[] {
  return tools.map(({ name, total }) => ({
    name,
    calls: callsText(total.calls + total.unmeasured, display.locale),
    ...tokenCells(total.tokens, display.locale),
    amount:
      total.amounts.length === 0 && total.unmeasured + total.unpriced > 0 ? display.t('not known') : amountsText(total.amounts, display),
    notes: [
      ...(total.unmeasured === 0 ? [] : [display.t('without tokens in the log: {count}', { count: total.unmeasured })]),
      ...(total.unpriced === 0 ? [] : [display.t('without a price: {count}', { count: total.unpriced })]),
    ],
  }));
}

/** Views of the same calls in several units. */
export function amountsText(amounts: ToolUsage['total']['amounts'], display: Display): string {
  const texts = amounts.flatMap(({ unit, amount }) => {
    const parsed = parseAmount(amount);
    return parsed === undefined ? [] : [`≈\u00a0${amountText(parsed, unitOf(unit), display)}`];
  });
  return texts.length === 0 ? none : new Intl.ListFormat(display.locale, { type: 'disjunction' }).format(texts);
}

/** What was read of one tool, and what was passed over. */
export interface ReadLine {
  readonly name: string;
  readonly text: string;
  readonly skipped: readonly string[];
  readonly blindSpots: readonly string[];
}

const shownSkips = 5;

export function readLines({ tools }: UsageAnswer, t: Translate): readonly ReadLine[] {
  return tools.map(({ name, filesRead, skipped, blindSpots, total }) => {
    const counts = { files: filesRead, calls: total.calls + total.unmeasured };
    const more = skipped.length - shownSkips;
    return {
      name,
      text: filesRead === 0 && skipped.length === 0 ? t('no logs found') : t('Files read: {files}. Calls: {calls}.', counts),
      skipped: [
        ...skipped.slice(0, shownSkips).map(({ file, reason }) => t('{file}: {reason}', { file, reason: skipText(reason, t) })),
        ...(more > 0 ? [t('and {count} more', { count: more })] : []),
      ],
      blindSpots,
    };
  });
}
