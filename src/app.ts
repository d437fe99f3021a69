import * as vscode from 'vscode';
import { treeView } from './core/treeView';
import { userAgent } from './core/version';
import { hostTransport } from './node/hostTransport';
import * as providers from './providers';
import { commands } from './vscode/commands/commands';
import { receiptScheme, type CommandId } from './vscode/ids';
import { openHistory } from './node/history/openHistory';
import { History } from './vscode/history';
import { Keys } from './vscode/keys';
import { createLog, logFault } from './vscode/log';
import { receiptText } from './vscode/receipts';
import { Session } from './vscode/session';
import { historyPanel, type HistoryPanel } from './vscode/historyPanel';
import { amountsHidden, historyKeepDays } from './vscode/settings';
import { StatusBar } from './vscode/statusBar';
import { scene, t } from './vscode/translation';
import { Tree } from './vscode/tree';

/** What the start-up path hands over, and what it calls. */
export interface StartedBy {
  readonly context: vscode.ExtensionContext;
  readonly statusBar: vscode.StatusBarItem;
  readonly treeChanged: vscode.EventEmitter<string[] | undefined>;
  readonly receiptChanged: vscode.EventEmitter<vscode.Uri>;
}

export interface App {
  readonly run: (command: CommandId, target: unknown) => Promise<void>;
  readonly tree: Tree;
  readonly receipt: (uri: vscode.Uri) => string;
  readonly page: HistoryPanel;
}

/** Everything beyond the start-up path, wired once. Nothing is sent here either. */
export function startApp({ context, statusBar, treeChanged, receiptChanged }: StartedBy): App {
  const log = createLog();
  const keys = new Keys(context.secrets);
  const history = new History(openHistory({ folder: context.globalStorageUri.fsPath, now: Date.now, retention: historyKeepDays }), (error) => logFault(log, 'history', error));
  const session = new Session({ providers: Object.values(providers), keys, log, send: hostTransport(userAgent), history });
  const page = historyPanel({
    extensionUri: context.extensionUri, store: history.store, facts: () => session.facts(), now: Date.now, locale: vscode.env.language,
    timeZone: history.timeZone, hideAmounts: amountsHidden, t, onDidChange: session.onDidChange, onFault: (error) => logFault(log, 'history page', error),
  });
  const table = commands(session, page);
  context.subscriptions.push(log, keys, history, page, session, new StatusBar(statusBar, session));
  const tree = new Tree(() => treeView(session.facts(), session.accounts.read().invalid, session.accounts.providers, scene()), treeChanged);
  const surfacesChanged = (): void => {
    tree.draw();
    for (const { uri } of vscode.workspace.textDocuments) if (uri.scheme === receiptScheme) receiptChanged.fire(uri);
  };
  context.subscriptions.push(session.onDidChange(surfacesChanged));
  history.announce();
  return {
    run: async (command, target) => {
      try {
        await table[command](target);
      } catch (error) {
        logFault(log, command, error);
        void vscode.window.showErrorMessage(t('API Balance met a fault of its own. Nothing was changed. The log has the details.'));
      }
    },
    tree,
    receipt: (uri) => receiptText(session, uri),
    page,
  };
}

