import * as vscode from 'vscode';
import { typedRates } from './core/overview/grandTotal';
import { perOrigin } from './core/provider/perOrigin';
import type { SendMail } from './core/notify/outgoingMail';
import type { RunQuery } from './core/provider/query';
import { sharingNotice } from './core/shared/sharingText';
import { lineTarget } from './core/views/treeNode';
import { accountsTree, providersTree } from './core/views/treeView';
import { userAgent } from './core/text/version';
import { appendBalanceLog } from './node/files/balanceLog';
import { lastStatusWriter } from './node/files/lastStatusFile';
import { onFolderChange } from './node/files/folderChanges';
import { canReach } from './node/network/hasNetwork';
import { openHistory } from './node/history/openHistory';
import { keyMark } from './node/files/keyMark';
import { readSmallFile } from './node/files/smallFile';
import { hmacSha256 } from './node/network/hmacSha256';
import { hostTransport } from './node/network/hostTransport';
import { openWatch } from './node/watch/openWatch';
import { newOwner, pause, repeat } from './node/watch/thisWindow';
import { joinSharing } from './joinSharing';
import { joinUsage } from './joinUsage';
import * as channels from './channels';
import * as providers from './providers';
import { accountHover } from './vscode/surfaces/accountHover';
import { documentText, openDocuments } from './vscode/surfaces/documents';
import { accountDecorations, badgeOf } from './vscode/surfaces/accountDecorations';
import { setThreshold } from './vscode/commands/changeThreshold';
import { commands } from './vscode/commands/commands';
import { Definitions } from './vscode/commands/describeProvider';
import { showError } from './vscode/editor/dialogs';
import { History } from './vscode/accounts/history';
import { runCommand } from './vscode/editor/runCommand';
import { historyPanel, type HistoryPanel } from './vscode/historyPage/historyPanel';
import type { CommandId } from './vscode/editor/ids';
import { Keys } from './vscode/accounts/keys';
import { balanceLog } from './vscode/watching/balanceLog';
import { teamMessages } from './vscode/watching/messages';
import { createLog, logFault } from './vscode/editor/log';
import { tellAlert } from './vscode/surfaces/notifications';
import { keepLastStatus } from './vscode/surfaces/lastStatus';
import { Session } from './vscode/accounts/session';
import { amountsHidden, historyKeepDays, projectsHidden, SettingsNotWritten, totalSettings } from './vscode/editor/settings';
import { afterWalkthroughFocus } from './vscode/editor/walkthroughFocus';
import { tellNotWritten } from './vscode/editor/settingsNotWritten';
import { StatusBar } from './vscode/surfaces/statusBar';
import { display, t } from './vscode/editor/translation';
import { Tree } from './vscode/surfaces/tree';
import { logsMachine } from './vscode/usage/logsMachine';
import type { UsageLogs } from './vscode/usage/usageLogs';
import { Watching } from './vscode/watching/watching';
import { Webhook } from './vscode/watching/webhook';
import { windowIsAlive } from './vscode/watching/windowIsAlive';

/** What the start-up path hands over, and what it calls. */
export interface StartedBy {
  readonly context: vscode.ExtensionContext;
  readonly statusBar: vscode.StatusBarItem;
  readonly treeChanged: vscode.EventEmitter<string[] | undefined>;
  readonly treeView: vscode.TreeView<string>;
  readonly providersChanged: vscode.EventEmitter<string[] | undefined>;
  readonly receiptChanged: vscode.EventEmitter<vscode.Uri>;
}

export interface App {
  readonly run: (command: CommandId, target: unknown) => Promise<void>;
  readonly tree: Tree;
  readonly providersTree: Tree;
  readonly receipt: (uri: vscode.Uri) => string;
  readonly page: HistoryPanel;
}

/** Set by the build. One that tests alone use has shorter minutes, so that hours of watching pass while they look. */
declare const __MINUTE_MS__: number;
const minuteMs = __MINUTE_MS__;

