import { toDecimal, type Micros, type Unit } from '../money/money';
import { isoSecond } from '../time/isoTime';
import type { ExplainedGroup, ExplainedSpan } from './explainedGroup';
import { knownAmount } from './explainedParts';
import type { Hint } from './hints';

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
  /** `balance`: spans are between readings. `reported`: they are what the provider reports by, such as UTC days. */
  readonly basis: 'balance' | 'reported';
  readonly spans: readonly ExplainedSpanJson[];
  readonly whole: ExplainedSpanJson | null;
  /** What differences that come again and again may be. */
  readonly hints: readonly Hint[];
  /** `amount` is null where of no call is known what it cost. */
  readonly tools: readonly {
    readonly tool: string;
    readonly amount: string | null;
    readonly least: string | null;
    readonly most: string | null;
    readonly calls: number;
  }[];
  /** What the provider itself says of `whole`; null by the balance. */
  readonly reported: {
    readonly models: readonly { readonly model: string; readonly amount: string }[];
    readonly keys: readonly { readonly key: string; readonly amount: string; readonly requests: number | null }[];
    readonly requests: number | null;
    readonly logged: number;
  } | null;
}

/** For scripts: amounts as exact decimal text, times in UTC. */
export function explainedJson({ accounts, unit, spans, whole, parts, hints, reported }: ExplainedGroup): ExplainedAccountJson {
  return {
    account: accounts.join(' + '),
    unit,
    basis: reported === null ? 'balance' : 'reported',
    spans: spans.map((span) => spanJson(span, unit)),
    whole: whole === null ? null : spanJson(whole, unit),
    hints,
    tools: parts.tool.map((part) => {
      const amount = knownAmount(part);
      const [least, most] = amount === null ? [null, null] : [part.least, part.most];
      return {
        tool: part.key,
        amount: textOrNull(amount, unit),
        least: textOrNull(least, unit),
        most: textOrNull(most, unit),
        calls: part.calls,
      };
    }),
    reported:
      reported === null
        ? null
        : {
            models: reported.models.map(({ model, amount }) => ({ model, amount: toDecimal(amount, unit) })),
            keys: reported.keys.map(({ key, amount, requests }) => ({ key, amount: toDecimal(amount, unit), requests })),
            requests: reported.requests,
            logged: reported.logged,
          },
  };
}

function textOrNull(amount: Micros | null, unit: Unit): string | null {
  return amount === null ? null : toDecimal(amount, unit);
}

function spanJson(explained: ExplainedSpan, unit: Unit): ExplainedSpanJson {
  const text = (amount: Micros): string => toDecimal(amount, unit);
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
    unexplainedAtLeast: textOrNull(explained.unexplainedAtLeast, unit),
    logsExceedBy: textOrNull(explained.logsExceedBy, unit),
  };
}
