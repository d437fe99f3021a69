import { atOnce } from '../core/history/inSteps';
import type { HistoryRow } from '../core/history/historyRow';
import type { ReportedPart } from '../core/history/reportedPart';
import { readUsageExport } from '../core/importing/readUsageExport';
import { unitPaidIn } from '../core/importing/unitPaidIn';
import { usageExportText } from '../core/importing/usageExportText';
import type { AccountId } from '../core/model/accountId';
import { textOfBytes } from '../core/text/jsonText';
import { english } from '../core/text/translate';
import { readBytes } from './readBytes';

type PartsOfAccount = readonly (ReportedPart & { readonly account: AccountId })[];

/**
 * What the provider's console says of one account, as a person exported it there.
 * @param rows the balances of accounts that may be meant
 * @returns or what is wrong
 */
export function usageCsv(
  file: string,
  rows: readonly HistoryRow[],
  exportsUsage: (account: AccountId) => boolean,
): PartsOfAccount | string {
  const accounts = [...new Set(rows.map(({ account }) => account))].filter(exportsUsage);
  const [account, ...more] = accounts;
  if (account === undefined) return '--usage-csv is of an account whose provider exports usage, and this history has none: DeepSeek does.';
  if (more.length > 0) return `--usage-csv is of one account: name it, such as api-balance explain ${account} --usage-csv FILE.`;
  const bytes = readBytes(file);
  if (bytes === null) return 'The file of --usage-csv could not be read.';
  const read = atOnce(readUsageExport(textOfBytes(bytes), unitPaidIn(rows.filter((row) => row.account === account))));
  return read.ok ? read.parts.map((part) => ({ ...part, account })) : `--usage-csv: ${usageExportText(read.fault, english)}`;
}
