import { reasonOf } from '../model/accountState';
import { waitsUntil } from '../provider/classifyStatus';
import { mergeReading } from '../model/mergeReading';
import { failingSince } from '../model/failingSince';
import { neverChecked, type Snapshot } from '../model/snapshot';
import type { Account } from '../model/account';
import type { Reading } from '../model/reading';
import type { EpochMs } from '../time/epoch';
import type { Outcome } from '../model/outcome';

export interface ChecksPorts {
  /** null: the answer came another way, by {@link Checks.adopt}. */
  readonly fetch: (account: Account, signal: AbortSignal, options: CheckOptions) => Promise<Outcome | null>;
  readonly now: () => EpochMs;
  readonly onChange: (accountId: string) => void;
  /** A provider just said this; kept parts of older readings are not in it. */
  readonly onReading?: (accountId: string, reading: Reading) => void;
  /** Brings in what other windows know, so that nothing is asked which they were told not to ask. */
  readonly beforeCheck?: () => void;
}

export interface CheckOptions {
  /** Nobody asked for it just now, so nothing spins. */
  readonly quiet?: boolean;
  /** The check is called off where the account was asked since this time. */
  readonly unlessSince?: EpochMs | null;
}

interface Flight {
  readonly done: Promise<void>;
  readonly abort: AbortController;
  waiting: number;
}

/** The latest state of each account, and the one place that starts requests. */
export class Checks {
  readonly #snapshots = new Map<string, Snapshot>();
  readonly #flights = new Map<string, Flight>();

  constructor(private readonly ports: ChecksPorts) {}

  snapshot(accountId: string): Snapshot {
    return this.#snapshots.get(accountId) ?? neverChecked;
  }

  /** Checks all side by side. A second check joins the running one; it is cancelled when nobody waits for it any more. */
  async check(accounts: readonly Account[], signal: AbortSignal, options: CheckOptions = {}): Promise<void> {
    this.ports.beforeCheck?.();
    if (signal.aborted) return;
    const joined = accounts.flatMap((account) => this.#join(account, options) ?? []);
    // One listener for all: a signal warns of more than ten.
    const leave = (): void => {
      for (const flight of joined) flight.leave();
    };
    signal.addEventListener('abort', leave, { once: true });
    try {
      await Promise.all(joined.map(({ done }) => done));
    } finally {
      signal.removeEventListener('abort', leave);
    }
  }

  /** For a removed account, a replaced key or a changed origin: what is known, and what is on its way, is no longer about it. */
  forget(accountId: string): void {
    this.#flights.get(accountId)?.abort.abort();
    this.#flights.delete(accountId);
    this.#set(accountId, neverChecked);
  }

  /** What is known from before this window, to be shown with its age until the first check. */
  seed(accountId: string, reading: Reading): void {
    if (this.snapshot(accountId) === neverChecked) this.#set(accountId, { ...neverChecked, reading });
  }

  /** What another window asked for, or this one before. */
  adopt(accountId: string, known: Omit<Snapshot, 'checking'>): void {
    const { reading, checkedAt, checking } = this.snapshot(accountId);
    // Its time alone is not enough: this window may have failed by itself in the same millisecond, such as for want of a key.
    if (known.checkedAt !== checkedAt || known.reading?.at !== reading?.at) this.#set(accountId, { ...known, checking });
  }

  /** Takes over what a check outside of this class gave, such as the one that verified a new key. */
  accept(accountId: string, outcome: Outcome): void {
    if (outcome.ok) this.ports.onReading?.(accountId, outcome.reading);
    this.#set(accountId, this.#after(outcome, this.snapshot(accountId)));
  }

  dispose(): void {
    for (const flight of this.#flights.values()) flight.abort.abort();
    this.#flights.clear();
  }

  #join(account: Account, options: CheckOptions): { readonly done: Promise<void>; readonly leave: () => void } | null {
    if (this.#mustWait(account.id)) return null;
    const flight = this.#flights.get(account.id) ?? this.#start(account, options);
    if (options.quiet !== true && !this.snapshot(account.id).checking)
      this.#set(account.id, { ...this.snapshot(account.id), checking: true });
    flight.waiting += 1;
    const leave = (): void => {
      flight.waiting -= 1;
      if (flight.waiting > 0) return;
      flight.abort.abort();
      this.#finish(account.id, flight, null);
    };
    return { done: flight.done, leave };
  }

  /** `Retry-After` binds a person's click as well, whichever endpoint asked for it: asking again would renew the penalty. */
  #mustWait(accountId: string): boolean {
    return waitsUntil(reasonOf(this.snapshot(accountId)), this.ports.now()) !== null;
  }

  #start(account: Account, options: CheckOptions): Flight {
    const abort = new AbortController();
    const flight: Flight = { abort, waiting: 0, done: Promise.resolve().then(() => this.#run(account, flight, options)) };
    this.#flights.set(account.id, flight);
    return flight;
  }

  async #run(account: Account, flight: Flight, options: CheckOptions): Promise<void> {
    try {
      this.#finish(account.id, flight, await this.ports.fetch(account, flight.abort.signal, options));
    } catch (error) {
      const cancelled = flight.abort.signal.aborted;
      this.#finish(account.id, flight, null);
      if (!cancelled) throw error;
    }
  }

  /** A flight that was forgotten, or left by everyone, has nothing to say any more. */
  #finish(accountId: string, flight: Flight, outcome: Outcome | null): void {
    if (this.#flights.get(accountId) !== flight) return;
    this.#flights.delete(accountId);
    const before = this.snapshot(accountId);
    if (outcome?.ok) this.ports.onReading?.(accountId, outcome.reading);
    if (outcome) this.#set(accountId, this.#after(outcome, before));
    else if (before.checking) this.#set(accountId, { ...before, checking: false });
  }

  #after(outcome: Outcome, before: Snapshot): Snapshot {
    const checkedAt = this.ports.now();
    const since = failingSince(before, outcome, checkedAt);
    return outcome.ok
      ? { reading: mergeReading(before.reading, outcome.reading), error: null, checkedAt, failingSince: since, checking: false }
      : { reading: before.reading, error: outcome.error, checkedAt, failingSince: since, checking: false };
  }

  #set(accountId: string, snapshot: Snapshot): void {
    this.#snapshots.set(accountId, snapshot);
    this.ports.onChange(accountId);
  }
}
