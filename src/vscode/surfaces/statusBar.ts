import * as vscode from 'vscode';
import { isFromBefore, type AccountView } from '../../core/views/accountView';
import { accountsByNeed } from '../../core/views/byNeed';
import { nextAgeChange } from '../../core/time/age';
import { statusView } from '../../core/views/statusView';
import { tooltipView } from '../../core/views/tooltipView';
import type { Session } from '../accounts/session';
import { statusBarStyle } from '../editor/settings';
import { backgroundText, type BackgroundWork } from './backgroundText';
import { display, t } from '../editor/translation';
import { showStatus } from './showStatus';
import { statusTooltip } from './statusTooltip';

/** Draws the item from the state. It writes nothing that is there already, so that nothing flickers. */
export class StatusBar implements vscode.Disposable {
  readonly #listeners: readonly vscode.Disposable[];
  #ageTimer: NodeJS.Timeout | undefined;
  #drawn = '';

  constructor(
    private readonly item: vscode.StatusBarItem,
    private readonly session: Session,
    private readonly background: BackgroundWork,
  ) {
    this.#listeners = [
      session.onDidChange(() => this.draw()),
      // A timer stands still while the machine sleeps.
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) session.age();
      }),
    ];
    this.draw();
  }

  draw(): void {
    const now = display();
    const accounts = accountsByNeed(this.session.facts(), now);
    const view = statusView(accounts, statusBarStyle(), t);
    const tooltip = statusTooltip(tooltipView(accounts, t), backgroundText(this.background));
    const drawn = JSON.stringify([view, tooltip.value]);
    if (drawn !== this.#drawn) {
      this.#drawn = drawn;
      showStatus(this.item, view);
      this.item.tooltip = tooltip;
    }
    // What was not checked in this window needs no timer: it has its time, and the focus draws it again on another day.
    this.#drawAgain(
      accounts.filter(({ facts }) => !isFromBefore(facts.snapshot)),
      now.now,
    );
  }

  dispose(): void {
    clearTimeout(this.#ageTimer);
    for (const listener of this.#listeners) listener.dispose();
  }

  /** An age grows without anyone asking; the next moment at which a text changes is waited for, and nothing else. */
  #drawAgain(accounts: readonly AccountView[], now: number): void {
    clearTimeout(this.#ageTimer);
    const changes = accounts.flatMap(({ at }) => (at === null ? [] : [nextAgeChange(at, now)]));
    if (changes.length === 0) return;
    this.#ageTimer = setTimeout(() => this.session.age(), Math.max(1_000, Math.min(...changes) - now));
    this.#ageTimer.unref();
  }
}
