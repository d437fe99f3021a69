import * as vscode from 'vscode';
import { receiptJson, receiptMarkdown } from '../../core/views/receiptView';
import { titleOf } from '../../core/views/accountView';
import { oneLine, shortened } from '../../core/text/plainText';
import { receiptScheme } from '../editor/ids';
import type { Session } from '../accounts/session';
import { isOfPrices } from './prices';
import { display, t } from '../editor/translation';
import { asAccountId, type AccountId } from '../../core/model/accountId';

export type ReceiptForm = 'md' | 'json';

interface Receipt {
  readonly accountId: AccountId;
  readonly form: ReceiptForm;
}

/** The editor's own, which comes with it. */
const markdownPreview = 'vscode.markdown.preview.editor';
const longestTitle = 60;

/** The text of a receipt document, from what is known now. */
export function receiptText(session: Session, receipt: Receipt): string {
  const facts = session.factsOf(receipt.accountId);
  if (!facts) return t('This account is no longer there.');
  return receipt.form === 'json' ? receiptJson(facts, display()) : receiptMarkdown(facts, display());
}

/** One page of each: it is brought to the front where it is open, and opened anew where the account has another name by now. */
export async function showReceipt(session: Session, accountId: AccountId, form: ReceiptForm): Promise<void> {
  const facts = session.factsOf(accountId);
  if (!facts) return;
  const uri = receiptUri({ accountId, form }, titleOf(facts));
  const open = openTab({ accountId, form });
  const viewColumn = open?.group.viewColumn ?? vscode.ViewColumn.Active;
  if (open && uriOf(open)?.path !== uri.path) await vscode.window.tabGroups.close(open);
  if (form === 'md') await vscode.commands.executeCommand('vscode.openWith', uri, markdownPreview, { viewColumn, preview: true });
  else await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { viewColumn, preview: true });
}

/** The one that a command was called on: its document, or the one in front. */
export function targetReceipt(target: unknown): Receipt | undefined {
  const { activeTab } = vscode.window.tabGroups.activeTabGroup;
  const uri = target instanceof vscode.Uri ? target : activeTab && uriOf(activeTab);
  return uri?.scheme === receiptScheme && !isOfPrices(uri) ? receiptOf(uri) : undefined;
}

export function receiptOf({ path }: vscode.Uri): Receipt {
  const [, id = ''] = path.split('/');
  return { accountId: asAccountId(id), form: path.endsWith('.json') ? 'json' : 'md' };
}

/** A tab is named for the last part of its path. */
function receiptUri({ accountId, form }: Receipt, title: string): vscode.Uri {
  const name = shortened(oneLine(title).replace(/[/\\]/g, ' '), longestTitle);
  return vscode.Uri.from({ scheme: receiptScheme, path: `/${accountId}/${t('Receipt')} – ${name}.${form}` });
}

function openTab({ accountId, form }: Receipt): vscode.Tab | undefined {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .find((tab) => {
      const uri = uriOf(tab);
      const receipt = uri?.scheme === receiptScheme ? receiptOf(uri) : undefined;
      return receipt?.accountId === accountId && receipt.form === form;
    });
}

function uriOf({ input }: vscode.Tab): vscode.Uri | undefined {
  return input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputText ? input.uri : undefined;
}
