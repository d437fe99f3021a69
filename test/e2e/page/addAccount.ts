import type { Page } from 'playwright-core';
import { answer, quickBox, quickMessage, quickRow, quickTitle } from './quickInput';
import { notification } from './notifications';

export interface NewAccount {
  readonly provider: string;
  readonly origin: string;
  readonly label: string;
  readonly key: string;
}

/** By typing its name into the open list: only the rows in view are there to be clicked. */
export async function chooseProvider(page: Page, provider: string): Promise<void> {
  await quickTitle(page, '(1/4)').waitFor();
  await quickBox(page).fill(provider);
  await quickRow(page, provider).click();
}

/** From the open list of providers to the key's step. */
export async function answerUpToKey(page: Page, { provider, ...rest }: Omit<NewAccount, 'key'>): Promise<void> {
  await chooseProvider(page, provider);
  await answerSiteAndLabel(page, rest);
}

/** From the choice of a site, where a row of the tree starts, to the key's step. */
export async function answerSiteAndLabel(page: Page, { origin, label }: Pick<NewAccount, 'origin' | 'label'>): Promise<void> {
  await quickTitle(page, '(2/4)').waitFor();
  await quickRow(page, 'Another address').click();
  await quickMessage(page, 'The address of a proxy or mirror').waitFor();
  await answer(page, origin);
  await quickTitle(page, '(3/4)').waitFor();
  await answer(page, label);
  await quickTitle(page, '(4/4)').waitFor();
}

/** Goes through the whole flow, which is open already, to the notification at its end. */
export async function addAccount(page: Page, account: NewAccount): Promise<void> {
  await answerUpToKey(page, account);
  await answer(page, account.key);
  await notification(page, `${account.label} was added`).waitFor();
}
