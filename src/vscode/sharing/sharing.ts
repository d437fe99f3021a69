import * as vscode from 'vscode';
import type { Prepared } from '../../core/checks/askOnce';
import type { Committed } from '../../core/checks/watchRecord';
import type { Account } from '../../core/model/account';
import type { Outcome } from '../../core/model/outcome';
import type { OpenedShared, SharedHosts } from '../../core/shared/openedShared';
import { sharedAccount } from '../../core/shared/sharedPlace';
import type { SharingStanding } from '../../core/shared/sharingText';
import { typedServer } from '../../core/shared/sharedServer';
import type { SharedStore } from '../../core/shared/sharedStore';
import { synchroniser, type Synchroniser, type SynchroniserPorts } from '../../core/shared/synchroniser';
import { shownMachine } from '../../core/shared/shownMachine';
import type { Session } from '../accounts/session';
import { historyKeepDays, sharedServerSetting } from '../editor/settings';
import { t } from '../editor/translation';
import type { SharedConnection } from './sharedConnection';

export interface SharingParts extends Pick<SynchroniserPorts, 'pause' | 'repeat' | 'onFault' | 'onLeftOut' | 'postHeard'> {
  readonly session: () => Session;
  readonly connection: SharedConnection;
  readonly open: (hosts: SharedHosts) => OpenedShared;
  /** Where this machine posts to; null: nowhere. */
  readonly channel: () => Promise<string | null>;
  readonly minuteMs: number;
  readonly isAlive: () => Promise<boolean>;
  /** Whether this window watches for all. */
  readonly leads: () => boolean;
  readonly onStanding: (standing: SharingStanding) => void;
}

interface Joined {
  readonly hosts: SharedHosts;
  readonly opened: OpenedShared;
  readonly machine: Synchroniser;
  readonly stop: () => void;
}

const bothChangedMs = 1_000;
/** A person who clicks waits for whoever asks just now, and no longer. */
const patienceMs = 10_000;

/** This window's part in a history that machines share, for as long as the settings name one. */
export class Sharing implements vscode.Disposable {
  #joined: Joined | null = null;
  #standing: SharingStanding = { kind: 'off' };
  #updating: Promise<void> = Promise.resolve();
  #isOver = false;
  #soon: NodeJS.Timeout | undefined;
  /** By account: who was answered last, and of which check that is. */
  readonly #readers = new Map<string, { readonly checkedAt: number | null; readonly name: string | null }>();
  readonly #listeners: readonly vscode.Disposable[];

