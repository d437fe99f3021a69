import * as vscode from 'vscode';
import { errorText } from '../../core/errorText';
import { hostOf } from '../../core/origin';
import type { Provider } from '../../core/provider';
import { scene, t } from '../translation';

/** A provider without an API says so plainly, with the link to where the balance is. */
export async function explainDashboard({ name, links }: Provider): Promise<void> {
  const error = { kind: 'notSupported', host: hostOf(links.billing) } as const;
  const { sentence } = errorText(error, { provider: name, hasSites: false, locale: scene().locale, t });
  const open = t('Open Dashboard');
  const chosen = await vscode.window.showInformationMessage(sentence, open);
  if (chosen === open) await vscode.env.openExternal(vscode.Uri.parse(links.billing, true));
}
