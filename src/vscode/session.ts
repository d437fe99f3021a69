import * as vscode from 'vscode';
import type { AccountFacts } from '../core/accountView';
import { Checks } from '../core/checks';
import { fetchReading } from '../core/fetchReading';
import type { Account } from '../core/model';
import { hostOf } from '../core/origin';
import type { KeyedProvider, Provider } from '../core/provider';
import type { Outcome } from '../core/providerError';
import type { Send } from '../core/transport';
import { AccountsStore } from './accountsStore';
import { keyOf } from './keyOf';
import type { History } from './history';
import type { Keys } from './keys';
import { logged } from './log';

export interface SessionParts {
  readonly providers: readonly Provider[];
  readonly keys: Keys;
  readonly log: vscode.LogOutputChannel;
  readonly send: Send;
  readonly history: History;
}

/** The accounts of this window, their keys and their latest state. Everything a command or a surface works on. */
export class Session implements vscode.Disposable {
  readonly accounts: AccountsStore;
  readonly keys: Keys;
  readonly log: vscode.LogOutputChannel;
  readonly history: History;
  readonly checks: Checks;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #listeners: readonly vscode.Disposable[];
  readonly #send: Send;
  #origins: ReadonlyMap<string, string>;

  /** Something that a surface shows may have changed. */
  readonly onDidChange = this.#changed.event;

  constructor({ providers, keys, log, send, history }: SessionParts) {
    this.accounts = new AccountsStore(providers);
    this.keys = keys;
    this.log = log;
    this.#send = send;
    this.history = history;
    this.checks = new Checks({ fetch: (account, signal) => this.#fetch(account, signal), now: Date.now, onChange: () => this.#changed.fire(), onReading: (accountId, reading) => history.record(accountId, reading) });
    for (const [accountId, reading] of history.lastReadings()) this.checks.seed(accountId, reading);
    this.#origins = this.#originsNow();
    this.#listeners = [
      keys.onDidChange((accountId) => this.checks.forget(accountId)),
      vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('apiBalance') && this.#settingsChanged()),
    ];
  }

  facts(): readonly AccountFacts[] {
    const now = Date.now();
    return this.accounts.facts(this.checks).map((facts) => {
      const ledgers = this.history.ledgersOf(facts.account.id, now);
      return ledgers ? { ...facts, ledgers } : facts;
    });
  }

  factsOf(accountId: string): AccountFacts | undefined {
    return this.facts().find(({ account }) => account.id === accountId);
  }

  /** Time has passed: ages on every surface read differently now. */
  age(): void {
    this.#changed.fire();
  }

  /** Asks once with a key that is not stored yet. */
  async tryKey(provider: KeyedProvider, place: Pick<Account, 'site' | 'origin'>, apiKey: string, signal: AbortSignal): Promise<Outcome> {
    const site = provider.sites[place.site] ?? { origin: place.origin };
    const send = logged(this.#send, this.log, 'key verified');
    return fetchReading({ provider, site, origin: place.origin, credentials: { apiKey } }, { send, now: Date.now, signal });
  }

  dispose(): void {
    for (const listener of this.#listeners) listener.dispose();
    this.checks.dispose();
    this.#changed.dispose();
  }

  async #fetch(account: Account, signal: AbortSignal): Promise<Outcome> {
    const provider = this.accounts.providerOf(account.provider);
    if (!provider) return { ok: false, error: { kind: 'notSupported', host: hostOf(account.origin) } };
    const key = await keyOf(account, provider, this.keys, process.env);
    if (!key.ok) return key;
    const site = provider.sites[account.site] ?? { origin: account.origin };
    const send = logged(this.#send, this.log, 'check');
    return fetchReading({ provider, site, origin: account.origin, credentials: { apiKey: key.apiKey } }, { send, now: Date.now, signal });
  }

  /** What was read at another origin, or for an account that is gone, is no longer about the account. */
  #settingsChanged(): void {
    const before = this.#origins;
    this.#origins = this.#originsNow();
    for (const [accountId, place] of before) if (this.#origins.get(accountId) !== place) this.checks.forget(accountId);
    this.#changed.fire();
  }

  #originsNow(): ReadonlyMap<string, string> {
    return new Map(this.accounts.read().accounts.map(({ id, provider, site, origin, keyEnv }) => [id, [provider, site, origin, keyEnv].join(' ')]));
  }
}
