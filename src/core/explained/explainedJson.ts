import { toDecimal, type Micros, type Unit } from '../money/money';
import { isoSecond } from '../time/isoTime';
import type { Hint } from './hints';
import type { ExplainedGroup, ExplainedSpan } from './explainGroup';

export interface ExplainedSpanJson {
  readonly from: string;
  readonly to: string;
  readonly spent: string;
  readonly atLeast: boolean;
  readonly explainedMin: string;
  readonly explainedMax: string;
  readonly tolerance: string;
  readonly unmeasured: number;
  readonly unpriced: number;
  readonly state: string;
  readonly unexplainedAtLeast: string | null;
  readonly logsExceedBy: string | null;
}

export interface ExplainedAccountJson {
  /** Of several that logs cannot tell apart, all of them with a plus between. */
  readonly account: string;
  readonly unit: string;
  readonly spans: readonly ExplainedSpanJson[];
  readonly whole: ExplainedSpanJson | null;
  /** What differences that come again and again may be. */
  readonly hints: readonly Hint[];
  readonly tools: readonly { readonly tool: string; readonly amount: string; readonly calls: number }[];
}

/** For scripts: amounts as exact decimal text, times in UTC. */
export function explainedJson({ accounts, unit, spans, whole, parts, hints }: ExplainedGroup): ExplainedAccountJson {
  return {
    account: accounts.join(' + '),
    unit,
    spans: spans.map((span) => spanJson(span, unit)),
    whole: whole === null ? null : spanJson(whole, unit),
    hints,
    tools: parts.tool.map(({ key, amount, calls }) => ({ tool: key, amount: toDecimal(amount, unit), calls })),
  };
}

function spanJson(explained: ExplainedSpan, unit: Unit): ExplainedSpanJson {
  const text = (amount: Micros): string => toDecimal(amount, unit);
  const textOrNull = (amount: Micros | null): string | null => (amount === null ? null : text(amount));
  const { span } = explained;
  return {
    from: isoSecond(span.from.first),
    to: isoSecond(span.to.last),
    spent: text(span.spent),
    atLeast: span.atLeast,
    explainedMin: text(explained.explainedMin),
    explainedMax: text(explained.explainedMax),
    tolerance: text(explained.tolerance),
    unmeasured: explained.unmeasured,
    unpriced: explained.unpriced,
    state: explained.state,
    unexplainedAtLeast: textOrNull(explained.unexplainedAtLeast),
    logsExceedBy: textOrNull(explained.logsExceedBy),
  };
}
