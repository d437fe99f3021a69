import * as vscode from 'vscode';
import { payerLines } from '../../core/explainedPage/payerLines';
import { meantBy } from '../../core/prices/meantProvider';
import { accountView, isFromBefore, titleOf, type AccountFacts } from '../../core/views/accountView';
import { accountsByNeed, needOf } from '../../core/views/byNeed';
import { formatTime } from '../../core/time/formatTime';
import { flash, showInfo, withViewProgress } from '../editor/dialogs';
import { viewId, walkthroughId, type CommandId } from '../editor/ids';
import { changePrices, showPrices } from '../surfaces/prices';
import { receiptText, showReceipt, targetReceipt, type ReceiptForm } from '../surfaces/receipts';
import type { Session } from '../accounts/session';
import { accountsSetting } from '../editor/settings';
import { display, t } from '../editor/translation';
import { addAccount } from './addAccount';
import { checkAndShow, checkBalanceOf, checkWithProgress } from './checkBalanceOf';
import { changeThreshold } from './changeThreshold';
import { chooseStatusBarAccount, showInStatusBar } from './chooseStatusBarAccount';
import { confirmOrigin } from './confirmOrigin';
import { enterBalance } from './enterBalance';
import { accountsPick } from './accountsPick';
import { hideAmounts } from './hideAmounts';
import { importKeys } from './importKeys';
import { removeAccount, renameAccount } from './removeAccount';
import { replaceKey } from './replaceKey';
import type { HistoryPanel } from '../historyPage/historyPanel';
import { accountOf, namedAccount, targetProvider } from './target';
import { explainDashboard } from './explainDashboard';
import { shareHistory, type ShareParts } from './shareHistory';
import { watchBalances } from './watchBalances';
import { postSummary, setWebhook } from './webhookCommands';
import type { KeyedProvider, Provider } from '../../core/provider/provider';
import type { Definitions } from './describeProvider';
import { choosePayer } from '../usage/choosePayer';
import { chooseTools } from '../usage/chooseTools';
import type { UsageLogs } from '../usage/usageLogs';
import type { TeamMessages } from '../watching/messages';
import type { AccountId } from '../../core/model/accountId';

export type Commands = Readonly<Record<CommandId, (target: unknown) => Promise<void>>>;

export interface CommandParts {
  readonly session: Session;
  readonly page: Pick<HistoryPanel, 'open'>;
  readonly messages: TeamMessages;
  readonly definitions: Definitions;
  readonly share: ShareParts;
  readonly logs: UsageLogs;
}

