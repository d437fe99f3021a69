import { type Fault, faultSchema } from './faults';
import { fallen, type Money } from './money';
import type { Wire } from './wire';

export interface KnownAccount {
  readonly provider: string;
  readonly key: string;
  /** What the request log calls it: never the key. */
  readonly name: string;
  readonly money: Money;
  /** When its money was set, from where it falls; null: it does not. */
  readonly since: number | null;
}

/** In place of a key: every key, unknown ones too. In place of a path: every route. */
const everything = '*';

/** A key that names its own fault, for trials by hand: `sk-sandbox-deepseek-fault-status-500`. */
const selfFaulting = /sandbox-(?<provider>[a-z0-9]+)-fault-(?<fault>.+)$/;

export class AccountBook {
  readonly #accounts = new Map<string, KnownAccount>();
  readonly #faults = new Map<string, Fault>();
  readonly #secrets = new Set<string>();
  readonly #wires: ReadonlyMap<string, Wire>;

  constructor(wires: ReadonlyMap<string, Wire>, now: number) {
    this.#wires = wires;
    for (const [provider, { demo }] of wires) {
      for (const { key, label, money } of demo) {
        this.put({ provider, key, name: `${provider} ${label}`, money, since: now });
      }
    }
  }

  put(account: KnownAccount): void {
    if (!this.#wires.has(account.provider)) throw new Error(`The sandbox has no provider ${account.provider}`);
    this.#accounts.set(account.key, account);
    this.#secrets.add(account.key);
  }

  /** The key is unknown from now on; the log still recognises it. */
  remove(key: string): void {
    this.#accounts.delete(key);
  }

  mark(secret: string): void {
    this.#secrets.add(secret);
  }

  get secrets(): ReadonlySet<string> {
    return this.#secrets;
  }

  find(provider: string, key: string): KnownAccount | undefined {
    const known = this.#accounts.get(key);
    if (known !== undefined) return known.provider === provider ? known : undefined;
    const named = selfFaulting.exec(key)?.groups;
    const money = this.#wires.get(provider)?.demo[0].money;
    if (named?.['provider'] !== provider || money === undefined) return undefined;
    this.#secrets.add(key);
    return { provider, key, name: `${provider} fault ${named['fault'] ?? ''}`, money, since: null };
  }

  moneyOf({ money, since }: KnownAccount, now: number): Money {
    return since === null ? money : fallen(money, now - since);
  }

  setFault(key: string, fault: Fault | null, path: string = everything): void {
    if (fault === null) this.#faults.delete(slot(key, path));
    else this.#faults.set(slot(key, path), fault);
  }

  faultOf(key: string, path: string): Fault | undefined {
    return (
      this.#faults.get(slot(key, path)) ??
      this.#faults.get(slot(key, everything)) ??
      this.#faults.get(slot(everything, path)) ??
      this.#faults.get(slot(everything, everything)) ??
      faultSchema.safeParse(selfFaulting.exec(key)?.groups?.['fault']).data
    );
  }
}

function slot(key: string, path: string): string {
  return JSON.stringify([key, path]);
}
