import * as vscode from 'vscode';
import type { EpochMs } from '../../core/time/epoch';
import type { Alert } from '../../core/checks/alerts';
import { oldAccounts } from '../../core/checks/oldAccounts';
import { Watcher } from '../../core/checks/watcher';
import type { Session } from '../accounts/session';
import { focusMinutes } from '../editor/settings';

export interface WatchingParts {
  readonly session: Session;
  readonly owner: string;
  readonly minuteMs: number;
  readonly isAlive: () => Promise<boolean>;
  readonly canReach: (origin: string) => boolean;
  readonly onLead: (now: EpochMs) => Promise<void>;
  readonly tell: (alert: Alert) => void;
  readonly onFault: (error: unknown) => void;
}

const never = new AbortController().signal;

/** The timer of this window, which runs only while the person has it switched on. */
export class Watching implements vscode.Disposable {
  readonly #watcher: Watcher;
  readonly #listeners: readonly vscode.Disposable[];
  #timers: readonly NodeJS.Timeout[] = [];

  constructor(private readonly parts: WatchingParts) {
    const { session, owner, minuteMs, isAlive, canReach, onLead } = parts;
    this.#watcher = new Watcher({
      store: session.watch,
      owner,
      now: Date.now,
      random: Math.random,
      tickMs: this.#tickMs,
      isAlive,
      onLead,
      accounts: () => session.accounts.read().accounts,
      intervalOf: (account) => session.intervalOf(account),
      check: (account, unlessSince) => session.checks.check([account], never, { quiet: true, unlessSince }),
      follow: () => this.follow(),
      canReach: ({ origin }) => canReach(origin),
    });
    this.#listeners = [
      vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('apiBalance') && this.update()),
      vscode.window.onDidChangeWindowState(({ focused }) => focused && this.#whenFocused(minuteMs)),
    ];
    this.update();
  }

  get wokeAt(): EpochMs {
    return this.#watcher.wokeAt;
  }

  /** The earliest planned check; null where the timer is off, or has nothing to do. */
  nextDue(): EpochMs | null {
    return this.#timers.length === 0 ? null : this.#watcher.nextDue();
  }

  isOn(): boolean {
    return this.#timers.length > 0;
  }

  /** Sees what other windows asked, and tells what this one is to tell. */
  follow(): void {
    this.parts.session.follow();
    this.tellPending();
  }

  /** The window that a person looks at tells an alert; the one that watches does, where they look at none. */
  tellPending(): void {
    const { session, tell } = this.parts;
    for (const { id, alert } of session.watch.pendingAlerts()) {
      // Its entry may be broken for a moment, while somebody types in the settings: it is told once it can be read again.
      if (!session.factsOf(alert.account)) continue;
      const isOurs = vscode.window.state.focused || (this.#watcher.leads && Date.now() - alert.at > 2 * this.#tickMs);
      if (isOurs && session.watch.takeAlert(id)) tell(alert);
    }
  }

  /** Starts and stops with the setting. */
  update(): void {
    const { session } = this.parts;
    const isWanted = session.accounts.read().accounts.some((account) => session.intervalOf(account) > 0);
    if (isWanted === this.isOn()) return;
    if (!isWanted) return void this.#stop();
    // Unref'd: a timer must not keep an extension host alive whose window is gone.
    this.#timers = [
      setInterval(() => this.#tick(), this.#tickMs).unref(),
      setInterval(() => this.#guarded(() => this.follow()), Math.min(1_500, this.#tickMs)).unref(),
    ];
    this.#tick();
  }

  dispose(): void {
    this.#stop();
    for (const listener of this.#listeners) listener.dispose();
  }

  get #tickMs(): number {
    return this.parts.minuteMs / 4;
  }

  #stop(): void {
    for (const timer of this.#timers) clearInterval(timer);
    this.#timers = [];
    this.#watcher.resign();
  }

  #tick(): void {
    const { session, onFault } = this.parts;
    if (vscode.window.state.active) session.watch.setActive(Date.now());
    void this.#watcher.tick().then(() => session.age(), onFault);
  }

  #whenFocused(minuteMs: number): void {
    const { session, onFault } = this.parts;
    const minutes = focusMinutes();
    if (minutes === 0) return;
    const old = oldAccounts(session.facts(), session.watch.records(), minutes, { now: Date.now(), minuteMs });
    session.checks.check(old, never, { quiet: true }).catch(onFault);
  }

  #guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.parts.onFault(error);
    }
  }
}
