import type { Account } from '../model/account';
import type { EpochMs } from '../time/epoch';
import type { Asking } from './askOnce';
import type { AccountId } from '../model/accountId';

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
  isAsked: boolean;
}

/** The checks that are under way: one of each account, joined by whoever wants the same, and called off when nobody waits any more. */
export class Flights {
  readonly #flights = new Map<AccountId, Flight>();

  constructor(
    private readonly ask: (asking: Asking) => Promise<void>,
    private readonly onChange: (accountId: AccountId) => void,
  ) {}

  /** A person waits for it. */
  isAsked(accountId: AccountId): boolean {
    return this.#flights.get(accountId)?.isAsked ?? false;
  }

  async join(accounts: readonly Account[], signal: AbortSignal, options: CheckOptions): Promise<void> {
    const joined = accounts.map((account) => this.#join(account, options));
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

  drop(accountId: AccountId): void {
    const flight = this.#flights.get(accountId);
    if (flight) this.#callOff(accountId, flight);
  }

  dispose(): void {
    for (const flight of this.#flights.values()) flight.abort.abort();
    this.#flights.clear();
  }

  #join(account: Account, options: CheckOptions): { readonly done: Promise<void>; readonly leave: () => void } {
    const flight = this.#flights.get(account.id) ?? this.#start(account, options);
    if (options.quiet !== true && !flight.isAsked) {
      flight.isAsked = true;
      this.onChange(account.id);
    }
    flight.waiting += 1;
    const leave = (): void => {
      flight.waiting -= 1;
      if (flight.waiting === 0) this.#callOff(account.id, flight);
    };
    return { done: flight.done, leave };
  }

  #start(account: Account, { unlessSince }: CheckOptions): Flight {
    const abort = new AbortController();
    const run = async (): Promise<void> => {
      try {
        await this.ask({ account, signal: abort.signal, unlessSince, isAsked: () => flight.isAsked });
      } catch (error) {
        if (!abort.signal.aborted) throw error;
      } finally {
        this.#end(account.id, flight);
      }
    };
    const flight: Flight = { abort, waiting: 0, isAsked: false, done: Promise.resolve().then(run) };
    this.#flights.set(account.id, flight);
    return flight;
  }

  #callOff(accountId: AccountId, flight: Flight): void {
    flight.abort.abort();
    this.#end(accountId, flight);
  }

  /** One that was called off may be slow to end, and another one be under way by then. */
  #end(accountId: AccountId, flight: Flight): void {
    if (this.#flights.get(accountId) !== flight) return;
    this.#flights.delete(accountId);
    if (flight.isAsked) this.onChange(accountId);
  }
}
