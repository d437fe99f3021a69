import { toDecimal, unit } from '../money/money';
import { defaultThresholds } from './headline';

/** For documents and help: `5.00 USD`. */
export const defaultThresholdTexts: readonly string[] = Object.entries(defaultThresholds).map(
  ([name, amount]) => `${toDecimal(amount, unit(name))} ${name}`,
);
