import { toDecimal, unit as unitOf, type Micros } from '../money/money';
import { dateOfDay } from '../time/dayStart';
import type { Statement } from './statement';
import { boundOf, statementFileRows, type Bound, type StatementFileRow } from './statementFile';
import type { BoundedSum, StatementColumn, StatementSum } from './sums';

/** A statement as data; amounts are decimal strings. The shape is public: `api-balance statement --json` promises it. */
export interface StatementJson {
  readonly month: string;
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
  /** Of a month that is not over: when it was made, ISO 8601. */
  readonly soFar: string | null;
  readonly rows: readonly Omit<StatementFileRow, 'month' | 'complete'>[];
  readonly sums: readonly SumJson[];
}

/** An amount is null where there is none, and where it is more than an amount can be. */
interface SumJson {
  readonly unit: string;
  readonly balances: (Readonly<Record<StatementColumn, string | null>> & WithBound & { readonly addsUp: boolean }) | null;
  readonly reported: BoundedJson | null;
  /** Of both, where there are both. */
  readonly spent: BoundedJson | null;
}

interface WithBound {
  readonly bound: Bound;
}

interface BoundedJson extends WithBound {
  readonly amount: string | null;
}

export function statementJson(statement: Statement, timeZone: string): StatementJson {
  const { month, soFar, sums } = statement;
  return {
    month: month.name,
    from: dateOfDay(month.first),
    to: dateOfDay(month.last),
    timeZone,
    soFar: soFar === null ? null : new Date(soFar).toISOString(),
    rows: statementFileRows(statement).map(({ month: _, complete: __, ...row }) => row),
    sums: sums.map(sumJson),
  };
}

function sumJson({ unit, balances, reported, spent }: StatementSum): SumJson {
  const decimal = (amount: Micros | null): string | null => (amount === null ? null : toDecimal(amount, unitOf(unit)));
  const bounded = (sum: BoundedSum): BoundedJson => ({ amount: decimal(sum.amount), bound: boundOf(sum) });
  return {
    unit,
    balances: balances && {
      opening: decimal(balances.opening),
      toppedUp: decimal(balances.toppedUp),
      granted: decimal(balances.granted),
      adjusted: decimal(balances.adjusted),
      expired: decimal(balances.expired),
      spent: decimal(balances.spent),
      closing: decimal(balances.closing),
      bound: boundOf(balances),
      addsUp: balances.addsUp,
    },
    reported: reported && bounded(reported),
    spent: spent && bounded(spent),
  };
}
