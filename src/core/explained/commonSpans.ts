import type { PastReading } from '../history/pastReading';
import { clamped } from '../money/money';
import type { EpochMs } from '../time/epoch';
import { spendSpans, type Between, type SpendSpan } from './spendSpan';

/**
 * The spans of several accounts together: each begins and ends where every one of them has been read since the last one ended.
 * @param accounts the readings of each, see `orderReadings`
 */
export function commonSpans(accounts: readonly (readonly PastReading[])[]): readonly SpendSpan[] {
  const [only] = accounts;
  if (only === undefined) return [];
  if (accounts.length === 1) return spendSpans(only);
  const each = accounts.map(spendSpans);
  const borders = commonBorders(accounts);
  return borders.slice(1).flatMap((to, index) => {
    const from = borders[index];
    if (from === undefined) return [];
    const inside = each.map((spans, at) => spans.filter((span) => isInside(span, from.times[at], to.times[at]))).flat();
    const spent = inside.reduce((sum, span) => sum + span.spent, 0);
    return { from: between(from.times), to: between(to.times), spent: clamped(spent), atLeast: inside.some(({ atLeast }) => atLeast) };
  });
}

function isInside({ from, to }: SpendSpan, start: EpochMs | undefined, end: EpochMs | undefined): boolean {
  return start !== undefined && end !== undefined && from.first >= start && to.last <= end;
}

/** Accounts that are checked together are read within it. */
export const atOnceMs = 60_000;

interface Border {
  readonly at: EpochMs;
  /** Of each account, the reading that counts there. */
  readonly times: EpochMs[];
}

function commonBorders(accounts: readonly (readonly PastReading[])[]): readonly Border[] {
  const readings = accounts.flatMap((ordered, index) => ordered.map(({ at }) => ({ at, index }))).sort((a, b) => a.at - b.at);
  const borders: Border[] = [];
  let seen = new Map<number, EpochMs>();
  for (const { at, index } of readings) {
    const last = borders.at(-1);
    if (last !== undefined && at - last.at <= atOnceMs) {
      last.times[index] = at;
      continue;
    }
    seen.set(index, at);
    if (seen.size < accounts.length) continue;
    borders.push({ at, times: accounts.map((_readings, one) => seen.get(one) ?? at) });
    seen = new Map();
  }
  return borders;
}

function between(times: readonly EpochMs[]): Between {
  return { first: Math.min(...times), last: Math.max(...times) };
}
