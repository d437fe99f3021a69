import { askModal, flash, showInfo, showInput } from '../editor/dialogs';
import type { Session } from '../accounts/session';
import { t } from '../editor/translation';
import type { Account } from '../../core/model/account';
import { hostOf } from '../../core/provider/origin';
import type { AccountId } from '../../core/model/accountId';

export async function removeAccount(session: Session, accountId: AccountId): Promise<void> {
  const facts = session.factsOf(accountId);
  if (!facts) return;
  const { label } = facts.account;
  const remove = t('Remove');
  if ((await askModal(t('Remove the account "{label}"?', { label }), whatBecomesOfKey(facts.account), { title: remove }))?.title !== remove)
    return;
  const known = session.checks.recordOf(facts.account);
  const { key, removed } = await takeOut(session, accountId);
  session.checks.forget(accountId);
  if (!removed) return;
  const undo = t('Undo');
  if ((await showInfo(t('The account "{label}" was removed.', { label }), undo)) !== undo) return;
  const putBack = (): Promise<void> => session.accounts.putBack(removed);
  await (key ? session.keepKey(accountId, key, putBack) : putBack());
  session.checks.restore(accountId, known);
}

function whatBecomesOfKey({ keyEnv, keyFile, origin }: Account): string {
  if (keyEnv !== undefined) return t('Its key stays in the environment variable {variable}.', { variable: keyEnv });
  if (keyFile !== undefined) return t('Its key stays in the file {file}.', { file: keyFile });
  return t('Its key is deleted from the secret storage of this machine. Until you revoke it there, it goes on working at {host}.', {
    host: hostOf(origin),
  });
}

/** The key and the entry, both or neither. */
async function takeOut(session: Session, accountId: AccountId) {
  const key = await session.keys.get(accountId);
  await session.keys.delete(accountId);
  try {
    return { key, removed: await session.accounts.remove(accountId) };
  } catch (error) {
    if (key) await session.keys.store(accountId, key);
    throw error;
  }
}

export async function renameAccount(session: Session, accountId: AccountId): Promise<void> {
  const facts = session.factsOf(accountId);
  if (!facts) return;
  const label = await showInput({
    title: t('Rename Account'),
    value: facts.account.label,
    prompt: t('A name for this account, to tell it from others.'),
    validateInput: (text) => (text.trim() === '' ? t('Enter a name.') : undefined),
  });
  if (label === undefined) return;
  await session.accounts.change(accountId, { label: label.trim() });
  flash(t('Renamed to {label}', { label: label.trim() }));
}
