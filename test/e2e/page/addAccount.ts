import type { Page } from 'playwright-core';
import { notification } from './notifications';
import { leaveHover } from './statusBar';
import { answer, quickBox, quickInput, quickMessage, quickRow, quickTitle } from './quickInput';

export interface NewAccount {
  readonly provider: string;
  readonly origin: string;
  readonly label: string;
  readonly key: string;
}

/** By typing its name into the open list: only the rows in view are there to be clicked. A found key has a line of its own. */
export async function chooseProvider(page: Page, provider: string): Promise<void> {
  await quickTitle(page, 'Add Account').waitFor();
  await quickBox(page).fill(provider);
  await quickInput(page)
    .locator('.monaco-list-row')
    .filter({ hasText: new RegExp(`^${provider}`), hasNotText: /_API_KEY/ })
    .first()
    .click();
}

/** From the open list of providers to the key's step. */
export async function answerUpToKey(page: Page, { provider, origin }: Pick<NewAccount, 'provider' | 'origin'>): Promise<void> {
  await chooseProvider(page, provider);
  await answerAddress(page, origin);
}

/** From what comes after the provider to the key's step. Another address is among several hosts, or a button where there is one. */
export async function answerAddress(page: Page, origin: string): Promise<void> {
  const row = quickRow(page, 'Another address');
  const button = quickInput(page).getByRole('button', { name: 'Use Another Address' });
  await row.or(button).first().waitFor();
  await ((await row.isVisible()) ? row : button).click();
  await quickMessage(page, 'The address of a proxy or mirror').waitFor();
  await answer(page, origin);
  await quickMessage(page, `sent to ${new URL(origin).host} only`).waitFor();
}

/** The account was named for its provider; this is what a story calls it. */
export async function nameAdded(page: Page, label: string): Promise<void> {
  const added = notification(page, ' was added');
  await added.waitFor();
  // What was pressed before gets the focus back, and its hover would lie above the message.
  await leaveHover(page);
  await added.getByRole('button', { name: 'Rename…' }).click();
  await quickTitle(page, 'Rename Account').waitFor();
  await answer(page, label);
  await page.locator('.statusbar').getByText(`Renamed to ${label}`).waitFor();
}

/** Goes through the whole flow, which is open already, and names the account. */
export async function addAccount(page: Page, account: NewAccount): Promise<void> {
  await answerUpToKey(page, account);
  await answer(page, account.key);
  await nameAdded(page, account.label);
}
