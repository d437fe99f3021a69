import * as vscode from 'vscode';
import { ownSite } from '../../core/accounts/accountPlace';
import type { AccountFacts } from '../../core/views/accountView';
import { Checks, type ChecksPorts } from '../../core/checks/checks';
import type { AlertContext } from '../../core/checks/alerts';
import { askEndpoint } from '../../core/provider/askEndpoint';
import { fetchReading, fetchTarget, type FetchedAccount } from '../../core/provider/fetchReading';
import type { Account } from '../../core/model/account';
import { hostOf } from '../../core/provider/origin';
import type { Endpoint, KeyedProvider } from '../../core/provider/provider';
import type { Answer, Outcome } from '../../core/model/outcome';
import type { RequestReason } from '../../core/provider/requestLine';
import type { Send } from '../../core/provider/transport';
import type { Prepared } from '../../core/checks/askOnce';
import { missedEntries } from '../../core/checks/missedEntries';
import type { PlanContext } from '../../core/checks/schedule';
import type { WatchRecord } from '../../core/checks/watchRecord';
import type { Snapshot } from '../../core/model/snapshot';
import type { WatchStore } from '../../core/checks/watchStore';
import { AccountsStore } from './accountsStore';
import { keyOf, outsideKey } from './keyOf';
import type { SessionParts } from './sessionParts';
import type { History } from './history';
import type { Keys, StoredKey } from './keys';
import { logged } from '../editor/log';
import { coalesce } from '../editor/coalesce';
import { alertContextOf, intervalOf, planContextOf } from './watchContexts';
import type { AccountId } from '../../core/model/accountId';
import type { Origin } from '../../core/model/origin';

/** The accounts of this window, their keys and their latest state. Everything a command or a surface works on. */
export class Session implements vscode.Disposable {
  readonly accounts: AccountsStore;
  readonly keys: Keys;
  readonly log: vscode.LogOutputChannel;
  readonly history: History;
  readonly checks: Checks;
  readonly watch: WatchStore;
  /** This window, among those that share `watch`. */
  readonly owner: string;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #drawing = coalesce(() => this.#changed.fire());
  readonly #listeners: readonly vscode.Disposable[];
  readonly #send: Send;

  /** Something that a surface shows may have changed. */
  readonly onDidChange = this.#changed.event;

