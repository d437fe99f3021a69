import { decimalOrMask } from '../money/masked';
import { unit as unitOf, type Micros } from '../money/money';
import { csvLine, csvText } from '../text/csv';
import { boundText } from '../views/ledgerText';
import { english } from '../text/translate';
import { dateOfDay } from '../time/dayStart';
import { addsUp } from './balanceRow';
import { rowNotes, uncheckedText } from './rowNotes';
import type { Bounds, DatedAmount, StatementRow } from './rows';
import type { Statement } from './statement';
import type { NoteTexts } from './statementWords';

/**
 * A row for other programs: exact decimals, dates of the calendar, null where there is nothing to say. Sums are left out, so that a
 * spreadsheet that adds a column up counts nothing twice. The names are public.
 */
export interface StatementFileRow {
  readonly month: string;
  /** The month is over. */
  readonly complete: boolean;
  readonly account: string;
  readonly label: string;
  readonly unit: string | null;
  /** Of the figures: what was read, what the provider reports by UTC days, or nobody looked. */
  readonly source: 'readings' | 'provider' | 'none';
  readonly opening: string | null;
  readonly openingDay: string | null;
  readonly toppedUp: string | null;
  readonly granted: string | null;
  readonly adjusted: string | null;
  readonly expired: string | null;
  readonly spent: string | null;
  readonly closing: string | null;
  readonly closingDay: string | null;
  /** Of what was spent; of what was topped up and granted as well where it is a least. */
  readonly bound: Bound;
  readonly addsUp: boolean | null;
  /** Beside what was read: what the provider reports by UTC days. */
  readonly reportedSpent: string | null;
  readonly reportedBound: Bound;
  readonly note: string;
}

/** `about`: both. */
export type Bound = 'atLeast' | 'atMost' | 'about' | null;

export function boundOf({ atLeast, atMost }: Bounds): Bound {
  if (atLeast) return atMost ? 'about' : 'atLeast';
  return atMost ? 'atMost' : null;
}

const columns = [
  'month',
  'complete',
  'account',
  'label',
  'unit',
  'source',
  'opening',
  'openingDay',
  'toppedUp',
  'granted',
  'adjusted',
  'expired',
  'spent',
  'closing',
  'closingDay',
  'bound',
  'addsUp',
  'reportedSpent',
  'reportedBound',
  'note',
] as const satisfies readonly (keyof StatementFileRow)[];

export function statementCsv(statement: Statement, isHidden = false): string {
  const lines = statementFileRows(statement, isHidden).map((row) => csvLine(columns.map((column) => String(row[column] ?? ''))));
  return csvText([columns]) + lines.join('');
}

export function statementFileRows(statement: Statement, isHidden = false): readonly StatementFileRow[] {
  const texts: NoteTexts = {
    amount: (amount, unit) => `${decimalOrMask(amount, unitOf(unit), isHidden)} ${unit}`,
    bounded: (bounds, amount) => boundText(bounds, amount, english),
    day: dateOfDay,
    month: statement.month.name,
    t: english,
  };
  return statement.rows.map((row) => ({
    ...nothing,
    ...named(row, statement),
    ...figures(row, isHidden),
    note: note(row, statement, texts),
  }));
}

const nothing = {
  unit: null,
  opening: null,
  openingDay: null,
  toppedUp: null,
  granted: null,
  adjusted: null,
  expired: null,
  spent: null,
  closing: null,
  closingDay: null,
  bound: null,
  addsUp: null,
  reportedSpent: null,
  reportedBound: null,
};

function named({ account, title }: StatementRow, { month, soFar }: Statement) {
  return { month: month.name, complete: soFar === null, account, label: title };
}

function figures(row: StatementRow, isHidden: boolean): Pick<StatementFileRow, 'source'> & Partial<StatementFileRow> {
  if (row.kind === 'unchecked') return { source: 'none', unit: row.last?.unit ?? null };
  const decimal = (amount: Micros): string => decimalOrMask(amount, unitOf(row.unit), isHidden);
  const { reported } = row;
  if (row.kind === 'reported')
    return { source: 'provider', unit: row.unit, spent: decimal(row.reported.amount), bound: boundOf({ ...row.reported, atMost: false }) };
  return {
    source: 'readings',
    unit: row.unit,
    ...dated('opening', row.opening, decimal),
    toppedUp: decimal(row.toppedUp),
    granted: decimal(row.granted),
    adjusted: decimal(row.adjusted),
    expired: decimal(row.expired),
    spent: decimal(row.spent),
    ...dated('closing', row.closing, decimal),
    bound: boundOf(row),
    addsUp: addsUp(row),
    ...(reported ? { reportedSpent: decimal(reported.amount), reportedBound: boundOf({ ...reported, atMost: false }) } : {}),
  };
}

function dated(name: 'opening' | 'closing', { amount, day }: DatedAmount, decimal: (amount: Micros) => string): Partial<StatementFileRow> {
  return { [name]: decimal(amount), [`${name}Day`]: dateOfDay(day) };
}

function note(row: StatementRow, statement: Statement, texts: NoteTexts): string {
  return row.kind === 'unchecked' ? uncheckedText(row, texts) : rowNotes(row, statement, texts).join('; ');
}
