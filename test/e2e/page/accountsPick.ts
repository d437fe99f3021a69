import type { Page } from 'playwright-core';
import type { LoggedRequest } from '../../sandbox/requestLog';
import type { Sandbox } from '../../sandbox/startSandbox';
import { statusBarItem } from './statusBar';

interface Watched {
  readonly page: Page;
  readonly sandbox: Pick<Sandbox, 'asked'>;
}

/**
 * Opens the list of accounts, which checks every account, and resolves with the next requests once they are answered. Its rows show what was
 * known before until an answer lands, so an answer that a test waits for on screen has to differ from that.
 */
export async function checkInAccountsPick({ page, sandbox }: Watched, requests = 1): Promise<readonly LoggedRequest[]> {
  const asked = sandbox.asked(requests);
  await statusBarItem(page).click();
  return asked;
}
