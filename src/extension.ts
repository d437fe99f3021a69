import {
  commands,
  EventEmitter,
  l10n,
  StatusBarAlignment,
  window,
  workspace,
  type ExtensionContext,
  type StatusBarItem,
  type TreeDataProvider,
  type Uri,
} from 'vscode';
import type { App } from './app';
import { commandIds, historyViewType, providersViewId, receiptScheme, statusBarId, viewId } from './vscode/editor/ids';

/**
 * The start-up path: the status bar item, and nothing else that costs time. The rest is registered in the turn after,
 * where VS Code waits for it anyway. What a check needs is in a second bundle, loaded with the first command or when
 * the tree is first shown. Imports of `vscode` are by name here: a namespace import makes the bundler copy the whole API.
 */
export function activate(context: ExtensionContext): void {
  const statusBar = window.createStatusBarItem(statusBarId, StatusBarAlignment.Right, 100);
  statusBar.name = 'API Balance';
  statusBar.text = '$(credit-card) API Balance';
  statusBar.command = 'apiBalance.checkBalance' satisfies (typeof commandIds)[number];
  statusBar.show();
  const next = setImmediate(() => register(context, statusBar));
  context.subscriptions.push(statusBar, { dispose: () => clearImmediate(next) });
}

function register(context: ExtensionContext, statusBar: StatusBarItem): void {
  statusBar.tooltip = l10n.t('Nothing has been checked yet in this window. Click to check the balances.');
  const treeChanged = new EventEmitter<string[] | undefined>();
  const providersChanged = new EventEmitter<string[] | undefined>();
  const receiptChanged = new EventEmitter<Uri>();
  let started: Promise<App> | undefined;
  const treeDataProvider: TreeDataProvider<string> = {
    onDidChangeTreeData: treeChanged.event,
    getChildren: async (id) => (await app()).tree.children(id),
    getTreeItem: async (id) => (await app()).tree.item(id),
    resolveTreeItem: async (item, id) => (await app()).tree.resolve(item, id),
  };
  const providersProvider: TreeDataProvider<string> = {
    onDidChangeTreeData: providersChanged.event,
    getChildren: async (id) => (await app()).providersTree.children(id),
    getTreeItem: async (id) => (await app()).providersTree.item(id),
  };
  const treeView = window.createTreeView(viewId, { treeDataProvider });
  const app = (): Promise<App> =>
    (started ??= import('./app').then(({ startApp }) =>
      startApp({ context, statusBar, treeChanged, treeView, providersChanged, receiptChanged }),
    ));
  context.subscriptions.push(
    treeChanged,
    providersChanged,
    receiptChanged,
    ...commandIds.map((id) => commands.registerCommand(id, async (target: unknown) => (await app()).run(id, target))),
    treeView,
    window.registerTreeDataProvider(providersViewId, providersProvider),
    workspace.registerTextDocumentContentProvider(receiptScheme, {
      onDidChange: receiptChanged.event,
      provideTextDocumentContent: async (uri) => (await app()).receipt(uri),
    }),
    window.registerWebviewPanelSerializer(historyViewType, {
      deserializeWebviewPanel: async (panel, state: unknown) => (await app()).page.deserializeWebviewPanel(panel, state),
    }),
  );
  void import('./startupStatus').then(({ startupStatus }) =>
    startupStatus(context, statusBar, { start: app, isStarted: () => started !== undefined }),
  );
}
