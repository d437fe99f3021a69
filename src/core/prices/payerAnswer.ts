import { objectOf } from '../text/objectOf';
import type { UsageEntries } from './readUsageEntries';

/** What a person says of a tool's calls of one provider. */
export type PayerAnswer = { readonly kind: 'account'; readonly account: string } | { readonly kind: 'plan' } | { readonly kind: 'open' };

/** The lists with an answer in them, in the place of an earlier answer of the same; all else that stands there stays. */
export function withPayer(
  { prices, accounts }: Readonly<Record<keyof UsageEntries, readonly unknown[]>>,
  { tool, provider }: { readonly tool: string; readonly provider: string },
  answer: PayerAnswer,
): Readonly<Record<keyof UsageEntries, readonly unknown[]>> {
  const [plan, booking] = [
    { tool, provider, use: 'plan' },
    { tool, host: provider },
  ];
  return {
    prices: [...prices.filter((entry) => !isSame(entry, plan, [])), ...(answer.kind === 'plan' ? [plan] : [])],
    accounts: [
      ...accounts.filter((entry) => !isSame(entry, booking, ['account'])),
      ...(answer.kind === 'account' ? [{ ...booking, account: answer.account }] : []),
    ],
  };
}

/** Whether an entry says this, and nothing else but in the fields that may differ. */
function isSame(entry: unknown, wanted: Readonly<Record<string, string>>, free: readonly string[]): boolean {
  const fields = objectOf(entry);
  const names = Object.keys(fields).filter((name) => !free.includes(name));
  return names.length === Object.keys(wanted).length && names.every((name) => fields[name] === wanted[name]);
}
