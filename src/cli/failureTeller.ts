import { defaultThresholds } from '../core/model/headline';
import type { AccountId } from '../core/model/accountId';
import type { ProviderErrorKind } from '../core/model/providerError';
import { english } from '../core/text/translate';
import { accountReport, type Checked } from '../core/views/checkReport';
import { complain } from './terminal';

/**
 * Says what a failure means and the one thing to do, beside the line that is for machines: when it begins, or becomes
 * another one, and not with every check.
 */
export function failureTeller(tell: (text: string) => unknown = complain): (checked: Checked) => void {
  const told = new Map<AccountId, ProviderErrorKind | null>();
  return (checked) => {
    const { account, error } = accountReport(checked, defaultThresholds, english);
    if (error !== null && error.kind !== told.get(account)) tell(`${account}: ${error.message}`);
    told.set(account, error?.kind ?? null);
  };
}
