import { maxMicros, micros, type Micros } from '../money/money';
import { addsUp, isPartly } from './balanceRow';
import type { BalanceRow, Bounds, ReportedRow } from './rows';

/** Of the balances of one unit, and of what is reported of other accounts. */
export interface StatementSum {
  readonly unit: string;
  readonly balances: BalanceSum | null;
  readonly reported: BoundedSum | null;
  /** Of both; null where one of the two is all there is. */
  readonly spent: BoundedSum | null;
}

export interface BoundedSum extends Bounds {
  readonly amount: Micros | null;
}

/** An amount is null where it is more than an amount can be. */
export interface BalanceSum extends Readonly<Record<StatementColumn, Micros | null>>, Bounds {
  /** Not all of the month was seen of some of them. */
  readonly isPartly: boolean;
  /** As all of its rows do. */
  readonly addsUp: boolean;
}

export const statementColumns = ['opening', 'toppedUp', 'granted', 'adjusted', 'expired', 'spent', 'closing'] as const;
export type StatementColumn = (typeof statementColumns)[number];

export function sumsOf(rows: readonly (BalanceRow | ReportedRow)[]): readonly StatementSum[] {
  return [...new Set(rows.map(({ unit }) => unit))].map((unit) => {
    const own = rows.filter((row) => row.unit === unit);
    const held = own.filter((row) => row.kind === 'balance');
    const told = own.filter((row) => row.kind === 'reported').map(({ reported }) => ({ ...reported, atMost: false }));
    const parts = [...held.map(({ spent: amount, atLeast, atMost }) => ({ amount, atLeast, atMost })), ...told];
    return {
      unit,
      balances: held.length === 0 ? null : balanceSum(held),
      reported: told.length === 0 ? null : boundedSum(told),
      spent: held.length === 0 || told.length === 0 ? null : boundedSum(parts),
    };
  });
}

function balanceSum(rows: readonly BalanceRow[]): BalanceSum {
  const sum = (of: (row: BalanceRow) => Micros): Micros | null => sumOf(rows.map(of));
  const sums = {
    opening: sum(({ opening }) => opening.amount),
    toppedUp: sum(({ toppedUp }) => toppedUp),
    granted: sum(({ granted }) => granted),
    adjusted: sum(({ adjusted }) => adjusted),
    expired: sum(({ expired }) => expired),
    spent: sum(({ spent }) => spent),
    closing: sum(({ closing }) => closing.amount),
  };
  return {
    ...sums,
    ...boundsOf(rows),
    isPartly: rows.some(isPartly),
    addsUp: rows.every(addsUp),
  };
}

function boundsOf(parts: readonly Bounds[]): Bounds {
  return { atLeast: parts.some(({ atLeast }) => atLeast), atMost: parts.some(({ atMost }) => atMost) };
}

function boundedSum(parts: readonly (Bounds & { readonly amount: Micros })[]): BoundedSum {
  return { amount: sumOf(parts.map(({ amount }) => amount)), ...boundsOf(parts) };
}

function sumOf(amounts: readonly Micros[]): Micros | null {
  const sum = Number(amounts.reduce((all, amount) => all + BigInt(amount), 0n));
  return Math.abs(sum) > maxMicros ? null : micros(sum);
}
