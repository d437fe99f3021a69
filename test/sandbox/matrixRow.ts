import type { ProviderErrorKind } from '../../src/core/model/providerError';
import type { FaultName } from './faults';
import type { Money } from './money';

/** What a fault must come out as: an error and the last good number, the same number, another or none that was really said. */
export type Expected = { readonly error: ProviderErrorKind } | { readonly amount: 'good' | 'none' | keyof Worth };

/** The amount that a headline field of this source text gives: `"1,234.50"`, 0, −31.15. */
export interface Worth {
  readonly grouped: string;
  readonly zero: string;
  readonly negative: string;
}

/** Of a format whose amounts stand as they are. */
export const plainWorth: Worth = { grouped: '1234.50', zero: '0.00', negative: '-31.15' };

/** The same of counts that are no money, which need no second decimal. */
export const countWorth: Worth = { grouped: '1234.5', zero: '0', negative: '-31.15' };

/** A provider's row of the fault matrix. */
export interface MatrixRow {
  readonly money: Money;
  /** What is shown of that money: the balance, else what is left of the cap, else the spend of the month. */
  readonly good: string;
  /** Default: the amount as it stands. */
  readonly worth?: Worth;
  /** Where the provider's documentation makes a fault mean something else. The wire says why. */
  readonly except?: Readonly<Partial<Record<FaultName, Expected>>>;
}
