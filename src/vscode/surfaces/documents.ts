import * as vscode from 'vscode';
import { pricesMarkdown } from '../../core/explainedPage/pricesMarkdown';
import type { Session } from '../accounts/session';
import { receiptScheme } from '../editor/ids';
import { display } from '../editor/translation';
import type { UsageLogs } from '../usage/usageLogs';
import { isOfPrices } from './prices';
import { receiptOf, receiptText } from './receipts';

/** Receipts, and the prices, as far as they are open. */
export function openDocuments(): readonly vscode.Uri[] {
  return vscode.workspace.textDocuments.flatMap(({ uri }) => (uri.scheme === receiptScheme ? [uri] : []));
}

/** From what is known now. */
export function documentText(uri: vscode.Uri, session: Session, logs: Pick<UsageLogs, 'standing'>): string {
  return isOfPrices(uri) ? pricesMarkdown(logs.standing(), display()) : receiptText(session, receiptOf(uri));
}
