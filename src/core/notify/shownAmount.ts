import { headline, thresholdOf } from '../model/headline';
import type { Balance } from '../model/reading';
import type { Micros, Unit } from '../money/money';
import type { EpochMs } from '../time/epoch';
import { thresholdsOf, type AccountFacts } from '../views/accountView';
import { estimateOf, type Estimate } from '../views/estimate';
import { firstCap } from '../views/shownAmount';

/** What the amount of a line is of, with the threshold that counts for it. */
export interface ShownAmount {
  readonly balance: Balance | null;
  readonly estimate: Estimate | null;
  readonly unit: Unit;
  readonly threshold: Micros | null;
}

/** As the account's view chooses it; null where that is spend, or nothing. */
export function shownAmount({ account, snapshot: { reading } }: AccountFacts, now: EpochMs): ShownAmount | null {
  const thresholds = thresholdsOf(account);
  const balance = reading && headline(reading.balances, thresholds, account.pinnedUnit);
  const estimate = balance ? null : estimateOf(account.estimate, reading, now);
  const cap = balance || estimate || reading === null ? null : firstCap(reading.caps);
  const unit = (balance ?? estimate ?? cap)?.unit;
  return unit === undefined ? null : { balance, estimate, unit, threshold: thresholdOf(unit, thresholds) };
}
