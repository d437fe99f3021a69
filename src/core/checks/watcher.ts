import type { Account } from '../model/account';
import type { EpochMs } from '../time/epoch';
import { dueTime, replan, type PlanContext } from './schedule';
import { waitsUntil } from './waitsUntil';
import type { WatchRecord } from './watchRecord';
import type { WatchStore } from './watchStore';
import type { AccountId } from '../model/accountId';

export interface WatcherPorts {
  readonly store: Pick<WatchStore, 'lead' | 'resign' | 'change'>;
  readonly owner: string;
  readonly now: () => EpochMs;
  readonly random: () => number;
  /** How often {@link Watcher.tick} is called. */
  readonly tickMs: number;
  readonly accounts: () => readonly Account[];
  /** 0: this account is not watched. */
  readonly intervalOf: (account: Account) => number;
  /** See {@link PlanContext.clockZone}. */
  readonly clockZone?: string;
  /** Sends nothing where the account was asked since `unlessSince`. */
  readonly check: (account: Account, unlessSince: EpochMs | null) => Promise<void>;
  /** Brings in what other windows know. */
  readonly follow: () => void;
  readonly recordOf: (account: Account) => WatchRecord;
  /** Its variable or file holds another key than the one that the record is about. */
  readonly hasNewKey: (account: Account, record: WatchRecord) => boolean;
  /** False for an extension host whose window is gone: its timers go on, and nobody sees it. */
  readonly isAlive: () => Promise<boolean>;
  readonly canReach: (account: Account) => boolean;
  /** The window is there, whether it watches or not. */
  readonly onSeen?: () => void;
  /** It is due for long, and no window asks it: none can. */
  readonly onNobodyAsks?: (account: Account) => void;
  /** This window watches: what is to be done besides checks. */
  readonly onLead?: (now: EpochMs) => void;
}

interface Plan {
  readonly account: Account;
  readonly record: WatchRecord;
  readonly context: PlanContext;
  readonly dueAt: EpochMs;
}

/**
 * Ticks after which what the window that watches leaves overdue, such as for want of a key, is anyone's to ask; the
 * claim sees that only one does.
 */
const takeoverTicks = 2;
/** By then each of them has tried in vain, more than once. */
const nobodyTicks = 3 * takeoverTicks;

/** One careful watcher, however many windows tick. Nothing here runs by itself: the shell calls {@link tick}. */
export class Watcher {
  #lastTick: EpochMs | null = null;
  #wokeAt = -Infinity;
  #looking = false;
  /** What this window asks just now: one account that takes long holds up no other, the next tick asks those. */
  readonly #asking = new Set<AccountId>();
  #leads = false;
  /** How often it resigned: a tick that was under way then goes on to nothing. */
  #terms = 0;
  /** For how many ticks an account is due and not asked. */
  #overdueFor: ReadonlyMap<string, number> = new Map();

  constructor(private readonly ports: WatcherPorts) {}

  /** When the machine last woke, as far as the ticks tell. */
  get wokeAt(): EpochMs {
    return this.#wokeAt;
  }

  get leads(): boolean {
    return this.#leads;
  }

  /** Ends when all that it found due was asked. */
  async tick(): Promise<void> {
    this.#noticeWake();
    if (this.#looking) return;
    const term = this.#terms;
    try {
      const due = await this.#lookForDue(term);
      if (due !== null) await this.#ask(due, term);
    } finally {
      // Whoever calls the next one after this one's end has not slept meanwhile.
      this.#lastTick = this.ports.now();
    }
  }

  /** The earliest planned check; null where nothing is planned. */
  nextDue(): EpochMs | null {
    const due = this.#plans().map(({ dueAt }) => dueAt);
    return due.length === 0 ? null : Math.min(...due);
  }

  resign(): void {
    if (this.#leads) this.ports.store.resign(this.ports.owner);
    this.#leads = false;
    this.#terms += 1;
  }

  /** There is no event for a wake: the clock just jumps. */
  #noticeWake(): void {
    const { now, tickMs } = this.ports;
    if (this.#lastTick !== null && now() - this.#lastTick > Math.max(4 * tickMs, 60_000)) this.#wokeAt = now();
    this.#lastTick = now();
  }

  /** null: nothing is watched here, or not any more. */
  async #lookForDue(term: number): Promise<readonly Plan[] | null> {
    const { now, canReach, follow, isAlive, onSeen } = this.ports;
    this.#looking = true;
    try {
      if (this.#plans().length === 0 || !(await isAlive())) {
        this.resign();
        return null;
      }
      if (this.#terms !== term) return null;
      onSeen?.();
      follow();
      const leads = this.#lead();
      if (leads) this.#replan();
      const overdue = this.#plans().filter(({ account: { id }, dueAt }) => dueAt <= now() && !this.#asking.has(id));
      this.#overdueFor = new Map(overdue.map(({ account: { id } }) => [id, (this.#overdueFor.get(id) ?? 0) + 1]));
      return overdue.filter(({ account }) => (leads || (this.#overdueFor.get(account.id) ?? 0) > takeoverTicks) && canReach(account));
    } finally {
      this.#looking = false;
    }
  }

  async #ask(due: readonly Plan[], term: number): Promise<void> {
    const { now, onNobodyAsks, onLead } = this.ports;
    const leads = this.#leads;
    const checked = await Promise.allSettled(due.map((plan) => this.#check(plan)));
    // A fault with one account keeps nothing from the others, nor from messages; it is told when all is done. The checks
    // may have taken longer than the lease.
    if (leads && this.#terms === term && this.#lead()) {
      for (const { account } of due) if ((this.#overdueFor.get(account.id) ?? 0) > nobodyTicks) onNobodyAsks?.(account);
      onLead?.(now());
    }
    for (const one of checked) if (one.status === 'rejected') throw one.reason;
  }

  async #check({ account, record }: Plan): Promise<void> {
    this.#asking.add(account.id);
    try {
      await this.ports.check(account, record.checkedAt);
    } finally {
      this.#asking.delete(account.id);
    }
  }

  #lead(): boolean {
    const { store, owner, now, tickMs } = this.ports;
    this.#leads = store.lead(owner, now(), now() + 2 * tickMs);
    return this.#leads;
  }

  #replan(): void {
    for (const { account, record, context } of this.#plans()) {
      const schedule = replan(record.schedule, record.checkedAt, context);
      if (schedule) this.ports.store.change(account.id, (before) => ({ ...before, schedule }));
    }
  }

  #plans(): readonly Plan[] {
    const { accounts, intervalOf, now, random, recordOf, clockZone } = this.ports;
    const zone = clockZone === undefined ? {} : { clockZone };
    return accounts()
      .filter((account) => intervalOf(account) > 0)
      .map((account) => {
        const record = recordOf(account);
        const context = { now: now(), intervalMs: intervalOf(account), random: random(), wokeAt: this.#wokeAt, ...zone };
        return { account, record, context, dueAt: this.#dueAt(account, record, context) };
      });
  }

  /** What was refused is asked at once where there is another key to ask with. */
  #dueAt(account: Account, record: WatchRecord, context: PlanContext): EpochMs {
    if (record.schedule.refusals > 0 && this.ports.hasNewKey(account, record)) return context.now;
    return dueTime(record.schedule, record.checkedAt, waitsUntil(record, context.now), context);
  }
}
