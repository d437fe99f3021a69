/** What one call used, in tokens. What a log does not name is 0 here; a call whose usage is not known has no `Tokens` at all. */
export interface Tokens {
  /** Input that was in no cache, whatever the tool counts into its own word for input. */
  readonly input: number;
  readonly cacheRead: number;
  /** Kept for five minutes, or for however long the provider's one kind of cache keeps. */
  readonly cacheWrite5m: number;
  readonly cacheWrite1h: number;
  /** All output that is billed, reasoning among it. */
  readonly output: number;
  /** The part of `output` that was reasoning, where it is told. */
  readonly reasoning: number;
}

export const tokenClasses = ['input', 'cacheRead', 'cacheWrite5m', 'cacheWrite1h', 'output', 'reasoning'] as const;

export const noTokens: Tokens = { input: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, output: 0, reasoning: 0 };

export function addTokens(a: Tokens, b: Tokens): Tokens {
  return {
    input: a.input + b.input,
    cacheRead: a.cacheRead + b.cacheRead,
    cacheWrite5m: a.cacheWrite5m + b.cacheWrite5m,
    cacheWrite1h: a.cacheWrite1h + b.cacheWrite1h,
    output: a.output + b.output,
    reasoning: a.reasoning + b.reasoning,
  };
}

/** Everything that went in, as prices that depend on the size of the context count it. */
export function wholeInput({ input, cacheRead, cacheWrite5m, cacheWrite1h }: Tokens): number {
  return input + cacheRead + cacheWrite5m + cacheWrite1h;
}
