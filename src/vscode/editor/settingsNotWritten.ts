import * as vscode from 'vscode';
import { showError } from './dialogs';
import type { SettingsNotWritten } from './settings';
import { t } from './translation';

/** What is wrong is in the settings file, so that is one click away. */
export async function tellNotWritten({ message }: SettingsNotWritten): Promise<void> {
  const open = t('Open Settings File');
  const chosen = await showError(t('The settings could not be written, so nothing was changed. {reason}', { reason: message }), open);
  if (chosen === open) await vscode.commands.executeCommand('workbench.action.openSettingsJson');
}
