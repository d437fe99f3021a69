import { commands } from 'vscode';
import { hasAccountsKey } from './ids';
import { accountsSetting } from './settings';

/** For the `when` of what makes sense with an account alone. An entry that cannot be read counts: there is something to mend. */
export async function tellHasAccounts(): Promise<void> {
  const setting = accountsSetting();
  await commands.executeCommand('setContext', hasAccountsKey, Array.isArray(setting) && setting.length > 0);
}
