import type { Account } from '../model/account';
import type { KeyedProvider } from '../provider/provider';

export const [leastMinutes, mostMinutes] = [5, 1440];

/** Minutes as a setting holds them → minutes that are allowed: 0 is off, else 5 to 1440. Not a number is undefined. */
export function allowedMinutes(value: unknown): number | undefined {
  if (typeof value !== 'number' || Number.isNaN(value)) return undefined;
  return value <= 0 ? 0 : Math.min(mostMinutes, Math.max(leastMinutes, value));
}

/** How often an account is asked: its own interval, else everyone's; never under what its provider can bear. 0 is off. */
export function minutesOf(
  { refreshMinutes }: Pick<Account, 'refreshMinutes'>,
  { minRefreshMinutes: minRefreshMinutes = 0 }: Pick<KeyedProvider, 'minRefreshMinutes'>,
  everyone: number,
): number {
  const wanted = refreshMinutes ?? everyone;
  return wanted === 0 ? 0 : Math.max(wanted, minRefreshMinutes);
}
