import * as vscode from 'vscode';
import { errorText } from '../../core/errorText';
import { dashboardError, type DashboardProvider } from '../../core/provider';
import { showInfo } from '../dialogs';
import { scene, t } from '../translation';

/** A provider without an API says so plainly, with the link to where the balance is. */
export async function explainDashboard(provider: DashboardProvider): Promise<void> {
  const { sentence } = errorText(dashboardError(provider), { provider: provider.name, hasSites: false, locale: scene().locale, t });
  const open = t('Open Dashboard');
  const chosen = await showInfo(sentence, open);
  if (chosen === open) await vscode.env.openExternal(vscode.Uri.parse(provider.links.billing, true));
}
