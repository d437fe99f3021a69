import { micros, type Micros } from './money';

export interface Quartiles {
  readonly p25: Micros;
  readonly p50: Micros;
  readonly p75: Micros;
}

/** By linear interpolation between neighbours, in whole micro-units; null without values. */
export function quartiles(values: readonly Micros[]): Quartiles | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  return { p25: quantile(sorted, 1), p50: quantile(sorted, 2), p75: quantile(sorted, 3) };
}

/** The position is a whole number of quarters, so that nothing but integers is divided. */
function quantile(sorted: readonly Micros[], quarters: number): Micros {
  const position = (sorted.length - 1) * quarters;
  const below = sorted[Math.floor(position / 4)] ?? micros(0);
  const above = sorted[Math.ceil(position / 4)] ?? below;
  return micros(below + Math.round(((above - below) * (position % 4)) / 4));
}
