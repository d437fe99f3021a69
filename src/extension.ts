import { commands, EventEmitter, l10n, StatusBarAlignment, window, workspace, type ExtensionContext, type Uri } from 'vscode';
import type { App } from './app';
import { commandIds, historyViewType, receiptScheme, statusBarId, viewId } from './vscode/ids';

/**
 * The start-up path: what VS Code shows before the first click, and nothing that costs time.
 * All else is in a second bundle, loaded with the first command or when the tree is first shown.
 * Imports of `vscode` are by name here: a namespace import makes the bundler copy the whole API at load.
 */
export function activate(context: ExtensionContext): void {
  const { subscriptions } = context;
  const statusBar = window.createStatusBarItem(statusBarId, StatusBarAlignment.Right, 100);
  const treeChanged = new EventEmitter<string[] | undefined>();
  const receiptChanged = new EventEmitter<Uri>();
  let started: Promise<App> | undefined;
  const app = (): Promise<App> => (started ??= import('./app').then(({ startApp }) => startApp({ context, statusBar, treeChanged, receiptChanged })));

  statusBar.name = 'API Balance';
  statusBar.text = '$(credit-card) API Balance';
  statusBar.tooltip = l10n.t('Nothing was checked yet in this window. Click to check the balances.');
  statusBar.command = 'apiBalance.checkBalance' satisfies (typeof commandIds)[number];
  statusBar.show();

  subscriptions.push(statusBar, treeChanged, receiptChanged);
  subscriptions.push(
    window.registerTreeDataProvider<string>(viewId, {
      onDidChangeTreeData: treeChanged.event,
      getChildren: async (id) => (await app()).tree.children(id),
      getTreeItem: async (id) => (await app()).tree.item(id),
    }),
  );
  subscriptions.push(
    workspace.registerTextDocumentContentProvider(receiptScheme, {
      onDidChange: receiptChanged.event,
      provideTextDocumentContent: async (uri) => (await app()).receipt(uri),
    }),
  );
  subscriptions.push(window.registerWebviewPanelSerializer(historyViewType, { deserializeWebviewPanel: async (panel, state: unknown) => (await app()).page.deserializeWebviewPanel(panel, state) }));
  // After start-up, and only if nothing else came first: the last known balances, with their time.
  const painting = setImmediate(() => {
    if (!started) void import('./firstPaint').then(({ firstPaint }) => firstPaint(context, statusBar));
  });
  subscriptions.push({ dispose: () => clearImmediate(painting) });
  for (const id of commandIds) subscriptions.push(commands.registerCommand(id, async (target: unknown) => (await app()).run(id, target)));
}
