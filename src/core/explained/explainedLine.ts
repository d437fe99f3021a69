import type { AccountId } from '../model/accountId';
import { clamped, type Micros, type Unit } from '../money/money';
import type { EpochMs } from '../time/epoch';
import type { ExplainedGroup } from './explainedGroup';
import { knownAmount } from './explainedParts';

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
  const own = groups.filter(({ accounts }) => accounts.length === 1 && accounts[0] === account);
  return own.flatMap(({ unit, whole, parts, reported }) => {
    // What was exported says the same of the same money as the balance.
    const isToldTwice = reported !== null && own.some((other) => other.reported === null && other.unit === unit);
    if (whole === null || isToldTwice) return [];
    const amount = parts.tool.reduce((sum, part) => sum + part.amount, 0);
    const { spent, atLeast, from } = whole.span;
    const isKnown = parts.tool.some((part) => knownAmount(part) !== null);
    return isKnown ? [{ unit, spent, atLeast, amount: clamped(amount), from: from.first }] : [];
  });
}