  constructor(private readonly parts: SessionParts) {
    const { providers, keys, log, send, history, watch, owner } = parts;
    this.accounts = new AccountsStore(providers);
    this.keys = keys;
    this.log = log;
    this.#send = send;
    this.history = history;
    this.watch = watch;
    this.owner = owner;
    this.checks = new Checks(this.#checksPorts());
    const past = history.lastReadings();
    for (const [accountId, reading] of past) this.checks.seed(accountId, reading);
    this.follow();
    history.complete(missedEntries(this.accounts.read().accounts, (account) => this.checks.recordOf(account), past));
    this.#listeners = [
      history.onDidChange(() => this.#drawing.soon()),
      keys.onDidChange((accountId) => this.checks.keyChanged(accountId)),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (!event.affectsConfiguration('apiBalance')) return;
        this.follow();
        this.#changed.fire();
      }),
    ];
  }

  facts(): readonly AccountFacts[] {
    const known = this.accounts.facts(this.checks);
    const ledgers = this.history.ledgersOf(known.map(({ account }) => account.id));
    const { sharing, explained } = this.parts;
    return known.map((facts) => ({
      ...facts,
      ledgers: ledgers.get(facts.account.id) ?? new Map(),
      readBy: sharing.readBy(facts.account),
      explained: explained(facts.account.id),
    }));
  }

  factsOf(accountId: AccountId): AccountFacts | undefined {
    return this.facts().find(({ account }) => account.id === accountId);
  }

  /** As all are once this is known of one account, which may be missing from the settings just now. */
  factsAfter(account: Account, snapshot: Snapshot): readonly AccountFacts[] {
    const provider = this.accounts.providerOf(account.provider);
    const others = this.accounts.facts(this.checks).filter((facts) => facts.account.id !== account.id);
    return provider ? [{ account, provider, snapshot }, ...others] : others;
  }

  /** Time has passed: ages on every surface read differently now. */
  age(): void {
    this.#changed.fire();
  }

  /** Brings in what other windows asked. */
  follow(): void {
    this.checks.follow();
  }

  /** Takes over what a key gave when it was tried. */
  accept(accountId: AccountId, outcome: Outcome): void {
    const account = this.factsOf(accountId)?.account;
    if (account) this.checks.accept(account, outcome);
  }

  /** A key and what the settings say of its account, both or neither. */
  async keepKey(accountId: AccountId, key: StoredKey, writeSettings: () => Promise<void>): Promise<void> {
    const before = await this.keys.get(accountId);
    await this.keys.store(accountId, key);
    try {
      await writeSettings();
    } catch (error) {
      await (before ? this.keys.store(accountId, before) : this.keys.delete(accountId));
      throw error;
    }
  }

  /** For a new account: an id that none ever had. */
  freeId(providerId: string): AccountId {
    return this.accounts.freeId(providerId, [...this.watch.everKnown(), ...this.history.lastReadings().keys()]);
  }

  intervalOf(account: Account): number {
    return intervalOf(account, this.accounts.providerOf(account.provider), this.parts);
  }

  planContext(account: Account): PlanContext {
    return planContextOf(account, this.accounts.providerOf(account.provider), Date.now(), this.parts.wokeAt(), this.parts);
  }

  alertContext(account: Account, outcome: Outcome): AlertContext {
    const { history, watch } = this.parts;
    return alertContextOf(account, this.intervalOf(account) > 0, history.ledgersWith(account.id, outcome), watch.lastActiveAt());
  }

  /** Tells the key that the account's variable or file holds now from another one; null for a key that is stored. */
  keyMarkOf(account: Account): string | null {
    const key = this.outsideKey(account);
    return key === undefined || key === '' ? null : this.#markOf(account, key);
  }

  /** Asks once with a key that is not stored yet. */
  async tryKey(provider: KeyedProvider, place: FetchedAccount, apiKey: string, signal: AbortSignal): Promise<Outcome> {
    return fetchReading(fetchTarget(provider, place, apiKey), { ...this.#ports({ why: 'key verified' }), signal });
  }

  /** The answer itself, for a description that is being written. */
  async probe(
    provider: KeyedProvider,
    origin: Origin,
    endpoint: Endpoint<unknown>,
    { apiKey = '', ...secrets }: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<Answer<unknown>> {
    return askEndpoint(endpoint, fetchTarget(provider, { site: ownSite, origin }, apiKey, secrets), {
      ...this.#ports({ why: 'description tested' }),
      signal,
    });
  }

  /** The key of a variable or a file, where the account names one. */
  outsideKey(account: Account): string | undefined {
    return outsideKey(account, this.parts.keySources);
  }

  dispose(): void {
    for (const listener of this.#listeners) listener.dispose();
    this.checks.dispose();
    this.#drawing.dispose();
    this.#changed.dispose();
  }

  /** The variable or file of an account holds another key than the one that the record is about. */
  hasNewKey(account: Account, { keyMark }: WatchRecord): boolean {
    const mark = this.keyMarkOf(account);
    return mark !== null && mark !== keyMark;
  }

  #checksPorts(): ChecksPorts {
    const { watch, owner, pause, repeat, onCommitted, onFault, postsOf, sharing } = this.parts;
    return {
      store: watch,
      owner,
      pause,
      repeat,
      onFault,
      onCommitted,
      postsOf,
      now: Date.now,
      prepare: (account) => sharing.prepare(account, (own) => this.#prepare(own)),
      planContext: (account) => this.planContext(account),
      alertContext: (account, outcome) => this.alertContext(account, outcome),
      onChange: () => this.#drawing.soon(),
    };
  }

  /** What is stored begins another epoch by being stored. */
  #markOf(account: Account, apiKey: string): string | null {
    return account.keyEnv === undefined && account.keyFile === undefined ? null : this.parts.keySources.markOf(account.id, apiKey);
  }

  #ports(reason: RequestReason) {
    const { query, onFault } = this.parts;
    return { send: logged(this.#send, this.log, reason), query, onFault, now: Date.now };
  }

  async #prepare(account: Account): Promise<Prepared> {
    const provider = this.accounts.providerOf(account.provider);
    if (!provider) return { ok: false, error: { kind: 'notSupported', host: hostOf(account.origin) } };
    const key = await keyOf(account, provider, this.keys, this.parts.keySources);
    if (!key.ok) return key;
    return {
      ok: true,
      keyMark: this.#markOf(account, key.apiKey),
      fetch: (signal, why) =>
        fetchReading(fetchTarget(provider, account, key.apiKey, key.secrets), { ...this.#ports({ why, account: account.id }), signal }),
    };
  }
}
