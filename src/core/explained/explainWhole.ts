import { clamped } from '../money/money';
import type { ExplainedSpan } from './explainedGroup';
import { wholeSpan, type SpendSpan } from './spendSpan';

/**
 * Several spans as one. What is missing in a part of it is missing in all of it, however much a top-up in another part hides: of a week
 * whose top-up hides ten, ten would be held against what somebody else spent in a night.
 */
export function explainWhole(whole: SpendSpan, spans: readonly SpendSpan[], explain: (span: SpendSpan) => ExplainedSpan): ExplainedSpan {
  const found = explain(whole);
  if (found.state === 'settling' || found.state === 'over') return found;
  const missingOf = (parts: readonly SpendSpan[]): number =>
    parts.map(explain).reduce((sum, one) => sum + (one.unexplainedAtLeast ?? 0), 0);
  const idle = spans.filter((span) => explain(span).state === 'idleSpend');
  const missing = Math.max(missingOf(partsOf(spans)), missingOf(idle));
  if (missing <= Math.max(found.tolerance, found.unexplainedAtLeast ?? 0)) return found;
  return { ...found, state: 'unexplained', unexplainedAtLeast: clamped(missing), logsExceedBy: null };
}

/** Neighbouring spans together, apart from those of which more may have been spent. */
function partsOf(spans: readonly SpendSpan[]): readonly SpendSpan[] {
  const parts: SpendSpan[] = [];
  for (const span of spans) {
    const before = parts.at(-1);
    const together = before === undefined || before.atLeast || span.atLeast ? null : wholeSpan([before, span]);
    if (together !== null) parts.pop();
    parts.push(together ?? span);
  }
  return parts;
}