/** Everything beyond the start-up path, wired once. Nothing is sent here unless the person has the timer on. */
export function startApp({ context, statusBar, treeChanged, treeView: view, providersChanged, receiptChanged }: StartedBy): App {
  const { subscriptions, secrets, extensionUri } = context;
  const folder = context.globalStorageUri.fsPath;
  const log = createLog();
  const onFault = (where: string) => (error: unknown) => logFault(log, where, error);
  const keys = new Keys(secrets);
  const history = new History(openHistory({ folder, now: Date.now, retention: historyKeepDays }), onFault('history'));
  const watch = openWatch({ folder, onFailure: onFault('watch') });
  const send = perOrigin(hostTransport(userAgent));
  const query: RunQuery = async (request, signal) => (await import('./database')).postgresQuery()(request, signal);
  const mail: SendMail = async (letter, signal) => (await import('./mail')).sendMail()(letter, signal);
  const webhook = new Webhook(secrets, Object.values(channels));
  const messages = teamMessages({
    session: () => session,
    webhook,
    send,
    mail,
    hmac: hmacSha256,
    log,
    takesSummary: (period) => share.sharing.takesSummary(period),
    machine: () => share.sharing.machineName(),
    onFault: onFault('webhook'),
  });
  const writeLog = balanceLog(appendBalanceLog);
  const share = joinSharing({
    secrets,
    folder,
    log,
    session: () => session,
    messages: () => messages,
    minuteMs,
    leads: () => watching.leads(),
    onFault: onFault('shared history'),
  });
  const session: Session = new Session({
    providers: Object.values(providers),
    keys,
    log,
    send,
    query,
    history,
    watch,
    owner: newOwner(),
    minuteMs,
    wokeAt: () => watching.wokeAt,
    sharing: share.sharing,
    postsOf: messages.postsOf,
    onCommitted: (account, outcome, committed) => {
      const { record, posts, isSilent } = committed;
      if (!isSilent) history.record(account.id, outcome, record);
      share.sharing.committed(account, outcome, committed);
      writeLog(account, outcome);
      if (posts.length > 0) messages.deliver();
    },
    pause,
    repeat,
    keySources: { environment: process.env, readKeyFile: readSmallFile, markOf: keyMark },
    onFault: onFault('check'),
    explained: (id) => logs.explainedOf(id),
  });
  const logs: UsageLogs = joinUsage({
    thread: context.asAbsolutePath('dist/usageWorker.js'),
    folder,
    session,
    machine: logsMachine(context.extension),
    onFault: onFault('logs of tools'),
  });
  const tellFault = async (where: string, error: unknown): Promise<void> => {
    if (error instanceof SettingsNotWritten) return tellNotWritten(error);
    logFault(log, where, error);
    await showError(t('API Balance had an internal error and could not finish. The log has the details.'));
  };
  const tell = (alert: Parameters<typeof tellAlert>[1]): void =>
    void tellAlert(session, alert)
      .catch((error: unknown) => tellFault('alert', error))
      .catch(onFault('alert'));
  const watching: Watching = new Watching({
    session,
    minuteMs,
    canReach,
    onLead: (now) => {
      messages.summarize(now);
      messages.deliver();
    },
    tell,
    isAlive: () => windowIsAlive(secrets),
    onFault: onFault('watch'),
  });
  const page = historyPanel({
    extensionUri,
    store: history.store,
    history,
    facts: () => session.facts(),
    run: runCommand,
    setThreshold: (id, unit, amount) => setThreshold(session, id, unit, amount),
    now: Date.now,
    locale: vscode.env.language,
    timeZone: history.timeZone,
    hideAmounts: amountsHidden,
    logs,
    hideProjects: projectsHidden,
    rates: () => typedRates(totalSettings()),
    sharing: () => sharingNotice(share.sharing.standing(), t),
    t,
    onDidChange: session.onDidChange,
    onFault: onFault('history page'),
  });
  const definitions = new Definitions(session);
  const table = commands({ session, page, messages, definitions, share, logs });
  const tree = new Tree(
    () => accountsTree(session.facts(), session.accounts.read().invalid, display()),
    treeChanged,
    (id) => {
      const { account } = lineTarget(id);
      const facts = account === undefined || id !== `account/${account}` ? undefined : session.factsOf(account);
      return facts && accountHover(facts, history.store);
    },
  );
  const otherProviders = new Tree(() => providersTree(session.facts(), session.accounts.providers, display()), providersChanged);
  const writeLastStatus = lastStatusWriter(folder);
  const lastStatusChanged = (): void => {
    try {
      keepLastStatus(session, writeLastStatus);
    } catch (error) {
      // A disk that is full must not take the live balances with it.
      logFault(log, 'last status', error);
    }
  };
  const documentsChanged = (): void => openDocuments().forEach((uri) => receiptChanged.fire(uri));
  const surfacesChanged = (): void => {
    tree.draw();
    otherProviders.draw();
    view.badge = badgeOf(session.facts());
    documentsChanged();
  };
  subscriptions.push(
    log,
    keys,
    history,
    page,
    logs,
    definitions,
    share.sharing,
    share.connection,
    session,
    watching,
    messages,
    { dispose: () => watch.close() },
    new StatusBar(statusBar, session, { watching, outbox: messages.outbox() }),
    vscode.window.registerFileDecorationProvider(accountDecorations),
    session.onDidChange(surfacesChanged),
    logs.onDidChange(documentsChanged),
    vscode.window.onDidChangeActiveColorTheme(() => tree.drawAll()),
    session.onDidChange(lastStatusChanged),
    { dispose: onFolderChange(folder, 'watch.sqlite', () => watching.follow(), onFault('watch')) },
  );
  view.badge = badgeOf(session.facts());
  history.announce();
  return {
    run: async (command, target) => {
      try {
        await afterWalkthroughFocus(target);
        await table[command](target);
      } catch (error) {
        await tellFault(command, error);
      }
    },
    tree,
    providersTree: otherProviders,
    receipt: (uri) => documentText(uri, session, logs),
    page,
  };
}
