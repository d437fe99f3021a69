import { wholeInput, type Tokens } from './tokens';

type Count = number | undefined;

/** As a log names them; what it leaves out is undefined. */
export interface LoggedCounts {
  readonly input: Count;
  readonly output: Count;
  readonly cacheRead?: Count;
  readonly cacheWrite5m?: Count;
  readonly cacheWrite1h?: Count;
  readonly reasoning?: Count;
}

/** Tools that count cached input into `input`, and those that put reasoning beside `output`, say so here. */
export interface CountedAs {
  readonly inputHoldsCache?: boolean;
  readonly reasoningIsBeside?: boolean;
}

/** null: neither input nor output is told, or one of them is no count, so that the call is unmeasured. */
export function readTokens(counts: LoggedCounts, { inputHoldsCache = false, reasoningIsBeside = false }: CountedAs = {}): Tokens | null {
  const { input, output, cacheRead = 0, cacheWrite5m = 0, cacheWrite1h = 0, reasoning = 0 } = counts;
  if (input === undefined || output === undefined) return null;
  const billed = reasoningIsBeside ? output + reasoning : output;
  if (Number.isNaN(input + output + cacheRead + cacheWrite5m + cacheWrite1h + reasoning)) return null;
  return {
    // More from the cache than there was input: the log is wrong about one of them, and less than nothing was not sent.
    input: inputHoldsCache ? Math.max(0, input - cacheRead - cacheWrite5m - cacheWrite1h) : input,
    cacheRead,
    cacheWrite5m,
    cacheWrite1h,
    output: billed,
    reasoning: Math.min(reasoning, billed),
  };
}

/** Something stands there that is no count: there was usage, and it is not known. */
export function isUnread(counts: object): boolean {
  return Object.values(counts).some(Number.isNaN);
}

/** Some tools write zeros where a provider told nothing. No request has neither input nor output, so that is unmeasured too. */
export function usedTokens(counts: LoggedCounts, countedAs?: CountedAs): Tokens | null {
  const tokens = readTokens(counts, countedAs);
  return tokens === null || wholeInput(tokens) + tokens.output === 0 ? null : tokens;
}
