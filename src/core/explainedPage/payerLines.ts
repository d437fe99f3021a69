import type { AskedPayer } from '../explained/payersAsked';
import type { ToolUsage, UsageAnswer } from '../explained/usageRequest';
import type { Display } from '../views/amountText';
import { amountsText } from './usageRows';

/** A tool's calls of one provider, and who pays for them as far as anybody said. */
export interface PayerLine {
  readonly tool: string;
  readonly provider: string;
  readonly name: string;
  readonly text: string;
}

interface PayersTold extends Pick<UsageAnswer, 'payers'> {
  readonly tools: readonly Pick<ToolUsage, 'tool' | 'name'>[];
}

/** Whose key or plan paid is not in these logs: what the calls would have cost is said, and never added unless a person says so. */
export function payerLines({ payers, tools }: PayersTold, titleOf: (account: string) => string, display: Display): readonly PayerLine[] {
  return payers.map((payer) => {
    const { tool, provider } = payer;
    const name = tools.find((one) => one.tool === tool)?.name ?? tool;
    return { tool, provider, name, text: textOf(payer, titleOf, display) };
  });
}

function textOf(
  { provider, evidence, paidBy, account, total }: AskedPayer,
  titleOf: (account: string) => string,
  display: Display,
): string {
  const { t, locale } = display;
  const count = (total.calls + total.unmeasured).toLocaleString(locale);
  const values = {
    provider:
      evidence === null
        ? t('provider not logged')
        : evidence === 'model' && paidBy === 'open'
          ? t('{provider}, by the name of the model alone', { provider })
          : provider,
    count,
    amount: total.amounts.length === 0 ? t('of unknown amount') : amountsText(total.amounts, display),
    account: account === null ? '' : titleOf(account),
  };
  switch (paidBy) {
    case 'open':
      return t('{provider}. Calls: {count}. API-equivalent {amount}, not added: a key or a plan may have paid.', values);
    case 'plan':
      return t('{provider}, on a plan by your setting. Calls: {count}. API-equivalent {amount}, not added.', values);
    case 'account':
      return t('{provider}, paid by {account} by your setting. Calls: {count}.', values);
  }
}
