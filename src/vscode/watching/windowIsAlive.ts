import type { SecretStorage } from 'vscode';
import { TimeLimitError, withTimeLimit } from '../editor/withTimeLimit';

/**
 * Whether this extension host still has a window. A remote one lives on for hours after its browser tab is closed:
 * its timers go on, and calls that need the window, such as this one for a secret that is not there, never come back.
 */
export async function windowIsAlive(secrets: SecretStorage): Promise<boolean> {
  try {
    await withTimeLimit(secrets.get('apiBalance.alive'), 5_000);
    return true;
  } catch (error) {
    // A storage that answers with an error answers.
    return !(error instanceof TimeLimitError);
  }
}