/** Every command; a missing one does not compile. */
export function commands({ session, page, messages, definitions, share, logs }: CommandParts): Commands {
  type Act = (accountId: AccountId) => Promise<void>;
  const withAccount = (act: Act, fits?: (facts: AccountFacts) => boolean) => async (target: unknown) => {
    const accountId = await accountOf(session, target, fits);
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
    'apiBalance.showExplained': () => {
      page.open('explained');
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
    'apiBalance.pinAccount': withAccount((id) => showInStatusBar(session, id)),
    'apiBalance.chooseStatusBarAccount': () => chooseStatusBarAccount(session),
    'apiBalance.changeThreshold': withAccount((id) => changeThreshold(session, id)),
    'apiBalance.enterBalance': withAccount(
      (id) => enterBalance(session, id),
      ({ provider }) => provider.kind === 'spend',
    ),
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
    'apiBalance.shareHistory': () => shareHistory(share),
    'apiBalance.chooseTools': async () => {
      if (await chooseTools(logs)) page.open('explained');
    },
    'apiBalance.showPrices': () => {
      logs.lookAgain();
      return showPrices();
    },
    'apiBalance.changePrices': () => changePrices(),
    'apiBalance.choosePayer': () => sayWhoPays(session, logs, page),
    'apiBalance.hideAmounts': () => hideAmounts(true),
    'apiBalance.showAmounts': () => hideAmounts(false),
    'apiBalance.importKeys': () => importKeys(session),
    'apiBalance.confirmOrigin': withAccount((id) => confirmOrigin(session, id)),
    'apiBalance.editAccounts': () => editAccounts(),
    'apiBalance.openBilling': (target) => openLink(session, target, 'billing'),
    'apiBalance.openKeys': (target) => openLink(session, target, 'keys'),
    'apiBalance.copyBalance': withAccount((id) => copyBalance(session, id)),
    'apiBalance.showReceipt': withAccount((id) => {
      const facts = session.factsOf(id);
      return facts && isFromBefore(facts.snapshot) ? checkAndShow(session, id) : showReceipt(session, id, 'md');
    }),
    'apiBalance.showReceiptJson': withAccount((id) => showReceipt(session, id, 'json')),
    'apiBalance.copyReceipt': (target) => copyReceipt(session, target),
    'apiBalance.copyReceiptJson': (target) => copyReceipt(session, target, 'json'),
    'apiBalance.openWalkthrough': async () => {
      await vscode.commands.executeCommand('workbench.action.openWalkthrough', walkthroughId, false);
    },
    'apiBalance.showLog': () => {
      session.log.show(true);
      return Promise.resolve();
    },
  };
}

/** What there is to say is known when logs are read, which the page does. */
async function sayWhoPays(session: Session, logs: UsageLogs, page: Pick<HistoryPanel, 'open'>): Promise<void> {
  const { answer } = logs.standing();
  if (answer === null) {
    page.open('explained');
    return;
  }
  const meant = meantBy(session.accounts.providers);
  const titles = session.facts().map((one) => ({ id: one.account.id, title: titleOf(one), provider: one.account.provider }));
  const titled = (id: string): string => titles.find((one) => one.id === id)?.title ?? id;
  const lines = payerLines(answer, titled, display());
  await choosePayer(lines, (name) => {
    const own = titles.filter(({ provider }) => provider === meant({ name })?.provider);
    // Nobody knows who was called there, so each account may pay.
    return own.length > 0 ? own : titles;
  });
}

function takesDefinition(provider: Provider): provider is KeyedProvider {
  return provider.kind !== 'dashboard' && provider.definedBy === 'answer';
}

/** Says so when it is done, since most of what changed may be out of sight. */
async function checkAll(session: Session): Promise<void> {
  await withViewProgress(viewId, () =>
    session.checks.check(
      session.facts().map(({ account }) => account),
      new AbortController().signal,
    ),
  );
  const views = accountsByNeed(session.facts(), display());
  const needing = views.filter((view) => needOf(view) !== null).length;
  if (needing === 0) flash(t('All balances checked'));
  else flash(t('All balances checked: {count} need attention', { count: needing }));
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
  else await showInfo(t('{provider} is self-hosted, so its page is not known.', { provider: provider.name }));
}

async function copyBalance(session: Session, accountId: AccountId): Promise<void> {
  const facts = session.factsOf(accountId);
  if (!facts) return;
  const { title, amount, at } = accountView(facts, display());
  // Where it is pasted nobody draws it anew, so it has its date.
  const time = at === null ? null : formatTime(at, display());
  await vscode.env.clipboard.writeText([title, amount ?? t('balance unknown'), time].filter((word) => word !== null).join(' · '));
  flash(t('Balance copied'));
}

async function copyReceipt(session: Session, target: unknown, form?: ReceiptForm): Promise<void> {
  const receipt = targetReceipt(target);
  if (!receipt) return;
  await vscode.env.clipboard.writeText(receiptText(session, { ...receipt, form: form ?? receipt.form }));
  flash(form === 'json' ? t('Receipt copied as JSON') : t('Receipt copied'));
}

/** With `edit` VS Code writes the beginning of a new entry and leaves the file unsaved, which is a help only where there is none. */
async function editAccounts(): Promise<void> {
  const setting = accountsSetting();
  const edit = Array.isArray(setting) && setting.length === 0;
  await vscode.commands.executeCommand('workbench.action.openSettingsJson', { revealSetting: { key: 'apiBalance.accounts', edit } });
}
