import type { Micros } from '../money/money';
import type { EpochMs } from '../time/epoch';
import { cachedTwice } from './cachedTwice';
import type { ExplainedParts } from './explainedParts';
import type { GroupCall } from './groupCall';
import { oldestCheck } from './oldestCheck';
import { isOldCheck } from './priceWords';
import type { Reconciliation } from './reconcile';
import type { SpendSpan } from './spendSpan';

/**
 * What differences that come again and again may be. `twice`, `half`: a price of other hours. `currency`: prices in another currency.
 * `factor`: a discount, or what a reseller takes, in hundredths of what logs come to. `elsewhere`: somebody else uses the account.
 * `unmeasured`: calls of these tools, whose tokens are in no log. `cachedTwice`: calls of these tools seem to have cached tokens as input
 * too. `oldPrices`: the day of the oldest price.
 */
export type Hint =
  | { readonly kind: 'twice' | 'half' | 'currency' | 'elsewhere' }
  | { readonly kind: 'factor'; readonly hundredths: number }
  | { readonly kind: 'unmeasured' | 'cachedTwice'; readonly tools: readonly string[] }
  | { readonly kind: 'oldPrices'; readonly checked: string };

/** A span, and what calls within it come to, wherever the provider booked them. */
export interface HintSpan extends Reconciliation {
  readonly span: SpendSpan;
  readonly inside: Micros;
}

export interface HintsOf {
  /** Between each two readings. */
  readonly spans: readonly Pick<HintSpan, keyof Reconciliation | 'span'>[];
  /** The same, several together: as long as it takes that late booking at their ends matters little. */
  readonly longSpans: readonly HintSpan[];
  readonly parts: ExplainedParts;
  /** One unit of the last digit that the balance shows. */
  readonly quantum: Micros;
  /** Of that time. */
  readonly calls: readonly GroupCall[];
  readonly now: EpochMs;
}

export function hintsOf(of: HintsOf): readonly Hint[] {
  const tools = cachedTwice(of.calls);
  return [...(tools.length > 0 ? [{ kind: 'cachedTwice', tools } as const] : []), ...hintsOfGaps(of)];
}

/** Only of what is settled and came more than once: one difference says nothing. */
function hintsOfGaps({ spans, longSpans, parts, calls, quantum, now }: HintsOf): readonly Hint[] {
  const gaps = longSpans.filter(isGap);
  if (gaps.length < 2 && idleSpans(spans, quantum).length < 2) return [];
  const ratio = ratioHint(longSpans, quantum);
  const tools = parts.tool.filter(({ unmeasured }) => unmeasured > 0).map(({ key }) => key);
  const checked = oldestCheck(calls);
  const isMissing = gaps.some(({ state, unmeasured }) => state === 'unexplained' && unmeasured > 0);
  return [
    ...(isMissing && tools.length > 0 ? [{ kind: 'unmeasured', tools } as const] : []),
    ...(ratio === null ? [] : [ratio]),
    ...(isElsewhere(spans, quantum) ? [{ kind: 'elsewhere' } as const] : []),
    ...(gaps.length >= 2 && checked !== null && isOldCheck(checked, now) ? [{ kind: 'oldPrices', checked } as const] : []),
  ];
}

function isGap({ state }: Reconciliation): boolean {
  return state === 'unexplained' || state === 'over' || state === 'idleSpend';
}

/** Only where no span contradicts it. */
function ratioHint(longSpans: readonly HintSpan[], quantum: Micros): Hint | null {
  const telling = longSpans.filter(
    ({ state, span, unmeasured, unpriced, explainedMax }) =>
      state !== 'settling' &&
      state !== 'notComparable' &&
      !span.atLeast &&
      unmeasured + unpriced === 0 &&
      span.spent + explainedMax > 10 * quantum,
  );
  if (telling.filter(isGap).length < 3) return null;
  const sum = (of: (one: HintSpan) => number): number => telling.reduce((all, one) => all + of(one), 0);
  const [spent, inside] = [sum(({ span }) => span.spent), sum((one) => one.inside)];
  if (inside === 0 || spent === 0) return null;
  const ratio = spent / inside;
  return telling.every((one) => fits(one, ratio)) ? hintOfRatio(ratio) : null;
}

/** Whether what was spent can be so many times what some of the calls come to, between the certain and the possible ones. */
function fits({ span, explainedMin, explainedMax, tolerance }: HintSpan, ratio: number): boolean {
  const slack = 0.05;
  return span.spent + tolerance >= ratio * explainedMin * (1 - slack) && span.spent - tolerance <= ratio * explainedMax * (1 + slack);
}

function hintOfRatio(ratio: number): Hint | null {
  const isNear = (least: number, most: number): boolean => ratio >= least && ratio <= most;
  if (isNear(1.9, 2.1)) return { kind: 'twice' };
  if (isNear(0.475, 0.525)) return { kind: 'half' };
  if (isNear(6.5, 7.5) || isNear(1 / 7.5, 1 / 6.5)) return { kind: 'currency' };
  return isNear(0.95, 1.05) || !isNear(0.1, 10) ? null : { kind: 'factor', hundredths: Math.round(ratio * 100) };
}

/** Money that went while no tool made a call, and none that is missing beside calls. */
function isElsewhere(spans: HintsOf['spans'], quantum: Micros): boolean {
  return idleSpans(spans, quantum).length >= 2 && spans.every(({ state }) => state !== 'unexplained');
}

function idleSpans(spans: HintsOf['spans'], quantum: Micros): HintsOf['spans'] {
  return spans.filter(
    ({ state, unexplainedAtLeast }) => state === 'idleSpend' && (unexplainedAtLeast ?? 0) > Math.max(5 * quantum, twentieth),
  );
}

/** Of any unit. */
const twentieth = 50_000;
