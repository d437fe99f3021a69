import * as vscode from 'vscode';
import { receiptJson, receiptMarkdown } from '../../core/views/receiptView';
import { receiptScheme } from '../editor/ids';
import type { Session } from '../accounts/session';
import { display, t } from '../editor/translation';
import { asAccountId, type AccountId } from '../../core/model/accountId';

export type ReceiptForm = 'md' | 'json';

/** The text of a receipt document, from what is known now. */
export function receiptText(session: Session, uri: vscode.Uri): string {
  const { accountId, form } = receiptOf(uri);
  const facts = session.factsOf(accountId);
  if (!facts) return t('This account is no longer there.');
  return form === 'json' ? receiptJson(facts, display()) : receiptMarkdown(facts, display());
}

export async function showReceipt(accountId: AccountId, form: ReceiptForm): Promise<void> {
  const uri = vscode.Uri.from({ scheme: receiptScheme, path: `/${accountId}.${form}` });
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document, { preview: true });
}

export function receiptOf(uri: vscode.Uri): { readonly accountId: AccountId; readonly form: ReceiptForm } {
  const form = uri.path.endsWith('.json') ? 'json' : 'md';
  return { accountId: asAccountId(uri.path.slice(1, -(form.length + 1))), form };
}
