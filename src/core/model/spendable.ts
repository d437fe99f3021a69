import type { Balance, Cap, Reading } from './reading';
import type { Micros } from '../money/money';

/**
 * What can be spent: the balances or, where the provider names none, what is left of the key's caps. With several caps
 * of one unit the least counts. Where a problem hides the balances, a cap does not stand in for them.
 */
export function spendableOf({ at, balances, caps, problems }: Reading): readonly Balance[] {
  if (balances.length > 0 || problems.length > 0) return balances;
  return leastCaps(caps).map(({ unit, remaining }) => ({ unit, available: remaining, parts: [], at }));
}

/** Of each unit the cap of which least is left, where that is known. */
export function leastCaps(caps: readonly Cap[]): readonly (Cap & { readonly remaining: Micros })[] {
  const known = caps.filter((cap): cap is Cap & { readonly remaining: Micros } => cap.remaining !== null);
  const left = known.sort((a, b) => a.remaining - b.remaining);
  return left.filter(({ unit }, index) => left.findIndex((other) => other.unit === unit) === index);
}
