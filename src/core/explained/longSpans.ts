import { wholeSpan, type SpendSpan } from './spendSpan';

/** How many times as long as a provider may take to book. */
const longEnough = 6;

/** Neighbouring spans together, each as long as it takes that what is booked late at its ends is little of it. */
export function longSpans(spans: readonly SpendSpan[], settleMs: number): readonly SpendSpan[] {
  const long: SpendSpan[] = [];
  let pending: SpendSpan[] = [];
  for (const span of spans) {
    pending.push(span);
    const together = wholeSpan(pending);
    if (together === null || together.to.last - together.from.first < longEnough * settleMs) continue;
    long.push(together);
    pending = [];
  }
  return long;
}
