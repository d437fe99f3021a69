import { isAnswer } from '../ledger/ledgerDays';
import type { AccountId } from '../model/accountId';
import { micros, type Micros } from '../money/money';
import { statementWords, type StatementTexts } from './statementWords';
import { rowNotes } from './rowNotes';
import { isPartly } from './balanceRow';
import type { BalanceRow, Bounds, ReportedRow } from './rows';
import type { Statement } from './statement';
import { statementColumns, type StatementColumn, type StatementSum } from './sums';

/** The rows of one unit as words, for people: on the page, in print, in a terminal. */
export interface StatementTable {
  readonly unit: string;
  /** Those that would hold nothing are left out. */
  readonly columns: readonly StatementColumn[];
  readonly rows: readonly TableRow[];
  readonly sums: readonly TableRow[];
}

export interface TableRow {
  /** null for a sum. */
  readonly account: AccountId | null;
  readonly name: string;
  /** One a column; null where there is nothing that it could say. */
  readonly cells: readonly (string | null)[];
  readonly notes: readonly string[];
}

/** Columns that most statements have nothing for. */
const rare: readonly StatementColumn[] = ['granted', 'adjusted', 'expired'];

export function statementTables(statement: Statement, texts: StatementTexts): readonly StatementTable[] {
  return statement.sums.map((sum) => {
    const own = statement.rows.filter((row) => row.kind !== 'unchecked').filter(({ unit }) => unit === sum.unit);
    const balances = own.filter((row) => row.kind === 'balance');
    const columns = statementColumns.filter((column) => !rare.includes(column) || balances.some((row) => amountOf(row, column) !== 0));
    return {
      unit: sum.unit,
      columns,
      rows: own.map((row) => ({
        account: row.account,
        name: row.title,
        cells: columns.map((column) => cellOf(row, column, texts)),
        notes: rowNotes(row, statement, texts),
      })),
      // Of one row it would say the same again.
      sums: own.length === 1 ? [] : sumRows(sum, columns, texts),
    };
  });
}

function cellOf(row: BalanceRow | ReportedRow, column: StatementColumn, texts: StatementTexts): string | null {
  if (row.kind === 'balance') return boundedText(amountOf(row, column), { ...row, isPartly: isPartly(row) }, column, row.unit, texts);
  return column === 'spent' ? boundedText(row.reported.amount, { ...row.reported, atMost: false }, column, row.unit, texts) : null;
}

function amountOf(row: BalanceRow, column: StatementColumn): Micros {
  return column === 'opening' || column === 'closing' ? row[column].amount : row[column];
}

/** What money may hide is what went, and what came; not what was read. */
function boundedText(amount: Micros | null, known: Known, column: StatementColumn, unit: string, texts: StatementTexts): string {
  if (amount === null) return texts.tooLarge;
  const cell = texts.cell(amount, unit);
  switch (column) {
    case 'spent':
      return isAnswer({ ...known, amount }) ? texts.boundedCell(known, cell) : texts.t('not known');
    case 'toppedUp':
    case 'granted':
      if (amount > 0) return texts.boundedCell({ atLeast: known.atLeast, atMost: false }, cell);
      return known.isPartly === true ? texts.t('not known') : cell;
    case 'adjusted':
      return amount < 0 ? `−${texts.cell(micros(Math.abs(amount)), unit)}` : cell;
    case 'opening':
    case 'expired':
    case 'closing':
      return cell;
  }
}

interface Known extends Bounds {
  readonly isPartly?: boolean;
}

function sumRows({ unit, balances, reported, spent }: StatementSum, columns: readonly StatementColumn[], texts: StatementTexts) {
  const words = statementWords(texts.t);
  const row = (name: string, cells: TableRow['cells'], notes: readonly string[] = []): TableRow => ({ account: null, name, cells, notes });
  const spentAlone = (sum: NonNullable<typeof reported>): TableRow['cells'] =>
    columns.map((column) => (column === 'spent' ? boundedText(sum.amount, sum, column, unit, texts) : null));
  return [
    ...(balances
      ? [
          row(
            spent ? words.sumOfBalances : words.sum,
            columns.map((column) => boundedText(balances[column], balances, column, unit, texts)),
            balances.addsUp ? [] : [words.sumDoesNotAddUp],
          ),
        ]
      : []),
    ...(reported ? [row(balances ? words.sumOfReported : words.sum, spentAlone(reported))] : []),
    ...(spent ? [row(words.spentTogether, spentAlone(spent))] : []),
  ];
}
