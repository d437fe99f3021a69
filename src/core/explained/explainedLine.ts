import type { AccountId } from '../model/accountId';
import { clamped, type Micros, type Unit } from '../money/money';
import type { EpochMs } from '../time/epoch';
import type { ExplainedGroup } from './explainGroup';

/** How much of what was spent logs on this machine account for, for one account where others show of it in a line. */
export interface ExplainedLine {
  readonly unit: Unit;
  readonly spent: Micros;
  /** More may have been spent. */
  readonly atLeast: boolean;
  /** An estimate. */
  readonly amount: Micros;
  readonly from: EpochMs;
}

/** Nothing of accounts that logs cannot tell apart: what is of all of them is of none. */
export function explainedOf(groups: readonly ExplainedGroup[], account: AccountId): readonly ExplainedLine[] {
  return groups.flatMap(({ accounts, unit, whole, parts }) => {
    if (accounts.length !== 1 || accounts[0] !== account || whole === null) return [];
    const amount = parts.tool.reduce((sum, part) => sum + part.amount, 0);
    const { spent, atLeast, from } = whole.span;
    return parts.tool.length === 0 ? [] : [{ unit, spent, atLeast, amount: clamped(amount), from: from.first }];
  });
}
