import type { Page } from 'playwright-core';
import type { Sandbox } from '../../sandbox/startSandbox';
import { quickRow } from './quickInput';
import { statusBarItem } from './statusBar';

const key = 'sk-sandbox-bystander';
const cents = { next: 100_00 };

/**
 * An account beside those of a story, which every check asks as well. Its answer differs each time, so on screen it tells that
 * a check is over, also where the account of the story sends nothing or says what it said before.
 */
export const bystander = {
  env: { BYSTANDER_KEY: key },
  entry: (origin: string) => ({
    id: 'bystander',
    provider: 'moonshot',
    label: 'Bystander',
    site: 'global',
    key: 'env:BYSTANDER_KEY',
    baseUrl: origin,
  }),
} as const;

/** Gives the bystander an amount that it never had, and says how that is shown. */
export function changeBystander(sandbox: Pick<Sandbox, 'account'>): string {
  cents.next += 1;
  const amount = (cents.next / 100).toFixed(2);
  sandbox.account('moonshot', key, 'bystander').set({ unit: 'USD', paid: amount, granted: '0.00' });
  return `$${amount}`;
}

/** Opens the list of accounts, which checks all accounts, and resolves when the check is over. The list of accounts stays open. */
export async function checkAll({ page, sandbox }: { readonly page: Page; readonly sandbox: Pick<Sandbox, 'account'> }): Promise<void> {
  const amount = changeBystander(sandbox);
  await statusBarItem(page).click();
  await quickRow(page, 'Bystander').filter({ hasText: amount }).waitFor();
}
