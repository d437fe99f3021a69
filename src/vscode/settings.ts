import * as vscode from 'vscode';
import type { StatusBarShows } from '../core/statusView';
import { section } from './ids';

/**
 * Reads the person's own value or the default, never a workspace's. The settings are application-scoped already;
 * this holds even if a scope were loosened, since a repository must not say where keys go.
 */
function ownValue(key: string): unknown {
  const inspected = vscode.workspace.getConfiguration(section).inspect<unknown>(key);
  return inspected?.globalValue ?? inspected?.defaultValue;
}

export function accountsSetting(): unknown {
  return ownValue('accounts');
}

export function statusBarShows(): StatusBarShows {
  const accountId = ownValue('statusBar.account');
  if (typeof accountId === 'string' && accountId !== '') return { kind: 'pinned', accountId };
  return { kind: ownValue('statusBar.show') === 'all' ? 'all' : 'lowest' };
}

export function amountsHidden(): boolean {
  return ownValue('hideAmounts') === true;
}

/** 0 keeps everything. */
export function historyKeepDays(): number {
  const days = ownValue('history.keepDays');
  return typeof days === 'number' && Number.isInteger(days) && days > 0 ? days : 0;
}

export async function writeAccounts(entries: readonly unknown[]): Promise<void> {
  await vscode.workspace.getConfiguration(section).update('accounts', entries, vscode.ConfigurationTarget.Global);
}

export async function pinAccount(accountId: string): Promise<void> {
  await vscode.workspace.getConfiguration(section).update('statusBar.account', accountId, vscode.ConfigurationTarget.Global);
}
