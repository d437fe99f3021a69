import * as vscode from 'vscode';
import type { AccountFacts } from '../../core/views/accountView';
import type { HistorySelection } from '../../core/historyPage/historySelection';
import type { HistoryStore } from '../../core/history/historyStore';
import { accountUnitOf, type ShownLine } from '../../core/historyPage/shownLine';
import { historyViewInSteps, type HistoryView } from '../../core/historyPage/historyView';
import type { Translate } from '../../core/text/translate';
import type { ToHost, ToPage } from '../../webview/protocol';
import { showError } from '../editor/dialogs';
import { historyViewType } from '../editor/ids';
import { inTurns } from '../editor/inTurns';
import { exportLine, importReadings, savePicture } from './historyFiles';
import { historyHtml, historyRoots } from './historyHtml';
import { readMessage, readSaved } from '../../core/historyPage/pageMessages';

export interface HistoryPanelParts {
  readonly extensionUri: vscode.Uri;
  readonly store: HistoryStore;
  readonly facts: () => readonly AccountFacts[];
  readonly now: () => number;
  readonly locale: string;
  readonly timeZone: string;
  readonly hideAmounts: () => boolean;
  readonly t: Translate;
  /** Something that the page shows may have changed. */
  readonly onDidChange: vscode.Event<unknown>;
  /** A fault of our own, for the log. */
  readonly onFault: (error: unknown) => void;
}

export interface HistoryPanel extends vscode.WebviewPanelSerializer {
  /** Opens the one panel, or brings it to the front; on an account where one is named. */
  readonly open: (wanted?: Partial<ShownLine>) => void;
  readonly dispose: () => void;
}

/** The history page: at most one panel, which holds what it looks at and nothing else. */
export function historyPanel(parts: HistoryPanelParts): HistoryPanel {
  let panel: vscode.WebviewPanel | undefined;
  let wanted: Partial<HistorySelection> = {};
  let pixels = 800;
  let soon: NodeJS.Timeout | undefined;
  /** Something changed while the page was being made. */
  let isOld = false;
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
    const display = { now: parts.now(), locale: parts.locale, timeZone: parts.timeZone, hidden: parts.hideAmounts(), t: parts.t };
    making.run(() => historyViewInSteps(parts.store, parts.facts(), wanted, pixels, display));
  }

  function made(view: HistoryView): void {
    if (view.selection) wanted = view.selection;
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
    try {
      if (await act(known)) send();
    } catch (error) {
      parts.onFault(error);
      void showError(parts.t('That did not work: {reason}', { reason: error instanceof Error ? error.message : String(error) }));
    }
  }

  /** Resolves to whether the page must be told. */
  async function act(message: ToHost): Promise<boolean> {
    const { account, unit, of } = wanted;
    const line = account === undefined || unit === undefined || of === undefined ? null : { account, unit, of };
    switch (message.kind) {
      case 'ready':
      case 'resized':
        pixels = message.pixels;
        return true;
      case 'select':
        wanted = { account: message.account, unit: message.unit, of: message.of, range: message.range };
        return true;
      case 'zoom':
        wanted = { ...wanted, zoom: message.span };
        return true;
      case 'note':
        // Of the account that was shown when it was written, not of the one that is shown by now.
        parts.store.setNote({ ...accountUnitOf(message), at: message.at, text: message.text });
        return true;
      case 'export':
        if (line) await exportLine(parts.store, line, message.format);
        return false;
      case 'picture':
        await savePicture(message.base64);
        return false;
      case 'import':
        return importReadings(parts.store);
      case 'addAccount':
        await vscode.commands.executeCommand('apiBalance.addAccount');
        return true;
      case 'check':
        await vscode.commands.executeCommand('apiBalance.checkAccount', wanted.account);
        return true;
    }
  }

  return {
    open: (line = {}) => {
      if (line.account !== undefined) wanted = { ...line, ...(wanted.range ? { range: wanted.range } : {}) };
      if (!panel) adopt(vscode.window.createWebviewPanel(historyViewType, parts.t('Balance History'), vscode.ViewColumn.Active));
      else {
        panel.reveal();
        send();
      }
    },
    deserializeWebviewPanel: (restored, state) => {
      wanted = readSaved(state);
      adopt(restored);
      return Promise.resolve();
    },
    dispose: () => void panel?.dispose(),
  };
}
