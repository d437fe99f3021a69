import type { Balance, Reading } from './reading';

/**
 * The next reading, with balances it could not renew carried over from the previous one at their own, older time.
 * A part of an answer that failed must not take away what was known.
 */
export function mergeReading(previous: Reading | null, next: Reading): Reading {
  if (!previous || next.problems.length === 0) return next;
  const before = previous.balances.filter((balance) => balance.available !== null);
  const missing = before.filter(({ unit }) => !next.balances.some((balance) => balance.unit === unit));
  return { ...next, balances: [...next.balances.map((balance) => renewedOrKept(balance, before)), ...missing] };
}

function renewedOrKept(balance: Balance, before: readonly Balance[]): Balance {
  if (balance.available !== null) return balance;
  return before.find((kept) => kept.unit === balance.unit) ?? balance;
}
