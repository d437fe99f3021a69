import { defaultThresholds } from '../core/model/headline';
import type { AccountId } from '../core/model/accountId';
import { english } from '../core/text/translate';
import { accountReport, type Checked } from '../core/views/checkReport';

/** Says once of each account that it looks well by what other machines are told alone, and where the key of this one should be. */
export function leftWithoutKeyTeller(tell: (text: string) => unknown): (checked: Checked) => void {
  const told = new Set<AccountId>();
  return (checked) => {
    const { account, error } = accountReport(checked, defaultThresholds, english);
    if (error === null || told.has(checked.account.id)) return;
    told.add(checked.account.id);
    tell(`${account}: ${error.message} What is shown of it is what another machine was told.`);
  };
}
