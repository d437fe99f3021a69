import { clamped, type Micros } from '../money/money';
import type { CountedCall } from '../usage/countedCall';
import type { GroupCall } from './groupCall';
import { usesOf } from './usesOf';
import { addTokens, noTokens, type Tokens } from '../usage/tokens';

/** What one tool, model, project or kind of agent comes to. */
export interface ExplainedPart {
  readonly key: string;
  /** As shown: of a project its folder's last name. */
  readonly name: string;
  readonly amount: Micros;
  /** What these calls can have taken from the account at the least and at the most. */
  readonly least: Micros;
  readonly most: Micros;
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

type NameOf = (counted: CountedCall) => { readonly key: string; readonly name: string };

const ways: Readonly<Record<keyof ExplainedParts, NameOf>> = {
  tool: ({ tool }) => ({ key: tool, name: tool }),
  model: ({ call }) => ({ key: call.model ?? '', name: call.model ?? '' }),
  project: ({ call, projectKey }) => ({ key: String(projectKey ?? ''), name: call.project ?? '' }),
  agent: ({ call }) => (call.isSubAgent ? { key: 'subAgent', name: 'subAgent' } : { key: 'main', name: 'main' }),
};

export function explainedParts(calls: readonly GroupCall[]): ExplainedParts {
  const partsOf = (nameOf: NameOf): readonly ExplainedPart[] => partsBy(calls, nameOf);
  return {
    tool: partsOf(ways.tool),
    model: partsOf(ways.model),
    project: partsOf(ways.project),
    agent: partsOf(ways.agent),
  };
}

const nothing = { amount: 0, least: 0, most: 0, guessed: 0, equivalent: 0, calls: 0, unmeasured: 0, unpriced: 0, tokens: noTokens };

function partsBy(all: readonly GroupCall[], nameOf: NameOf): readonly ExplainedPart[] {
  const parts = new Map<
    string,
    {
      name: string;
      amount: number;
      least: number;
      most: number;
      guessed: number;
      equivalent: number;
      calls: number;
      unmeasured: number;
      unpriced: number;
      tokens: Tokens;
    }
  >();
  for (const one of all) {
    const { counted, isGuess, price } = one;
    if (price.kind === 'ignored') continue;
    const { key, name } = nameOf(counted);
    const part = parts.get(key) ?? { ...nothing, name };
    const { tokens, kind } = counted.call;
    const isCall = kind === 'call';
    if (price.kind === 'priced') part.amount += price.amount;
    if (price.kind === 'priced' && isGuess) part.guessed += price.amount;
    if (price.kind === 'plan' && price.equivalent.kind === 'priced') part.equivalent += price.equivalent.amount;
    for (const { least, most } of usesOf(one)) {
      part.least += least;
      part.most += most;
    }
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
      least: clamped(part.least),
      most: clamped(part.most),
      guessed: clamped(part.guessed),
      equivalent: clamped(part.equivalent),
    }))
    .sort((a, b) => b.amount - a.amount || b.equivalent - a.equivalent || b.calls - a.calls || (a.key < b.key ? -1 : 1));
}
