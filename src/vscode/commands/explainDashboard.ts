import * as vscode from 'vscode';
import { errorContext } from '../../core/views/errorContext';
import { errorText } from '../../core/views/errorText';
import { dashboardError, type DashboardProvider } from '../../core/provider/provider';
import { showInfo } from '../editor/dialogs';
import { display, t } from '../editor/translation';

/** A provider without an API says so plainly, with the link to where the balance is. */
export async function explainDashboard(provider: DashboardProvider): Promise<void> {
  const { sentence } = errorText(dashboardError(provider), errorContext(provider, display()));
  const open = t('Open Dashboard');
  const chosen = await showInfo(sentence, open);
  if (chosen === open) await vscode.env.openExternal(vscode.Uri.parse(provider.links.billing, true));
}
