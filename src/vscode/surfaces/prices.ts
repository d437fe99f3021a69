import * as vscode from 'vscode';
import { receiptScheme } from '../editor/ids';
import { usageEntries } from '../editor/settings';
import { t } from '../editor/translation';

/** No account has such an id, so that no receipt lies there. */
const folder = '/.prices/';
const markdownPreview = 'vscode.markdown.preview.editor';

export function isOfPrices({ scheme, path }: vscode.Uri): boolean {
  return scheme === receiptScheme && path.startsWith(folder);
}

export async function showPrices(): Promise<void> {
  const uri = vscode.Uri.from({ scheme: receiptScheme, path: `${folder}${t('Prices')}.md` });
  await vscode.commands.executeCommand('vscode.openWith', uri, markdownPreview, { viewColumn: vscode.ViewColumn.Active, preview: true });
}

/** With `edit` VS Code writes the beginning of an entry, which is a help only where there is none. */
export async function changePrices(): Promise<void> {
  const { prices } = usageEntries();
  const edit = Array.isArray(prices) && prices.length === 0;
  await vscode.commands.executeCommand('workbench.action.openSettingsJson', { revealSetting: { key: 'apiBalance.usage.prices', edit } });
}
