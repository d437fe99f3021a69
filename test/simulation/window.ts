import { Checks } from '../../src/core/checks/checks';
import { fetchReading } from '../../src/core/provider/fetchReading';
import type { Account } from '../../src/core/model/account';
import type { Reading } from '../../src/core/model/reading';
import type { Outcome } from '../../src/core/model/outcome';
import type { Exchange, Send } from '../../src/core/provider/transport';
import type { Alert, AlertContext } from '../../src/core/checks/alerts';
import type { Prepared } from '../../src/core/checks/askOnce';
import type { Committed } from '../../src/core/checks/watchRecord';
import { Watcher } from '../../src/core/checks/watcher';
import type { WatchStore } from '../../src/core/checks/watchStore';
import { deepseek } from '../../src/providers';
import { askedNow, type Asked } from './judges/asked';
import { Outbox } from '../../src/core/notify/outbox';
import { english } from '../../src/core/text/translate';
import * as z from 'zod';
import type { Channel } from './channel';
import type { Loop } from './loop';
import type { Random } from './random';
import { originAt } from '../support/ids';
import { hmacSha256 } from '../../src/node/network/hmacSha256';
import { channelAt } from '../support/channels';
import { noMail } from '../support/noMail';

/** What is around a window: the machine, the network, the person. */
export interface Surroundings {
  readonly loop: Loop;
  readonly random: Random;
  readonly accounts: readonly Account[];
  readonly tickMs: number;
  readonly intervalOf: (account: Account) => number;
  readonly keyOf: (account: string) => number;
  readonly send: (asked: Asked, window: SimulatedWindow, signal: AbortSignal) => ReturnType<Send>;
  readonly alertContext: (account: Account) => AlertContext;
  readonly hasNetwork: () => boolean;
  readonly began: (asked: Asked, window: SimulatedWindow) => void;
  readonly onReading: (account: Account, reading: Reading) => void;
  readonly channel: Channel;
  readonly onCommitted: (asked: Asked, outcome: Outcome, alerts: readonly Alert[], isSilent: boolean) => void;
  readonly onLead: (window: string) => void;
  readonly onResign: (window: string) => void;
  readonly tell: (alert: Alert) => void;
  readonly onFault: (error: unknown) => void;
}

const site = { origin: originAt('https://api.deepseek.com') };

/** One window: the product's own parts, joined as its session joins them. Everything that waits, waits in the {@link Loop}. */
export class SimulatedWindow {
  readonly checks: Checks;
  readonly #watcher: Watcher;
  readonly #outbox: Outbox;
  /** The last answer for each account that this window got. */
  readonly #asked = new Map<string, Asked>();
  /** Of its own, since the listeners of a window that died are never removed. */
  readonly #never = new AbortController().signal;
  crashed = false;
  /** `gone`: its window was closed, and it knows when it asks. `hung`: the question never comes back. */
  zombie: 'no' | 'gone' | 'hung' = 'no';
  isFocused = false;
  /** Of keys that another window replaced, and this one has not heard of yet. */
  unheard = 0;

