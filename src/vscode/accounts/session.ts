import * as vscode from 'vscode';
import { ownSite } from '../../core/accounts/accountPlace';
import type { AccountFacts } from '../../core/views/accountView';
import { Checks } from '../../core/checks/checks';
import { askEndpoint } from '../../core/provider/askEndpoint';
import { fetchReading, fetchTarget, type FetchedAccount } from '../../core/provider/fetchReading';
import type { Account } from '../../core/model/account';
import { hostOf } from '../../core/provider/origin';
import type { Endpoint, KeyedProvider, Provider } from '../../core/provider/provider';
import type { Answer, Outcome } from '../../core/model/outcome';
import type { RunQuery } from '../../core/provider/query';
import type { Send } from '../../core/provider/transport';
import { placeKey, singleFlight, type Prepared, type SingleFlight, type SingleFlightPorts } from '../../core/checks/singleFlight';
import type { WatchStore } from '../../core/checks/watchStore';
import { AccountsStore } from './accountsStore';
import { keyOf, outsideKey, type KeySources } from './keyOf';
import type { History } from './history';
import type { Keys } from './keys';
import { logged } from '../editor/log';
import { oncePerTurn } from '../editor/oncePerTurn';
import { alertContextOf, intervalOf, planContextOf } from './watchContexts';

export interface SessionParts extends Pick<SingleFlightPorts, 'onCommitted' | 'pause'> {
  readonly providers: readonly Provider[];
  readonly keys: Keys;
  readonly log: vscode.LogOutputChannel;
  readonly send: Send;
  readonly query: RunQuery;
  readonly keySources: KeySources;
  /** A fault of our own: the account gets a failure, and the log its stack. */
  readonly onFault: (error: unknown) => void;
  readonly history: History;
  readonly watch: WatchStore;
  /** This window, among those that share `watch`. */
  readonly owner: string;
  readonly minuteMs: number;
  readonly wokeAt: () => number;
}

/** The accounts of this window, their keys and their latest state. Everything a command or a surface works on. */
export class Session implements vscode.Disposable {
  readonly accounts: AccountsStore;
  readonly keys: Keys;
  readonly log: vscode.LogOutputChannel;
  readonly history: History;
  readonly checks: Checks;
  readonly watch: WatchStore;
  readonly #shared: SingleFlight;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #drawing = oncePerTurn(() => this.#changed.fire());
  readonly #listeners: readonly vscode.Disposable[];
  readonly #send: Send;
  #places: ReadonlyMap<string, string>;

  /** Something that a surface shows may have changed. */
  readonly onDidChange = this.#changed.event;

