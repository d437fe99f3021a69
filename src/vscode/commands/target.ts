import * as vscode from 'vscode';
import { titleOf } from '../../core/accountView';
import { withoutIcons } from '../../core/hubView';
import type { Provider } from '../../core/provider';
import { receiptScheme } from '../ids';
import { placeOf } from '../receipts';
import type { Session } from '../session';
import { t } from '../translation';

/** What a command was called on: an account id, a line of the tree, a receipt, or nothing. */
export async function accountOf(session: Session, target: unknown): Promise<string | undefined> {
  const named = namedAccount(target) ?? receiptAccount(target);
  return named === undefined || named === '' ? askAccount(session) : named;
}

export function targetProvider(session: Session, target: unknown): Provider | undefined {
  if (namedAccount(target) !== undefined && typeof target !== 'string') return undefined;
  const id = typeof target === 'string' ? target : field(target, 'providerId');
  const isAccount = session.factsOf(id ?? '') !== undefined && typeof target === 'string';
  return isAccount ? undefined : session.accounts.providers.find((provider) => provider.id === id);
}

export function namedAccount(target: unknown): string | undefined {
  return typeof target === 'string' ? target : field(target, 'accountId');
}

function receiptAccount(target: unknown): string | undefined {
  const uri = target instanceof vscode.Uri ? target : undefined;
  return uri?.scheme === receiptScheme ? placeOf(uri).accountId : undefined;
}

function field(target: unknown, name: 'accountId' | 'providerId'): string | undefined {
  if (typeof target !== 'object' || target === null || !(name in target)) return undefined;
  const value: unknown = Reflect.get(target, name);
  return typeof value === 'string' ? value : undefined;
}

async function askAccount(session: Session): Promise<string | undefined> {
  const choices = session.facts().map((facts) => ({ label: withoutIcons(titleOf(facts)), accountId: facts.account.id }));
  if (choices.length === 0) {
    void vscode.window.showInformationMessage(t('There is no account yet. Add one first.'));
    return undefined;
  }
  const [only] = choices;
  if (choices.length === 1 && only) return only.accountId;
  const chosen = await vscode.window.showQuickPick(choices, { placeHolder: t('Which account?') });
  return chosen?.accountId;
}
