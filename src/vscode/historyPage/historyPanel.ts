import * as vscode from 'vscode';
import type { AccountFacts } from '../../core/views/accountView';
import type { HistoryDisplay } from '../../core/historyPage/historyDisplay';
import type { HistoryStore } from '../../core/history/historyStore';
import type { ShownLine } from '../../core/historyPage/shownLine';
import { historyViewInSteps, type HistoryView } from '../../core/historyPage/historyView';
import type { Translate } from '../../core/text/translate';
import { reachOf } from '../../core/historyPage/lineRange';
import type { TypedRates } from '../../core/overview/grandTotal';
import { overviewReach, overviewView } from '../../core/overview/overviewView';
import type { AccountId } from '../../core/model/accountId';
import type { ToPage } from '../../webview/protocol';
import { showError } from '../editor/dialogs';
import { historyViewType } from '../editor/ids';
import { inTurns } from '../editor/inTurns';
import type { History } from '../accounts/history';
import { historyHtml, historyRoots } from './historyHtml';
import { act, type PageActionParts } from './pageActions';
import { atFirst, restored, stateAfter } from './pageState';
import { explainedNow, type ExplainedParts } from './explainedPart';
import { statementPart } from './statementPart';
import { readMessage } from '../../core/historyPage/pageMessages';
import type { PageTab } from '../../core/historyPage/pageTabs';

export interface HistoryPanelParts extends Pick<ExplainedParts, 'logs' | 'hideProjects'> {
  readonly extensionUri: vscode.Uri;
  readonly store: HistoryStore;
  readonly facts: () => readonly AccountFacts[];
  /** The days of all accounts, as far as they are read. */
  readonly history: Pick<History, 'daysOf' | 'ledgersOf' | 'reach' | 'unread'>;
  readonly run: PageActionParts['run'];
  readonly setThreshold: PageActionParts['setThreshold'];
  readonly now: () => number;
  readonly locale: string;
  readonly timeZone: string;
  readonly hideAmounts: () => boolean;
  readonly rates: () => TypedRates | null;
  readonly sharing: () => string | null;
  readonly t: Translate;
  /** Something that the page shows may have changed. */
  readonly onDidChange: vscode.Event<unknown>;
  /** A fault of our own, for the log. */
  readonly onFault: (error: unknown) => void;
}

export interface HistoryPanel extends vscode.WebviewPanelSerializer {
  /** Opens the one panel, or brings it to the front; on the tab that is named, or an account where one is named. */
  readonly open: (wanted?: Partial<ShownLine> | Exclude<PageTab, 'account'>) => void;
  readonly dispose: () => void;
}

/** The history page: at most one panel, which holds what it looks at and nothing else. */
export function historyPanel(parts: HistoryPanelParts): HistoryPanel {
  let panel: vscode.WebviewPanel | undefined;
  let state = atFirst;
  let soon: NodeJS.Timeout | undefined;
  /** Something changed while the page was being made. */
  let isOld = false;
  const statement = statementPart({ ...parts, display: displayNow, month: () => state.month });
  const making = inTurns<HistoryView>({ clock: () => performance.now(), onDone: made, onFault: failed });

  function adopt(adopted: vscode.WebviewPanel): void {
    panel?.dispose();
    panel = adopted;
    panel.webview.options = { enableScripts: true, localResourceRoots: historyRoots(parts.extensionUri) };
    const icon = (theme: string): vscode.Uri => vscode.Uri.joinPath(parts.extensionUri, 'media', `history-${theme}.svg`);
    panel.iconPath = { light: icon('light'), dark: icon('dark') };
    const owned: readonly vscode.Disposable[] = [
      adopted.webview.onDidReceiveMessage((message: unknown) => void received(message)),
      parts.onDidChange(sendSoon),
      parts.logs.onDidChange(sendSoon),
      adopted.onDidDispose(() => {
        clearTimeout(soon);
        making.stop();
        for (const one of owned) one.dispose();
        if (panel === adopted) panel = undefined;
      }),
    ];
    panel.webview.html = historyHtml(panel.webview, parts.extensionUri);
  }

  /** Several accounts that arrive together are one drawing. One that is being made is not begun again: it would never be done. */
  function sendSoon(): void {
    clearTimeout(soon);
    soon = setTimeout(() => {
      if (making.isRunning()) isOld = true;
      else if (panel?.visible) send();
    }, 50);
  }

  /** Of a long history the page is made in turns of the event loop. What is asked for meanwhile takes its place. */
  function send(): void {
    isOld = false;
    // What was asked for may be done only when the page is gone.
    if (!panel) return;
    const { tab, account, pixels } = state;
    const display = displayNow();
    if (tab === 'overview') sendOverview(display);
    else if (tab === 'statement') sendStatement();
    else if (tab === 'explained') sendExplained(display);
    else {
      parts.history.reach(reachOf(account, display));
      const daysOf = (id: AccountId) => parts.history.daysOf(id);
      making.run(() => historyViewInSteps(parts.store, parts.facts(), account, pixels, display, daysOf));
    }
  }

  function displayNow(): HistoryDisplay {
    return {
      now: parts.now(),
      locale: parts.locale,
      timeZone: parts.timeZone,
      hidden: parts.hideAmounts(),
      sharing: parts.sharing(),
      t: parts.t,
    };
  }

  function sendStatement(): void {
    making.stop();
    answer({ kind: 'statement', view: statement.view() });
  }

  function sendExplained(display: HistoryDisplay): void {
    making.stop();
    answer({ kind: 'explained', view: explainedNow(parts, state.explained, display) });
  }

  function sendOverview(display: HistoryDisplay): void {
    making.stop();
    const { store, history } = parts;
    history.reach(overviewReach(display.now));
    const facts = parts.facts();
    const daysOf = (id: AccountId) => history.daysOf(id);
    answer({
      kind: 'overview',
      view: overviewView({ facts, store, daysOf, unread: history.unread(), rates: parts.rates(), selection: state.overview, display }),
    });
  }

  function made(view: HistoryView): void {
    if (view.selection) state = { ...state, account: view.selection };
    answer({ kind: 'state', view });
  }

  function failed(error: unknown): void {
    parts.onFault(error);
    answer({ kind: 'failed', sentence: parts.t('The history could not be read. The log has the details.') });
  }

  function answer(message: ToPage): void {
    void panel?.webview.postMessage(message);
    if (isOld) sendSoon();
  }

  async function received(message: unknown): Promise<void> {
    const known = readMessage(message);
    if (!known) return;
    const next = stateAfter(known, state);
    if (next) {
      state = next;
      return void send();
    }
    try {
      if (await act(known, state.account, { ...parts, statement })) send();
    } catch (error) {
      parts.onFault(error);
      // What the page took for done is not.
      if (known.kind === 'threshold') send();
      void showError(parts.t('That did not work: {reason}', { reason: error instanceof Error ? error.message : String(error) }));
    }
  }

  return {
    open: (line) => {
      const { range } = state.account;
      if (typeof line === 'string') state = { ...state, tab: line };
      else if (line?.account === undefined) state = { ...state, tab: 'account' };
      else state = { ...state, tab: 'account', account: { ...line, ...(range ? { range } : {}) } };
      if (!panel) adopt(vscode.window.createWebviewPanel(historyViewType, parts.t('API Balance'), vscode.ViewColumn.Active));
      else {
        panel.reveal();
        send();
      }
    },
    deserializeWebviewPanel: (adopted, saved) => {
      state = restored(saved);
      adopt(adopted);
      return Promise.resolve();
    },
    dispose: () => void panel?.dispose(),
  };
}