  constructor(private readonly parts: SharingParts) {
    this.#listeners = [
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('apiBalance.history.postgres')) this.updateSoon();
      }),
      // Whoever comes back looks at what came in meanwhile.
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) this.#joined?.machine.retry();
        if (focused) this.#goRound();
      }),
    ];
    void this.update();
  }

  standing(): SharingStanding {
    return this.#standing;
  }

  /** How many checks are to be handed on. */
  waiting(): number {
    return this.#joined?.opened.outbox.count() ?? 0;
  }

  /** A connection and the setting of its server change one after the other: what is so in between is not told. */
  updateSoon(): void {
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => void this.update(), bothChangedMs).unref();
  }

  /** Joins, leaves or moves over, as settings and connection are now. Never rejects. */
  update(): Promise<void> {
    this.#updating = this.#updating.then(() => this.#change()).catch(this.parts.onFault);
    return this.#updating;
  }

  /** Somebody wants to know: hands on and takes in now, also where the database was away a moment ago. */
  async roundNow(): Promise<void> {
    await this.#updating;
    this.#joined?.machine.retry();
    await this.#round();
  }

  async #round(): Promise<void> {
    await this.#updating;
    const joined = this.#joined;
    if (!joined) return;
    await joined.machine.round();
    this.#readers.clear();
    this.parts.session().follow();
    this.parts.session().age();
  }

  /** See {@link Synchroniser.prepare}. */
  async prepare(account: Account, own: (account: Account) => Promise<Prepared>): Promise<Prepared> {
    await this.#updating;
    return this.#joined ? this.#joined.machine.prepare(account, own) : own(account);
  }

  committed(account: Account, outcome: Outcome, committed: Committed): void {
    this.#joined?.machine.committed(account, outcome, committed);
  }

  /** What the others know this machine by; null: nothing is shared. */
  machineName(): string | null {
    return this.#joined && shownMachine(this.#joined.opened.me(), t);
  }

  /** Whether this machine posts the summary of a period to its channel, which others may have as well. */
  async takesSummary(period: string): Promise<boolean> {
    await this.#updating;
    const joined = this.#joined;
    const url = joined && (await this.parts.channel());
    return url === null || joined === null || joined.machine.takesSummary(joined.opened.digest(url), period);
  }

  /** Opens a database once, as it would be used, and closes it. */
  async tryOut(hosts: SharedHosts, signal: AbortSignal): ReturnType<SharedStore['open']> {
    const { outbox, store: load } = this.parts.open(hosts);
    try {
      const store = await load();
      try {
        return await store.open(signal);
      } finally {
        store.close();
      }
    } finally {
      outbox.close();
    }
  }

  /** The name of the machine that was answered last, where that was another one. */
  readBy(account: Account): string | null {
    const joined = this.#joined;
    if (!joined) return null;
    const { checkedAt } = this.parts.session().checks.recordOf(account);
    const known = this.#readers.get(account.id);
    if (known?.checkedAt === checkedAt) return known.name;
    const asker = joined.machine.askerOf(account);
    const isOther = asker !== null && asker.by.id !== joined.opened.me().id;
    const name = isOther ? shownMachine(asker.by, t) : null;
    this.#readers.set(account.id, { checkedAt, name });
    return name;
  }

  dispose(): void {
    this.#isOver = true;
    clearTimeout(this.#soon);
    for (const listener of this.#listeners) listener.dispose();
    this.#joined?.machine.cutOff();
    void this.update();
  }

  async #change(): Promise<void> {
    const typed = this.#isOver ? '' : sharedServerSetting();
    const server = typedServer(typed);
    const hosts = server === null ? null : await this.parts.connection.stored(server);
    if (this.#joined && hosts && JSON.stringify(hosts) === JSON.stringify(this.#joined.hosts)) return;
    await this.#leave();
    if (hosts && !this.#isOver) this.#join(hosts);
    else this.#stand({ kind: typed === '' ? 'off' : server === null ? 'notAServer' : 'notHere' });
  }

  #join(hosts: SharedHosts): void {
    const { open, pause, repeat, onFault, onLeftOut, minuteMs, session, channel, postHeard } = this.parts;
    const opened = open(hosts);
    const { accounts, checks, history, watch } = session();
    const machine = synchroniser({
      ...opened,
      pause,
      repeat,
      onFault,
      onLeftOut,
      watch,
      history: history.store,
      now: Date.now,
      accounts: () => accounts.read().accounts,
      recordOf: (account) => {
        session().follow();
        return checks.recordOf(account);
      },
      planContext: (account) => session().planContext(account),
      keyMarkOf: (account) => session().keyMarkOf(account),
      sharedOf: (account) => sharedAccount(account, opened.digest),
      alertContext: (account, outcome) => session().alertContext(account, outcome),
      // A message of the one channel that an editor has goes into it whatever it is called.
      alertChannels: () => [''],
      channelName: async () => {
        const url = await channel();
        return url === null ? null : opened.digest(url);
      },
      postHeard,
      keepDays: historyKeepDays,
      pageSize: 500,
      mannerOf: (why) => (why === 'check' ? { patienceMs, takesInterval: false } : { patienceMs: 0, takesInterval: true }),
      onStanding: (standing) => this.#stand(standing),
    });
    this.#joined = { hosts, opened, machine, stop: repeat(minuteMs, () => this.#goRound()) };
    machine.addMissed();
    this.#stand(machine.standing());
    this.#goRound();
  }

  async #leave(): Promise<void> {
    const joined = this.#joined;
    this.#joined = null;
    this.#readers.clear();
    if (!joined) return;
    joined.stop();
    await joined.machine.close(0);
    joined.opened.outbox.close();
  }

  /** Nobody looks at the other windows, and the one that watches does it for them. */
  #goRound(): void {
    const { isAlive, leads, onFault } = this.parts;
    if (!this.#joined || (!vscode.window.state.focused && !leads())) return;
    isAlive()
      .then((isThere) => (isThere ? this.#round() : undefined))
      .catch(onFault);
  }

  #stand(standing: SharingStanding): void {
    if (JSON.stringify(standing) === JSON.stringify(this.#standing)) return;
    this.#standing = standing;
    this.parts.onStanding(standing);
  }
}