  constructor(
    readonly name: string,
    readonly store: WatchStore,
    readonly hasKeys: boolean,
    private readonly around: Surroundings,
  ) {
    const { loop, random, accounts, tickMs, intervalOf } = around;
    const now = (): number => loop.wall;
    this.checks = new Checks({
      store,
      owner: name,
      now,
      prepare: (account) => this.#prepare(account),
      planContext: (account) => ({ now: now(), intervalMs: intervalOf(account), random: random.next(), wokeAt: this.#watcher.wokeAt }),
      alertContext: around.alertContext,
      postsOf: (_account, _snapshot, alerts) => alerts.map((alert) => ({ channel: '', body: around.channel.textOf(alert) })),
      onCommitted: (account, outcome, committed) => this.#committed(account, outcome, committed),
      onChange: () => undefined,
      pause: (ms, signal) => this.pause(ms, signal),
      repeat: (ms, work) => this.repeat(ms, work),
      onFault: (error) => {
        throw error;
      },
    });
    this.#outbox = new Outbox({
      hmac: hmacSha256,
      mail: noMail,
      store,
      owner: name,
      now,
      t: english,
      channel: () => Promise.resolve(channelAt('https://team.example/hook', 'json')),
      send: ({ body = '' }, signal) => this.#post(body, signal),
      onPutOff: () => undefined,
      onGivenUp: ({ title }) => around.channel.givenUp(title),
      onFault: around.onFault,
    });
    this.#watcher = new Watcher({
      store: this.#observed(store),
      owner: name,
      now,
      tickMs,
      intervalOf,
      random: () => random.next(),
      accounts: () => accounts,
      check: (account, unlessSince) => this.checks.check([account], this.#never, { quiet: true, unlessSince }),
      follow: () => this.checks.follow(),
      onSeen: () => this.#tellPending(),
      recordOf: (account) => this.checks.recordOf(account),
      hasNewKey: () => false,
      isAlive: () => this.#isAlive(),
      canReach: () => around.hasNetwork(),
      onLead: () => this.deliver(),
    });
  }

  get isWell(): boolean {
    return !this.crashed && this.zombie === 'no';
  }

  get leads(): boolean {
    return !this.crashed && this.#watcher.leads;
  }

  /** Ticks in a rhythm of its own. */
  open(): void {
    this.after(this.around.random.between(0, this.around.tickMs), () => this.#tick());
  }

  /** What a window does that has time to say goodbye. */
  close(): void {
    this.#watcher.resign();
    this.checks.dispose();
  }

  after(ms: number, task: () => void): void {
    this.around.loop.after(ms, 'machine', () => {
      if (!this.crashed) task();
    });
  }

  pause(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const cancel = (): void => reject(new Error('cancelled'));
      signal.addEventListener('abort', cancel, { once: true });
      this.after(ms, () => {
        signal.removeEventListener('abort', cancel);
        resolve();
      });
    });
  }

  follow(): void {
    this.checks.follow();
    if (this.store.pendingAlerts().length > 0)
      this.#isAlive()
        .then((isThere) => isThere && this.#tellPending())
        .catch(this.around.onFault);
  }

  /** Beside whatever else is done, as the shell does it. */
  deliver(): void {
    this.#outbox.deliver().catch(this.around.onFault);
  }

  repeat(ms: number, work: () => void): () => void {
    let isOver = false;
    const next = (): void =>
      this.after(ms, () => {
        if (isOver) return;
        work();
        next();
      });
    next();
    return () => {
      isOver = true;
    };
  }

  click(account: Account, cancelAfterMs: number | null, again: boolean): void {
    const abort = new AbortController();
    this.checks.check([account], abort.signal).catch(this.around.onFault);
    if (cancelAfterMs === null) return;
    this.after(cancelAfterMs, () => {
      abort.abort();
      if (again) this.click(account, null, false);
    });
  }

  /** A new key is tried, and kept: what is known, and what is on its way, is no longer about the account. */
  async replaceKey(account: Account, key: number, keep: () => void): Promise<void> {
    const asked = askedNow(this.around.loop, { account: account.id, window: this.name, key, why: 'key' });
    const outcome = await this.#fetch(asked, account, this.#never);
    await this.checks.replaceKey(account, async () => keep());
    this.#asked.set(account.id, asked);
    this.checks.accept(account, outcome);
  }

  /** Another window replaced it, and knows what its check gave. */
  hearOfKey(account: Account): void {
    this.unheard -= 1;
    this.checks.keyChanged(account.id);
  }

  /** The same store, with someone who sees who watches. */
  #observed(store: WatchStore): WatchStore {
    return {
      ...store,
      lead: (owner, now, until) => {
        const leads = store.lead(owner, now, until);
        if (leads) this.around.onLead(this.name);
        return leads;
      },
      resign: (owner) => {
        store.resign(owner);
        this.around.onResign(this.name);
      },
    };
  }

  #tick(): void {
    this.after(this.around.tickMs, () => this.#tick());
    this.#watcher.tick().catch(this.around.onFault);
  }

  async #post(body: string, signal: AbortSignal): Promise<Exchange> {
    const { title } = z.object({ title: z.string() }).parse(JSON.parse(body));
    const { random } = this.around;
    // Long enough that another window comes to the same message, and shorter than a claim.
    await this.pause(random.between(50, random.isTrue(0.3) ? 100_000 : 3_000), signal);
    const exchange = this.around.channel.take(title, this);
    await this.pause(this.around.random.between(1, 500), signal);
    this.around.channel.answered(title);
    return exchange;
  }

  #isAlive(): Promise<boolean> {
    return this.zombie === 'hung' ? new Promise(() => undefined) : Promise.resolve(this.zombie === 'no');
  }

  /** As the shell does it: whoever is looked at tells, or after a while whoever watches. */
  #tellPending(): void {
    for (const { id, alert } of this.store.pendingAlerts()) {
      const isOurs = this.isFocused || (this.leads && this.around.loop.wall - alert.at > 2 * this.around.tickMs);
      if (!isOurs || !this.store.takeAlert(id)) continue;
      if (this.zombie !== 'no') this.around.onFault(new Error('an alert was told where nobody looks'));
      this.around.tell(alert);
    }
  }

  async #prepare(account: Account): Promise<Prepared> {
    const key = this.around.keyOf(account.id);
    await this.pause(this.around.random.between(0, this.around.random.isTrue(0.9) ? 20 : 1_000), this.#never);
    if (!this.hasKeys) return { ok: false, error: { kind: 'missingKey', host: 'api.deepseek.com' } };
    return {
      ok: true,
      keyMark: null,
      fetch: async (signal, why) => {
        const asked = askedNow(this.around.loop, { account: account.id, window: this.name, key, why: why === 'timer' ? 'timer' : 'click' });
        const outcome = await this.#fetch(asked, account, signal);
        this.#asked.set(account.id, asked);
        return outcome;
      },
    };
  }

  async #fetch(asked: Asked, account: Account, signal: AbortSignal): Promise<Outcome> {
    this.around.began(asked, this);
    try {
      const { origin } = account;
      const outcome = await fetchReading(
        { provider: deepseek, site, origin, credentials: { apiKey: `sk-simulated-${asked.key}` } },
        { send: (_request, of) => this.around.send(asked, this, of), now: () => this.around.loop.wall, signal },
      );
      // Until it lands it is nothing; what never lands stays that.
      asked.end = 'dropped';
      return outcome;
    } catch (error) {
      asked.end = 'aborted';
      throw error;
    }
  }

  #committed(account: Account, outcome: Outcome, { record, alerts }: Committed): void {
    const asked = this.#asked.get(account.id);
    if (asked === undefined) throw new Error('An answer was committed that nobody asked for');
    if (outcome.ok) this.around.onReading(account, outcome.reading);
    const isSilent = !outcome.ok && record.error === null;
    asked.end = isSilent ? 'silent' : 'committed';
    for (const alert of alerts) this.around.channel.committed(alert);
    this.around.onCommitted(asked, outcome, alerts, isSilent);
    if (alerts.length > 0) this.deliver();
  }
}
