import * as vscode from 'vscode';
import { accountView, titleOf } from '../../core/views/accountView';
import { accountsByNeed } from '../../core/views/byNeed';
import type { Provider } from '../../core/provider/provider';
import { groupName, grouped } from '../../core/accounts/providerGroups';
import { flash, showPick, withCancel, type PickItem } from '../editor/dialogs';
import { showReceipt } from '../surfaces/receipts';
import { runCommand } from '../editor/runCommand';
import type { Session } from '../accounts/session';
import { display, t } from '../editor/translation';
import { explainDashboard } from './explainDashboard';
import type { AccountId } from '../../core/model/accountId';

interface Choice extends PickItem {
  readonly accountId?: AccountId;
  readonly provider?: Provider;
}

/** Asks which; providers that report nothing are in the list too, and answer why. */
export async function checkBalanceOf(session: Session): Promise<void> {
  const facts = session.facts();
  const accounts = accountsByNeed(facts, display()).map(({ id, title, amount }): Choice => ({
    label: title,
    description: amount ?? '',
    accountId: id,
  }));
  const others = session.accounts.providers.filter((provider) => !facts.some((one) => one.provider === provider));
  const choices: readonly Choice[] = [
    ...accounts,
    ...grouped(others).flatMap(({ group, providers }): readonly Choice[] => [
      { label: groupName(group, t), kind: vscode.QuickPickItemKind.Separator },
      ...providers.map((provider) => ({ label: provider.name, description: provider.reports, provider })),
    ]),
  ];
  const chosen = await showPick(choices, {
    title: t('Check Balance of…'),
    placeHolder: t('Which account or provider?'),
    matchOnDescription: true,
  });
  if (chosen?.accountId !== undefined) return checkAndShow(session, chosen.accountId);
  if (!chosen?.provider) return;
  return chosen.provider.kind === 'dashboard' ? explainDashboard(chosen.provider) : runCommand('apiBalance.addAccount', chosen.provider.id);
}

/** The receipt opens when the answer is there. */
export async function checkAndShow(session: Session, accountId: AccountId): Promise<void> {
  await checkWithProgress(session, accountId);
  await showReceipt(session, accountId, 'md');
}

export async function checkWithProgress(session: Session, accountId: AccountId): Promise<void> {
  const facts = session.factsOf(accountId);
  if (!facts) return;
  const isDone = await withCancel(t('Checking {label}…', { label: titleOf(facts) }), async (signal) => {
    await session.checks.check([facts.account], signal);
    return !signal.aborted;
  });
  const checked = session.factsOf(accountId);
  if (!checked || !isDone) return;
  const { title, amount, problem } = accountView(checked, display());
  if (problem === null) flash(t('{account}: {amount}', { account: title, amount: amount ?? t('balance unknown') }));
}
