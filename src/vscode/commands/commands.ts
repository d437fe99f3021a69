import * as vscode from 'vscode';
import { accountView, isFromBefore } from '../../core/views/accountView';
import { flash, showInfo, withViewProgress } from '../editor/dialogs';
import { viewId, type CommandId } from '../editor/ids';
import { receiptText, showReceipt } from '../surfaces/receipts';
import type { Session } from '../accounts/session';
import { accountsSetting, pinAccount } from '../editor/settings';
import { display, t } from '../editor/translation';
import { addAccount } from './addAccount';
import { checkAndShow, checkBalanceOf, checkWithProgress } from './checkBalanceOf';
import { changeThreshold } from './changeThreshold';
import { confirmOrigin } from './confirmOrigin';
import { enterBalance } from './enterBalance';
import { accountsPick } from './accountsPick';
import { importKeys } from './importKeys';
import { removeAccount, renameAccount } from './removeAccount';
import { replaceKey } from './replaceKey';
import type { HistoryPanel } from '../historyPage/historyPanel';
import { accountOf, namedAccount, targetProvider } from './target';
import { explainDashboard } from './explainDashboard';
import { watchBalances } from './watchBalances';
import { postSummary, setWebhook } from './webhookCommands';
import type { KeyedProvider, Provider } from '../../core/provider/provider';
import type { Definitions } from './describeProvider';
import type { TeamMessages } from '../watching/messages';
import type { AccountId } from '../../core/model/accountId';

export type Commands = Readonly<Record<CommandId, (target: unknown) => Promise<void>>>;

export interface CommandParts {
  readonly session: Session;
  readonly page: Pick<HistoryPanel, 'open'>;
  readonly messages: TeamMessages;
  readonly definitions: Definitions;
}

/** Every command; a missing one does not compile. */
export function commands({ session, page, messages, definitions }: CommandParts): Commands {
  const withAccount = (act: (accountId: AccountId) => Promise<void>) => async (target: unknown) => {
    const accountId = await accountOf(session, target);
    if (accountId !== undefined) await act(accountId);
  };
  return {
    'apiBalance.checkBalance': () =>
      session.facts().length + session.accounts.read().invalid.length === 0 ? addAccount(session) : accountsPick(session),
    'apiBalance.checkBalanceOf': () => checkBalanceOf(session),
    'apiBalance.checkAll': () => checkAll(session),
    'apiBalance.checkAccount': withAccount((id) => checkWithProgress(session, id)),
    'apiBalance.showOverview': () => {
      page.open('overview');
      return Promise.resolve();
    },
    'apiBalance.showStatement': () => {
      page.open('statement');
      return Promise.resolve();
    },
    'apiBalance.showHistory': (target) => {
      const account = namedAccount(target);
      page.open(account === undefined ? {} : { account });
      return Promise.resolve();
    },
    'apiBalance.addAccount': (target) => addOrExplain(session, target),
    'apiBalance.replaceKey': withAccount((id) => replaceKey(session, id)),
    'apiBalance.renameAccount': withAccount((id) => renameAccount(session, id)),
    'apiBalance.removeAccount': withAccount((id) => removeAccount(session, id)),
    'apiBalance.pinAccount': withAccount(pinAccount),
    'apiBalance.changeThreshold': withAccount((id) => changeThreshold(session, id)),
    'apiBalance.enterBalance': withAccount((id) => enterBalance(session, id)),
    'apiBalance.describeProvider': async (target) => {
      const account = namedAccount(target);
      const provider = account === undefined ? session.accounts.providers.find(takesDefinition) : session.factsOf(account)?.provider;
      if (provider && takesDefinition(provider)) await definitions.open(provider, account ?? null);
    },
    'apiBalance.testDefinition': (target) => definitions.test(target),
    'apiBalance.saveDefinition': (target) => definitions.save(target),
    'apiBalance.copyDefinition': (target) => definitions.copy(target),
    'apiBalance.watchBalances': () => watchBalances(),
    'apiBalance.setWebhook': () => setWebhook(session, messages),
    'apiBalance.postSummary': () => postSummary(session, messages),
    'apiBalance.importKeys': () => importKeys(session),
    'apiBalance.confirmOrigin': withAccount((id) => confirmOrigin(session, id)),
    'apiBalance.editAccounts': () => editAccounts(),
    'apiBalance.openBilling': (target) => openLink(session, target, 'billing'),
    'apiBalance.openKeys': (target) => openLink(session, target, 'keys'),
    'apiBalance.copyBalance': withAccount((id) => copyBalance(session, id)),
    'apiBalance.showReceipt': withAccount((id) => {
      const facts = session.factsOf(id);
      return facts && isFromBefore(facts.snapshot) ? checkAndShow(session, id) : showReceipt(id, 'md');
    }),
    'apiBalance.showReceiptJson': withAccount((id) => showReceipt(id, 'json')),
    'apiBalance.copyReceipt': (target) => copyReceipt(session, target),
    'apiBalance.showLog': () => {
      session.log.show(true);
      return Promise.resolve();
    },
  };
}

function takesDefinition(provider: Provider): provider is KeyedProvider {
  return provider.kind !== 'dashboard' && provider.definedBy === 'answer';
}

async function checkAll(session: Session): Promise<void> {
  await withViewProgress(viewId, () =>
    session.checks.check(
      session.facts().map(({ account }) => account),
      new AbortController().signal,
    ),
  );
}

async function addOrExplain(session: Session, target: unknown): Promise<void> {
  const provider = targetProvider(session, target);
  return provider?.kind === 'dashboard' ? explainDashboard(provider) : addAccount(session, provider?.id);
}

async function openLink(session: Session, target: unknown, link: 'billing' | 'keys'): Promise<void> {
  const accountId = targetProvider(session, target) ? undefined : await accountOf(session, target);
  const provider = targetProvider(session, target) ?? (accountId === undefined ? undefined : session.factsOf(accountId)?.provider);
  if (!provider) return;
  if (provider.links) await vscode.env.openExternal(vscode.Uri.parse(provider.links[link], true));
  else await showInfo(t('{provider} is hosted by you or people you know, so no page of it is known here.', { provider: provider.name }));
}

async function copyBalance(session: Session, accountId: AccountId): Promise<void> {
  const facts = session.factsOf(accountId);
  if (!facts) return;
  const { title, amount, age } = accountView(facts, display());
  await vscode.env.clipboard.writeText([title, amount ?? t('balance unknown'), age].filter((word) => word !== null).join(' · '));
  flash(t('Balance copied'));
}

async function copyReceipt(session: Session, target: unknown): Promise<void> {
  const uri = target instanceof vscode.Uri ? target : vscode.window.activeTextEditor?.document.uri;
  if (!uri) return;
  await vscode.env.clipboard.writeText(receiptText(session, uri));
  flash(t('Receipt copied'));
}

/** With `edit` VS Code writes the beginning of a new entry and leaves the file unsaved, which is a help only where there is none. */
async function editAccounts(): Promise<void> {
  const setting = accountsSetting();
  const edit = Array.isArray(setting) && setting.length === 0;
  await vscode.commands.executeCommand('workbench.action.openSettingsJson', { revealSetting: { key: 'apiBalance.accounts', edit } });
}
