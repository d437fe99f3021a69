import type { Balance, Reading } from './model';

/**
 * What can be spent: the balances or, where the provider names none, what is left of the key's caps. With several caps
 * of one unit the least counts. Where a problem hides the balances, a cap does not stand in for them.
 */
export function spendableOf({ at, balances, caps, problems }: Reading): readonly Balance[] {
  if (balances.length > 0 || problems.length > 0) return balances;
  const left = caps.filter(({ remaining }) => remaining !== null).sort((a, b) => (a.remaining ?? 0) - (b.remaining ?? 0));
  return left.filter(({ unit }, index) => left.findIndex((other) => other.unit === unit) === index).map(({ unit, remaining }) => ({ unit, available: remaining, parts: [], at }));
}
