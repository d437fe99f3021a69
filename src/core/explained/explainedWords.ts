import type { Micros, Unit } from '../money/money';
import type { Translate } from '../text/translate';
import type { EpochMs } from '../time/epoch';
import type { ExplainedGroup, ExplainedSpan } from './explainGroup';

/** How amounts, times and tools are said. */
export interface ExplainedTexts {
  /** With its unit; where amounts are hidden, the mask. */
  readonly amount: (amount: Micros, unit: Unit) => string;
  readonly time: (at: EpochMs) => string;
  readonly toolName: (tool: string) => string;
  readonly t: Translate;
}

/**
 * What happened with one account, in sentences: what was spent, what logs account for, and what the difference may say. An estimate
 * wears `≈`; what is not explained is never called a leak.
 */
export function explainedSentences(
  { whole, parts, unit, settleMs, settlingSince }: ExplainedGroup,
  texts: ExplainedTexts,
): readonly string[] {
  const { t } = texts;
  if (whole === null) return [t('There are not two readings yet to compare with logs.')];
  const tools = parts.tool.filter(({ amount }) => amount > 0);
  const named = tools.map(({ key, amount }) => `${texts.toolName(key)} ≈\u00a0${texts.amount(amount, unit)}`).join(', ');
  const sum = tools.reduce((all, { amount }) => all + amount, 0);
  return [
    fell(whole, unit, texts),
    sum === 0
      ? t('Logs on this machine account for none of it.')
      : t('Logs on this machine account for ≈ {amount}: {tools}.', { amount: ofRange(whole, unit, texts), tools: named }),
    ...unknowns(whole, t),
    verdict(whole, unit, settleMs, texts),
    ...(settlingSince === null ? [] : [t('What was spent since {time} may still be being booked.', { time: texts.time(settlingSince) })]),
  ];
}

function fell({ span }: ExplainedSpan, unit: Unit, { amount, time, t }: ExplainedTexts): string {
  const values = { amount: amount(span.spent, unit), from: time(span.from.first), to: time(span.to.last) };
  return span.atLeast
    ? t('At least {amount} was spent between {from} and {to}.', values)
    : t('{amount} was spent between {from} and {to}.', values);
}

/** Where calls at the edges may or may not have been booked within the span, both ends of what that makes. */
function ofRange({ explainedMin, explainedMax }: ExplainedSpan, unit: Unit, { amount, t }: ExplainedTexts): string {
  const [least, most] = [amount(explainedMin, unit), amount(explainedMax, unit)];
  return least === most ? most : t('{least} to {most}', { least, most });
}

/** Calls that nobody can price come before any difference: they may be the whole of it. */
function unknowns({ unmeasured, unpriced }: ExplainedSpan, t: Translate): readonly string[] {
  return [
    ...(unmeasured === 1 ? [t('1 call has no tokens in the logs, so what it cost is not known.')] : []),
    ...(unmeasured > 1 ? [t('{count} calls have no tokens in the logs, so what they cost is not known.', { count: unmeasured })] : []),
    ...(unpriced === 1 ? [t('1 call has no known price.')] : []),
    ...(unpriced > 1 ? [t('{count} calls have no known price.', { count: unpriced })] : []),
  ];
}

function verdict(whole: ExplainedSpan, unit: Unit, settleMs: number, { amount, time, t }: ExplainedTexts): string {
  switch (whole.state) {
    case 'settling':
      return t('The provider may still be booking; compared again at {time}.', { time: time(whole.span.to.last + settleMs) });
    case 'reconciled':
      return whole.span.atLeast ? t('Reconciled with what is seen of the spend.') : t('Reconciled.');
    case 'unexplained':
      return t('At least ≈ {amount} is in no log here.', { amount: amount(missingOf(whole), unit) });
    case 'idleSpend':
      return t('{amount} of it was spent while no tool on this machine was in use.', { amount: amount(missingOf(whole), unit) });
    case 'over':
      return t('By these logs it would be at least ≈ {amount} more. Is one of the tools on a plan, or its price another one?', {
        amount: amount(surplusOf(whole), unit),
      });
    case 'notComparable':
      return t('A top-up hides how much was spent, so it cannot be compared.');
  }
}

function missingOf({ unexplainedAtLeast, span }: ExplainedSpan): Micros {
  return unexplainedAtLeast ?? span.spent;
}

function surplusOf({ logsExceedBy, explainedMin }: ExplainedSpan): Micros {
  return logsExceedBy ?? explainedMin;
}
