import { clamped, type Micros } from '../money/money';
import type { CountedCall } from '../usage/countedCall';
import type { PricedCounted } from './priceIn';
import { addTokens, noTokens, type Tokens } from '../usage/tokens';

/** What one tool, model, project or kind of agent comes to. */
export interface ExplainedPart {
  readonly key: string;
  /** As shown: of a project its folder's last name. */
  readonly name: string;
  readonly amount: Micros;
  /** How much of the amount is of calls whose model's name alone says whose they were: a subscription may have covered them. */
  readonly guessed: Micros;
  /** What calls that a subscription covers would have come to; never added to the amount. */
  readonly equivalent: Micros;
  /** Without sums, of which nobody knows how many they are. */
  readonly calls: number;
  readonly unmeasured: number;
  readonly unpriced: number;
  readonly tokens: Tokens;
}

/** The same calls, divided in several ways; the largest first. */
export interface ExplainedParts {
  readonly tool: readonly ExplainedPart[];
  readonly model: readonly ExplainedPart[];
  readonly project: readonly ExplainedPart[];
  readonly agent: readonly ExplainedPart[];
}

/** null: of nothing in it is known what it cost. */
export function knownAmount({ amount, unmeasured, unpriced }: ExplainedPart): Micros | null {
  return amount === 0 && unmeasured + unpriced > 0 ? null : amount;
}

type Counted = PricedCounted & { readonly isGuess: boolean };
type NameOf = (counted: CountedCall) => { readonly key: string; readonly name: string };

const ways: Readonly<Record<keyof ExplainedParts, NameOf>> = {
  tool: ({ tool }) => ({ key: tool, name: tool }),
  model: ({ call }) => ({ key: call.model ?? '', name: call.model ?? '' }),
  project: ({ call, projectKey }) => ({ key: String(projectKey ?? ''), name: call.project ?? '' }),
  agent: ({ call }) => (call.isSubAgent ? { key: 'subAgent', name: 'subAgent' } : { key: 'main', name: 'main' }),
};

export function explainedParts(priced: readonly Counted[]): ExplainedParts {
  return {
    tool: partsBy(priced, ways.tool),
    model: partsBy(priced, ways.model),
    project: partsBy(priced, ways.project),
    agent: partsBy(priced, ways.agent),
  };
}

function partsBy(priced: readonly Counted[], nameOf: NameOf): readonly ExplainedPart[] {
  const parts = new Map<
    string,
    {
      name: string;
      amount: number;
      guessed: number;
      equivalent: number;
      calls: number;
      unmeasured: number;
      unpriced: number;
      tokens: Tokens;
    }
  >();
  for (const { counted, isGuess, price } of priced) {
    if (price.kind === 'ignored') continue;
    const { key, name } = nameOf(counted);
    const part = parts.get(key) ?? { name, amount: 0, guessed: 0, equivalent: 0, calls: 0, unmeasured: 0, unpriced: 0, tokens: noTokens };
    const { tokens, kind } = counted.call;
    const isCall = kind === 'call';
    if (price.kind === 'priced') part.amount += price.amount;
    if (price.kind === 'priced' && isGuess) part.guessed += price.amount;
    if (price.kind === 'plan' && price.equivalent.kind === 'priced') part.equivalent += price.equivalent.amount;
    part.calls += Number(isCall);
    part.unmeasured += Number(isCall && tokens === null && price.kind === 'unpriced');
    part.unpriced += Number(!(isCall && tokens === null) && price.kind === 'unpriced');
    part.tokens = tokens === null ? part.tokens : addTokens(part.tokens, tokens);
    parts.set(key, part);
  }
  return [...parts]
    .map(([key, part]) => ({
      key,
      ...part,
      amount: clamped(part.amount),
      guessed: clamped(part.guessed),
      equivalent: clamped(part.equivalent),
    }))
    .sort((a, b) => b.amount - a.amount || b.equivalent - a.equivalent || b.calls - a.calls || (a.key < b.key ? -1 : 1));
}