  constructor(private readonly parts: SessionParts) {
    const { providers, keys, log, send, history, watch } = parts;
    this.accounts = new AccountsStore(providers);
    this.keys = keys;
    this.log = log;
    this.#send = send;
    this.history = history;
    this.watch = watch;
    this.#shared = this.#sharedFetch();
    this.checks = new Checks({ fetch: this.#shared.fetch, beforeCheck: () => this.follow(), now: Date.now, onChange: this.#drawing.soon });
    for (const [accountId, reading] of history.lastReadings()) this.checks.seed(accountId, reading);
    this.#places = this.#placesNow();
    this.#listeners = [
      history.onDidChange(this.#drawing.soon),
      // Another window may have changed it, and knows what its check gave: only what this one knew is out of date.
      keys.onDidChange((accountId) => {
        this.checks.forget(accountId);
        // That window may have been quicker than this event.
        this.#shared.lookAgain();
      }),
      vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('apiBalance') && this.#settingsChanged()),
    ];
  }

  facts(): readonly AccountFacts[] {
    const known = this.accounts.facts(this.checks);
    const ledgers = this.history.ledgersOf(known.map(({ account }) => account.id));
    return known.map((facts) => ({ ...facts, ledgers: ledgers.get(facts.account.id) ?? new Map() }));
  }

  factsOf(accountId: string): AccountFacts | undefined {
    return this.facts().find(({ account }) => account.id === accountId);
  }

  /** Time has passed: ages on every surface read differently now. */
  age(): void {
    this.#changed.fire();
  }

  /** Brings in what other windows asked. */
  follow(): void {
    this.#shared.follow(this.accounts.read().accounts);
  }

  /** For a replaced key or another host: nothing that any window knows is about the account any more. */
  forget(accountId: string): void {
    this.watch.forget(accountId);
    this.checks.forget(accountId);
  }

  /** Takes over what a key gave when it was tried. */
  accept(accountId: string, outcome: Outcome): void {
    const account = this.factsOf(accountId)?.account;
    if (account) this.#shared.accept(account, outcome);
  }

  intervalOf(account: Account): number {
    return intervalOf(account, this.accounts.providerOf(account.provider), this.parts);
  }

  /** Asks once with a key that is not stored yet. */
  async tryKey(provider: KeyedProvider, place: FetchedAccount, apiKey: string, signal: AbortSignal): Promise<Outcome> {
    return fetchReading(fetchTarget(provider, place, apiKey), { ...this.#ports('key verified'), signal });
  }

  /** The answer itself, for a description that is being written. */
  async probe(
    provider: KeyedProvider,
    origin: string,
    endpoint: Endpoint<unknown>,
    { apiKey = '', ...secrets }: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<Answer<unknown>> {
    return askEndpoint(endpoint, fetchTarget(provider, { site: ownSite, origin }, apiKey, secrets), {
      ...this.#ports('description tested'),
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

  #sharedFetch(): SingleFlight {
    const { watch, history, owner, pause, onCommitted: onCommitted, onFault, wokeAt } = this.parts;
    return singleFlight({
      store: watch,
      owner,
      pause,
      onCommitted: onCommitted,
      onFault,
      now: Date.now,
      prepare: (account) => this.#prepare(account),
      planContext: (account) => planContextOf(account, this.accounts.providerOf(account.provider), Date.now(), wokeAt(), this.parts),
      alertContext: (account) =>
        alertContextOf(account, this.intervalOf(account) > 0, history.ledgersOfOne(account.id), watch.lastActiveAt()),
      onReading: (account, reading) => history.record(account.id, reading),
      adopt: (accountId, known) => this.checks.adopt(accountId, known),
    });
  }

  #ports(why: string) {
    const { query, onFault } = this.parts;
    return { send: logged(this.#send, this.log, why), query, onFault, now: Date.now };
  }

  async #prepare(account: Account): Promise<Prepared> {
    const provider = this.accounts.providerOf(account.provider);
    if (!provider) return { ok: false, error: { kind: 'notSupported', host: hostOf(account.origin) } };
    const key = await keyOf(account, provider, this.keys, this.parts.keySources);
    if (!key.ok) return key;
    return {
      ok: true,
      fetch: (signal, why) => fetchReading(fetchTarget(provider, account, key.apiKey, key.secrets), { ...this.#ports(why), signal }),
    };
  }

  /**
   * What was read at another place is no longer about the account. An account that is not there may be back in a moment:
   * settings are saved while someone types in them, so nothing of it is thrown away.
   */
  #settingsChanged(): void {
    const now = this.#placesNow();
    const moved = [...now].filter(([accountId, place]) => this.#places.has(accountId) && this.#places.get(accountId) !== place);
    this.#places = new Map([...this.#places, ...now]);
    for (const [accountId] of moved) this.checks.forget(accountId);
    // Back where it was: what all windows know of that place counts again.
    if (moved.length > 0) this.#shared.lookAgain();
    this.follow();
    this.#changed.fire();
  }

  #placesNow(): ReadonlyMap<string, string> {
    return new Map(this.accounts.read().accounts.map((account) => [account.id, placeKey(account)]));
  }
}
