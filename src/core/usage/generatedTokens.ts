import { readTokens } from './readTokens';
import type { Tokens } from './tokens';

type Count = number | undefined;

/** As Google's own interface counts, and those that took its form. */
export interface GeneratedCounts {
  /** With what was read from a cache. */
  readonly prompt: Count;
  readonly candidates: Count;
  readonly cached: Count;
  readonly thoughts: Count;
  /** What tools of the provider gave to the model, which is more input. */
  readonly toolUse: Count;
  readonly total: Count;
}

/**
 * Thoughts are beside the candidates at Google's, and among them where another interface was put into this form: their total tells which.
 * @param areBeside where there is no total, or one that fits neither, though what is among others is not more than they are
 * @returns null: nothing is told, or zeros alone, which stand for nothing
 * @see https://ai.google.dev/api/generate-content#UsageMetadata
 */
export function generatedTokens(counts: GeneratedCounts, areBeside: boolean): Tokens | null {
  const { prompt, candidates, cached, thoughts = 0, toolUse = 0, total } = counts;
  if (prompt === undefined || candidates === undefined || prompt + candidates + thoughts + toolUse === 0) return null;
  const plain = prompt + candidates;
  const fits = [
    { sum: plain + (areBeside ? thoughts : 0) + toolUse, areBeside, isMore: true },
    { sum: plain + (areBeside ? thoughts : 0), areBeside, isMore: false },
    { sum: plain + (areBeside ? 0 : thoughts) + toolUse, areBeside: !areBeside, isMore: true },
    { sum: plain + (areBeside ? 0 : thoughts), areBeside: !areBeside, isMore: false },
  ].find(({ sum }) => sum === total);
  const input = (fits?.isMore ?? true) ? prompt + toolUse : prompt;
  return readTokens(
    { input, output: candidates, cacheRead: cached, reasoning: thoughts },
    { inputHoldsCache: true, reasoningIsBeside: fits?.areBeside ?? (areBeside || thoughts > candidates) },
  );
}
