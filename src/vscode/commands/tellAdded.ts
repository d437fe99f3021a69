import type { AccountId } from '../../core/model/accountId';
import { accountView } from '../../core/views/accountView';
import type { Session } from '../accounts/session';
import { flash, showInfo } from '../editor/dialogs';
import { runCommand } from '../editor/runCommand';
import { refreshMinutes, setRefreshMinutes } from '../editor/settings';
import { display, t } from '../editor/translation';

type Next = readonly [label: string, run: () => Promise<void>];

/** Says what is known of a new account, and offers what comes next. */
export async function tellAdded(session: Session, accountId: AccountId): Promise<void> {
  const facts = session.factsOf(accountId);
  if (!facts) return;
  const { label } = facts.account;
  const amount = accountView(facts, display()).amount ?? t('balance unknown');
  await tellNext(t('{label} was added. Its first reading: {amount}.', { label, amount }), [
    [t('Rename…'), () => runCommand('apiBalance.renameAccount', accountId)],
  ]);
}

/** Watching is offered until it is on. */
export async function tellNext(message: string, more: readonly Next[] = []): Promise<void> {
  const watch: readonly Next[] = refreshMinutes() === 0 ? [[t('Watch Every Hour'), watchEveryHour]] : [];
  const actions = new Map([...watch, [t('Show Overview'), () => runCommand('apiBalance.showOverview')] as const, ...more]);
  await actions.get((await showInfo(message, ...actions.keys())) ?? '')?.();
}

async function watchEveryHour(): Promise<void> {
  await setRefreshMinutes(60);
  flash(t('Balances are checked every hour'));
}
