import * as vscode from 'vscode';
import { accountView, explanation, type AccountView } from '../../core/views/accountView';
import { nextAgeChange } from '../../core/time/age';
import { inMarkdown } from '../../core/text/plainText';
import { statusView, stateLine } from '../../core/views/statusView';
import type { Session } from '../accounts/session';
import { statusBarShows } from '../editor/settings';
import { backgroundText, type BackgroundWork } from './backgroundText';
import { display, t } from '../editor/translation';

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
    const accounts = this.session.facts().map((facts) => accountView(facts, now));
    const view = statusView(accounts, statusBarShows(), t);
    const tooltip = tooltipOf(accounts, backgroundText(this.background));
    const drawn = JSON.stringify([view, tooltip.value]);
    if (drawn !== this.#drawn) {
      this.#drawn = drawn;
      this.item.text = view.text;
      this.item.tooltip = tooltip;
      this.item.backgroundColor =
        view.background === null ? undefined : new vscode.ThemeColor(`statusBarItem.${view.background}Background`);
      this.item.accessibilityInformation = { label: view.label, role: 'button' };
    }
    this.#drawAgain(accounts, now.now);
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

function tooltipOf(accounts: readonly AccountView[], background: readonly string[]): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString();
  tooltip.isTrusted = {
    enabledCommands: ['apiBalance.checkBalance', 'apiBalance.checkAll', 'apiBalance.addAccount', 'apiBalance.watchBalances'],
  };
  if (accounts.length === 0) tooltip.appendMarkdown(`${t('No account yet.')}\n\n`);
  else table(tooltip, accounts);
  for (const line of accounts.length === 0 ? [] : background) tooltip.appendMarkdown('\n\n').appendText(line);
  const links = [
    ...(accounts.length === 0
      ? []
      : [
          `[${t('Check all')}](command:apiBalance.checkAll)`,
          `[${t('Open')}](command:apiBalance.checkBalance)`,
          `[${t('Watch')}](command:apiBalance.watchBalances)`,
        ]),
    `[${t('Add account')}](command:apiBalance.addAccount)`,
  ];
  return tooltip.appendMarkdown(`\n\n${links.join(' · ')}`);
}

/** A hover is cut off at its right edge: lines break, but not between a number and its unit. */
function table(tooltip: vscode.MarkdownString, accounts: readonly AccountView[]): void {
  const names = [t('Account'), t('Balance'), t('State'), t('Spent today'), t('Runway (estimated)')];
  tooltip.appendMarkdown(`| ${names.join(' | ')} |\n| --- | ---: | --- | ---: | --- |\n`);
  const whole = (text: string): string => inMarkdown(text).replace(' ', '\u00a0');
  for (const view of accounts) {
    const { title, amount, otherBalances, age, ledger } = view;
    const balances = [amount ?? '–', ...otherBalances].map(whole).join(', ');
    const state = [inMarkdown(stateLine({ ...view, age: null }, t)), ...(age === null ? [] : [whole(age)])].join(' · ');
    const cells = [inMarkdown(title), balances, state, whole(ledger?.spentToday ?? ''), inMarkdown(ledger?.runway ?? '')];
    tooltip.appendMarkdown(`| ${cells.join(' | ')} |\n`);
  }
  for (const view of accounts) {
    const why = explanation(view, t);
    if (why !== null) tooltip.appendMarkdown(`\n\n${inMarkdown(view.title)}: ${inMarkdown(why)}`);
  }
}
