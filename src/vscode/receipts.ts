import * as vscode from 'vscode';
import { receiptJson, receiptMarkdown } from '../core/receiptView';
import { receiptScheme } from './ids';
import type { Session } from './session';
import { scene, t } from './translation';

export type ReceiptForm = 'md' | 'json';

/** The text of a receipt document, from what is known now. */
export function receiptText(session: Session, uri: vscode.Uri): string {
  const { accountId, form } = placeOf(uri);
  const facts = session.factsOf(accountId);
  if (!facts) return t('This account is no longer there.');
  return form === 'json' ? receiptJson(facts, scene()) : receiptMarkdown(facts, scene());
}

export async function showReceipt(accountId: string, form: ReceiptForm): Promise<void> {
  const uri = vscode.Uri.from({ scheme: receiptScheme, path: `/${accountId}.${form}` });
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document, { preview: true });
}

export function placeOf(uri: vscode.Uri): { readonly accountId: string; readonly form: ReceiptForm } {
  const form = uri.path.endsWith('.json') ? 'json' : 'md';
  return { accountId: uri.path.slice(1, -(form.length + 1)), form };
}
