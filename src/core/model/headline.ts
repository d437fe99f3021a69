import type { Balance } from './reading';
import type { Thresholds } from './account';
import { micros, microsPerUnit, type Micros, type Unit } from '../money/money';

/** From design: no threshold for other units, since none would fit them all. */
export const defaultThresholds: Thresholds = { USD: micros(5 * microsPerUnit), CNY: micros(30 * microsPerUnit) };

/** Stands for every unit that has no threshold of its own. */
export const anyUnit = '*';

export function thresholdOf(unit: Unit, thresholds: Thresholds): Micros | null {
  // A unit may be named like something that every object has, such as `constructor`.
  const own = (name: string): Micros | null => (Object.hasOwn(thresholds, name) ? (thresholds[name] ?? null) : null);
  return own(unit) ?? own(anyUnit);
}

/**
 * The balance that stands for an account: the funded one the person pinned, else the only funded one, else the one
 * nearest its threshold. The order of rows carries no meaning, so it plays no part.
 * @see https://github.com/Han-1413141/dsh-cost-meter/issues/25
 */
export function headline(balances: readonly Balance[], thresholds: Thresholds, pinned?: string): Balance | null {
  const known = balances.filter((balance) => balance.available !== null);
  const funded = known.filter((balance) => (balance.available ?? 0) > 0);
  const pinnedOne = funded.find((balance) => balance.unit === pinned);
  const candidates = funded.length > 0 ? funded : known;
  return (
    pinnedOne ?? [...candidates].sort((a, b) => distance(a, thresholds) - distance(b, thresholds) || compare(a.unit, b.unit))[0] ?? null
  );
}

function distance({ unit, available }: Balance, thresholds: Thresholds): number {
  const threshold = thresholdOf(unit, thresholds);
  // A unit without a threshold comes last; two Infinities must not become NaN.
  return available === null || threshold === null ? Number.MAX_VALUE : available / Math.max(threshold, 1);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
