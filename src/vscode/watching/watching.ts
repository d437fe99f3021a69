import * as vscode from 'vscode';
import type { EpochMs } from '../../core/time/epoch';
import type { Alert } from '../../core/checks/alerts';
import { oldAccounts } from '../../core/checks/oldAccounts';
import { Watcher } from '../../core/checks/watcher';
import type { Session } from '../accounts/session';
import { focusMinutes } from '../editor/settings';
import type { Origin } from '../../core/model/origin';

export interface WatchingParts {
  readonly session: Session;
  readonly minuteMs: number;
  readonly isAlive: () => Promise<boolean>;
  readonly canReach: (origin: Origin) => boolean;
  /** Of the window that watches. */
  readonly onLead: (now: EpochMs) => void;
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
    const { session, minuteMs, isAlive, canReach, onLead } = parts;
    this.#watcher = new Watcher({
      store: session.watch,
      owner: session.owner,
      now: Date.now,
      random: Math.random,
      tickMs: this.#tickMs,
      isAlive,
      onLead,
      onNobodyAsks: (account) => session.checks.countUnasked(account),
      onSeen: () => this.#whenSeen(),
      accounts: () => session.accounts.read().accounts,
      intervalOf: (account) => session.intervalOf(account),
      recordOf: (account) => session.checks.recordOf(account),
      hasNewKey: (account, record) => session.hasNewKey(account, record),
      check: (account, unlessSince) => session.checks.check([account], never, { quiet: true, unlessSince }),
      follow: () => session.follow(),
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

  /** Whether this window watches for all. */
  leads(): boolean {
    return this.#watcher.leads;
  }

  isOn(): boolean {
    return this.#timers.length > 0;
  }

  /** Sees what other windows asked, and tells what this one is to tell. */
  follow(): void {
    const { session, isAlive, onFault } = this.parts;
    session.follow();
    if (session.watch.pendingAlerts().length === 0) return;
    // A window whose page is gone believes for hours that somebody looks at it: what it took, nobody would read.
    isAlive()
      .then((isThere) => isThere && this.#tellPending())
      .catch(onFault);
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

  /** The window that a person looks at tells an alert; the one that watches does, where they look at none. */
  #tellPending(): void {
    const { session, tell } = this.parts;
    for (const { id, alert } of session.watch.pendingAlerts()) {
      // Its entry may be broken for a moment, while somebody types in the settings: it is told once it can be read again.
      if (!session.factsOf(alert.account)) continue;
      const isOurs = vscode.window.state.focused || (this.#watcher.leads && Date.now() - alert.at > 2 * this.#tickMs);
      if (isOurs && session.watch.takeAlert(id)) tell(alert);
    }
  }

  #stop(): void {
    for (const timer of this.#timers) clearInterval(timer);
    this.#timers = [];
    this.#watcher.resign();
  }

  #tick(): void {
    const { session, onFault } = this.parts;
    void this.#watcher.tick().then(() => session.age(), onFault);
  }

  #whenSeen(): void {
    if (vscode.window.state.active) this.parts.session.watch.setActive(Date.now());
    this.#tellPending();
  }

  #whenFocused(minuteMs: number): void {
    const { session, isAlive, onFault } = this.parts;
    const minutes = focusMinutes();
    if (minutes === 0) return;
    const recordOf = (account: Parameters<typeof session.checks.recordOf>[0]) => session.checks.recordOf(account);
    const check = async (): Promise<void> => {
      if (!(await isAlive())) return;
      // Another window may have asked a moment ago.
      session.follow();
      const old = oldAccounts(session.facts(), recordOf, minutes, { now: Date.now(), minuteMs });
      await session.checks.check(old, never, { quiet: true });
    };
    check().catch(onFault);
  }

  #guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.parts.onFault(error);
    }
  }
}
