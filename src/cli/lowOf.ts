import type { Thresholds } from '../core/model/account';
import { anyUnit, defaultThresholds } from '../core/model/headline';
import type { Micros } from '../core/money/money';

/** One limit for every unit, those with a default of their own included. @param low undefined: the defaults */
export function lowOf(low: Micros | undefined): Thresholds {
  if (low === undefined) return {};
  return { [anyUnit]: low, ...Object.fromEntries(Object.keys(defaultThresholds).map((unit) => [unit, low])) };
}
