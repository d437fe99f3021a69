import * as vscode from 'vscode';
import { accountsByNeed } from '../../core/views/byNeed';
import type { AccountFacts } from '../../core/views/accountView';
import type { Provider } from '../../core/provider/provider';
import { lineTarget } from '../../core/views/treeNode';
import { showInfo, showPick } from '../editor/dialogs';
import { targetReceipt } from '../surfaces/receipts';
import type { Session } from '../accounts/session';
import { display, t } from '../editor/translation';
import { asAccountId, type AccountId } from '../../core/model/accountId';

/** What a command was called on: an account's or provider's id, the id of a line of the tree, a receipt, or nothing. */
export async function accountOf(
  session: Session,
  target: unknown,
  fits: (facts: AccountFacts) => boolean = () => true,
): Promise<AccountId | undefined> {
  const named = namedAccount(target) ?? (target instanceof vscode.Uri ? targetReceipt(target)?.accountId : undefined);
  return named === undefined || named === '' ? askAccount(session, fits) : named;
}

export function targetProvider(session: Session, target: unknown): Provider | undefined {
  if (typeof target !== 'string') return undefined;
  const id = target.includes('/') ? lineTarget(target).provider : session.factsOf(asAccountId(target)) ? undefined : target;
  return session.accounts.providers.find((provider) => provider.id === id);
}

export function namedAccount(target: unknown): AccountId | undefined {
  if (typeof target !== 'string') return undefined;
  return target.includes('/') ? lineTarget(target).account : asAccountId(target);
}

async function askAccount(session: Session, fits: (facts: AccountFacts) => boolean): Promise<AccountId | undefined> {
  const known = session.facts();
  const choices = accountsByNeed(known.filter(fits), display()).map(({ id, title }) => ({ label: title, accountId: id }));
  if (choices.length === 0) {
    void showInfo(known.length === 0 ? t('There is no account yet. Add one first.') : t('None of your accounts can do this.'));
    return undefined;
  }
  const [only] = choices;
  if (choices.length === 1 && only) return only.accountId;
  const chosen = await showPick(choices, { placeHolder: t('Which account?') });
  return chosen?.accountId;
}
