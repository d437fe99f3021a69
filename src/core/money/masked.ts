import { toDecimal, type Micros, type Unit } from './money';

/** What stands for an amount on a screen that others see. */
export const masked = '••••';

/** The exact decimal, or the mask. */
export function decimalOrMask(amount: Micros, unit: Unit, isHidden: boolean): string {
  return isHidden ? masked : toDecimal(amount, unit);
}
