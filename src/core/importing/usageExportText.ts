import type { Translate } from '../text/translate';
import type { UsageExportFault } from './readUsageExport';

/** Why nothing of a table of usage was taken. Lines are named by number, as their text may hold more than it should. */
export function usageExportText(fault: UsageExportFault, t: Translate): string {
  switch (fault.kind) {
    case 'packed':
      return t('It is a ZIP: unpack it first, and take a table in it.');
    case 'notAnExport':
      return t('Its columns are not those of amount-….csv or cost-….csv, so nothing of it is read.');
    case 'noUnit':
      return t('It names no currency, and the account has not exactly one: take cost-….csv of the same export.');
    case 'overlapping':
      return t('Its days or hours overlap, as those of several exports put together do.');
    case 'empty':
      return t('It has no usage in it.');
    case 'tooMuch':
      return t('It adds up to more than any account spends.');
    case 'unread':
      return t('Line {line} is not as in such a table.', { line: fault.line });
    case 'repeated':
      return t('Line {line} stands there twice.', { line: fault.line });
  }
}
