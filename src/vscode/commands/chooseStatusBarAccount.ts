import type { AccountId } from '../../core/model/accountId';
import { titleOf } from '../../core/views/accountView';
import type { Session } from '../accounts/session';
import { flash, showPick, type PickItem } from '../editor/dialogs';
import { pinAccount, statusBarShows } from '../editor/settings';
import { t } from '../editor/translation';

interface Choice extends PickItem {
  readonly accountId: AccountId | null;
}

/** From a list, so that nobody has to know an id. */
export async function chooseStatusBarAccount(session: Session): Promise<void> {
  const shows = statusBarShows();
  const pinned = shows.kind === 'pinned' ? shows.accountId : null;
  const choices: readonly Choice[] = [
    { label: t('No fixed account'), description: t('as the settings of the status bar say'), accountId: null },
    ...session.facts().map((facts) => ({ label: titleOf(facts), accountId: facts.account.id })),
  ];
  const chosen = await showPick(
    choices.map((choice) => (choice.accountId === pinned ? { ...choice, icon: 'pin' } : choice)),
    { title: t('Account in the Status Bar'), placeHolder: t('Which account should always be shown?') },
  );
  if (!chosen) return;
  if (chosen.accountId !== null) return showInStatusBar(session, chosen.accountId);
  await pinAccount(null);
  flash(t('The status bar shows no fixed account'));
}

export async function showInStatusBar(session: Session, accountId: AccountId): Promise<void> {
  await pinAccount(accountId);
  const facts = session.factsOf(accountId);
  if (facts) flash(t('The status bar shows {account}', { account: titleOf(facts) }));
}
