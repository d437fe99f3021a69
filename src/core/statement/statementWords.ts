import type { Micros } from '../money/money';
import type { Translate } from '../text/translate';
import type { DayKey } from '../time/calendar';
import type { Bounds } from './rows';
import type { StatementColumn } from './sums';

/** How amounts and days are said beside a row. */
export interface NoteTexts {
  /** With its unit; where amounts are hidden, the mask. */
  readonly amount: (amount: Micros, unit: string) => string;
  readonly bounded: (bounds: Bounds, amount: string) => string;
  readonly day: (day: DayKey) => string;
  readonly month: string;
  readonly t: Translate;
}

/** And in a table, whose heading names the unit. */
export interface StatementTexts extends NoteTexts {
  readonly cell: (amount: Micros, unit: string) => string;
  readonly boundedCell: (bounds: Bounds, amount: string) => string;
  /** Of a sum that is more than an amount can be. */
  readonly tooLarge: string;
}

export type StatementWords = ReturnType<typeof statementWords>;

export function statementWords(t: Translate) {
  return {
    account: t('Account'),
    columns: {
      opening: t('Opening'),
      toppedUp: t('Topped up'),
      granted: t('Granted'),
      adjusted: t('Adjusted'),
      expired: t('Expired'),
      spent: t('Spent'),
      closing: t('Closing'),
    } satisfies Record<StatementColumn, string>,
    sum: t('Sum'),
    sumOfBalances: t('Accounts with a balance'),
    sumOfReported: t('Reported by providers'),
    spentTogether: t('Total spent'),
    sumDoesNotAddUp: t('does not add up, since not every row above does'),
    unchecked: t('Not checked'),
    month: t('Month'),
    previous: t('Previous Month'),
    next: t('Next Month'),
    exportCsv: t('Export CSV…'),
    print: t('Print…'),
    open: t('Open the chart of {account}'),
    addAccount: t('Add Account'),
  };
}
