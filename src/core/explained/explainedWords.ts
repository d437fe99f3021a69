import { clamped, type Micros, type Unit } from '../money/money';
import type { Translate } from '../text/translate';
import type { EpochMs } from '../time/epoch';
import type { ExplainedGroup, ExplainedSpan, ReportedTotal } from './explainedGroup';

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
export function explainedSentences(group: ExplainedGroup, texts: ExplainedTexts): readonly string[] {
  const { whole, parts, unit, settlingSince, reported } = group;
  const { t } = texts;
  if (whole === null)
    return [
      reported === null
        ? t('There are not two readings yet to compare with logs.')
        : t('The provider has not reported a day yet that is over.'),
    ];
  const tools = parts.tool.filter(({ amount }) => amount > 0);
  const named = tools.map(({ key, amount }) => `${texts.toolName(key)} ≈\u00a0${texts.amount(amount, unit)}`).join(', ');
  const sum = tools.reduce((all, { amount }) => all + amount, 0);
  return [
    reported === null ? fell(whole, unit, texts) : told(whole, unit, texts),
    ...(reported?.hasGaps === true ? [t('Of some of that time it reported nothing; that is left out here.')] : []),
    accounted(whole, sum === 0 ? null : { amount: ofRange(whole, unit, texts), tools: named }, t),
    ...guesses(group, texts),
    ...unknowns(whole, t),
    ...unsaid(group, whole, t),
    ...(reported === null ? [] : [...requests(reported, t), ...keys(reported, unit, texts)]),
    verdict(group, whole, texts),
    ...(whole.state === 'unexplained' ? idle(group, texts) : []),
    ...(settlingSince === null ? [] : [t('What was spent since {time} may still be being booked.', { time: texts.time(settlingSince) })]),
  ];
}

/** More than was spent is no account of it. @param found null: nothing */
function accounted({ state }: ExplainedSpan, found: Readonly<Record<'amount' | 'tools', string>> | null, t: Translate): string {
  if (found === null) return t('Logs on this machine account for none of it.');
  return state === 'over' || state === 'notComparable'
    ? t('Calls in logs on this machine would come to ≈ {amount}: {tools}.', found)
    : t('Logs on this machine account for ≈ {amount}: {tools}.', found);
}

function told({ span }: ExplainedSpan, unit: Unit, { amount, time, t }: ExplainedTexts): string {
  const values = { amount: amount(span.spent, unit), from: time(span.from.first), to: time(span.to.last) };
  return span.atLeast
    ? t('The provider reports at least {amount} between {from} and {to}.', values)
    : t('The provider reports {amount} between {from} and {to}.', values);
}

/** Whoever pays for a subscription and a key has both in one log. */
function guesses({ parts, unit }: ExplainedGroup, { amount, t }: ExplainedTexts): readonly string[] {
  const sum = parts.tool.reduce((all, { guessed }) => all + guessed, 0);
  return sum === 0
    ? []
    : [
        t('For ≈ {amount} of it only the model’s name says who was called, so a plan may have covered it.', {
          amount: amount(clamped(sum), unit),
        }),
      ];
}

/** Where the others were made no log tells: a sum stands for some, and tools leave some out of their logs. */
function requests({ requests: counted, logged }: ReportedTotal, t: Translate): readonly string[] {
  if (counted === null) return [];
  return [t('The provider counts {counted} requests, logs here {logged}.', { counted, logged })];
}

/** Whose key it was tells most about what is in no log here. */
function keys({ keys: all }: ReportedTotal, unit: Unit, { amount, t }: ExplainedTexts): readonly string[] {
  if (all.length < 2) return [];
  const list = all.slice(0, mostKeys).map((one) => `${one.key} ${amount(one.amount, unit)}`);
  const rest = all.length - list.length;
  return [t('By key: {list}.', { list: [...list, ...(rest > 0 ? [t('and {count} more', { count: rest })] : [])].join(', ') })];
}

const mostKeys = 6;

function fell({ span }: ExplainedSpan, unit: Unit, { amount, time, t }: ExplainedTexts): string {
  const values = { amount: amount(span.spent, unit), from: time(span.from.first), to: time(span.to.last) };
  return span.atLeast
    ? t('At least {amount} was spent between {from} and {to}; a top-up or the like may hide more.', values)
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

/** Stretches in which somebody else must have spent: among other differences nobody would see them. */
function idle({ spans, unit }: ExplainedGroup, texts: ExplainedTexts): readonly string[] {
  const sum = spans.reduce((all, one) => (one.state === 'idleSpend' ? all + missingOf(one) : all), 0);
  return sum === 0 ? [] : [ofIdle(clamped(sum), unit, texts)];
}

function ofIdle(spent: Micros, unit: Unit, { amount, t }: ExplainedTexts): string {
  return t('{amount} of it was spent while no tool whose logs are read was in use.', { amount: amount(spent, unit) });
}

/** They are in a log here, and may be all that seems to be in none. */
function unsaid({ unsaid: count }: ExplainedGroup, { unexplainedAtLeast }: ExplainedSpan, t: Translate): readonly string[] {
  if (count === 0 || unexplainedAtLeast === null) return [];
  return [
    count === 1
      ? t('1 more call may have been paid from here: no log says by what key or plan.')
      : t('{count} more calls may have been paid from here: no log says by what key or plan.', { count }),
  ];
}

function verdict(
  { unit, settleMs, reported, unsaid: maybe, leavesOut }: ExplainedGroup,
  whole: ExplainedSpan,
  texts: ExplainedTexts,
): string {
  const { amount, time, t } = texts;
  const missing = { amount: amount(missingOf(whole), unit) };
  switch (whole.state) {
    case 'settling':
      return t('The provider may still be booking; compared again at {time}.', { time: time(whole.span.to.last + settleMs) });
    case 'reconciled':
      return whole.span.atLeast ? t('Reconciled with what is seen of the spend.') : t('Reconciled.');
    case 'unexplained':
      if (leavesOut) return t('At least ≈ {amount} is in none of the calls that are counted.', missing);
      if (maybe > 0) return t('At least ≈ {amount} is in no log that was read and says who paid.', missing);
      return whole.isAllRead
        ? t('At least ≈ {amount} is in no log here.', missing)
        : t('At least ≈ {amount} is in no log that was read.', missing);
    case 'idleSpend':
      return ofIdle(missingOf(whole), unit, texts);
    case 'over':
      // A balance that fell does not tell what was paid in meanwhile.
      return t(
        'By these logs it would be at least ≈ {amount} more. Is one of the tools on a plan, its price another one, or was money added?',
        {
          amount: amount(surplusOf(whole), unit),
        },
      );
    case 'notComparable':
      return reported === null
        ? t('A top-up or a grant that ended hides how much was spent, so it cannot be compared.')
        : t('The provider may have reported only some of it, so it cannot be compared.');
  }
}

function missingOf({ unexplainedAtLeast, span }: ExplainedSpan): Micros {
  return unexplainedAtLeast ?? span.spent;
}

function surplusOf({ logsExceedBy, explainedMin }: ExplainedSpan): Micros {
  return logsExceedBy ?? explainedMin;
}
