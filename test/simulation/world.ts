import type { Account } from '../../src/core/model/account';
import type { Reading } from '../../src/core/model/reading';
import { ledgerOf, type Ledger } from '../../src/core/ledger/ledger';
import { micros } from '../../src/core/money/money';
import type { PastReading } from '../../src/core/history/pastReading';
import { historyRows } from '../../src/core/history/historyRows';
import type { Exchange } from '../../src/core/provider/transport';
import type { AlertContext } from '../../src/core/checks/alerts';
import { accountOf } from '../support/accounts';
import type { Incident, Plan } from './incidents';
import type { Asked } from './judges/asked';
import { Channel } from './channel';
import { Judges } from './judges/judges';
import { Loop } from './loop';
import { SimulatedAccount, unreachable } from './provider';
import { Random } from './random';
import type { Stores } from './stores';
import { SimulatedWindow, type Surroundings } from './window';
import { idOf } from '../support/ids';

const minute = 60_000;
const limits = { CNY: 10_000_000, USD: 5_000_000 };
/** incident 18: thirty days from here have the night in which Berlin's clocks go back. */
const began = Date.parse('2026-10-10T21:00:00Z');

/** Everything there is: one machine with its windows, one provider, one person, and those who judge. */
export class World {
  readonly loop = new Loop(began);
  readonly random: Random;
  readonly accounts: readonly Account[];
  readonly provider: ReadonlyMap<string, SimulatedAccount>;
  readonly judges: Judges;
  readonly channel: Channel;
  readonly #around: Surroundings;
  /** Ends the lock that another program holds just now. */
  locked: (() => void) | null = null;
  readonly #history = new Map<string, PastReading[]>();
  windows: readonly SimulatedWindow[] = [];
  offlineUntil = -Infinity;
  /** Nothing happens any more; what is pending is told. */
  isOver = false;
  /** After a wake the network is not there at once, and says so. */
  deadUntil = -Infinity;
  readonly crashMidFlight = new Set<string>();
  sleepMidFlight: Extract<Incident, { readonly kind: 'sleep' }> | null = null;
  lockMidFlight: Extract<Incident, { readonly kind: 'lock' }> | null = null;
  #opened = 0;

  constructor(
    readonly plan: Plan,
    readonly stores: Stores,
    private readonly keepsHistory: boolean,
    private readonly apply: (incident: Incident) => void,
  ) {
    this.random = new Random(plan.seed);
    const intervals = [plan.intervalMinutes, plan.intervalMinutes, 2 * plan.intervalMinutes];
    this.accounts = Array.from({ length: plan.accounts }, (_, index) =>
      accountOf({
        id: idOf(`account${index}`),
        lowBalance: { CNY: micros(limits.CNY), USD: micros(limits.USD) },
        refreshMinutes: intervals[index % 3]!,
      }),
    );
    this.provider = new Map(this.accounts.map(({ id }) => [id, new SimulatedAccount(this.random)]));
    const tickMs = Math.round((plan.intervalMinutes * minute) / plan.ticksPerInterval);
    const intervalOf = ({ refreshMinutes = 0 }: Account): number => refreshMinutes * minute;
    this.judges = new Judges({
      loop: this.loop,
      accounts: this.accounts,
      limits,
      tickMs,
      intervalOf,
      keyOf: (account) => this.of(account).key,
      isCared: () => this.#isCared(),
    });
    this.channel = new Channel(this.loop, this.judges.report);
    this.#around = {
      loop: this.loop,
      random: this.random,
      accounts: this.accounts,
      tickMs,
      intervalOf,
      keyOf: (account) => this.of(account).key,
      send: (asked, window, signal) => this.#send(asked, window, signal),
      alertContext: (account) => this.#alertContext(account),
      hasNetwork: () => this.loop.elapsed >= this.offlineUntil,
      began: (asked, window) => this.#began(asked, window),
      onReading: (account, reading) => this.#record(account, reading),
      channel: this.channel,
      onCommitted: (asked, outcome, alerts) => {
        this.judges.committed(asked, outcome, alerts);
        // incident 13: the others look every second and a half.
        this.loop.after(2_000, 'machine', () => this.followAll());
      },
      onLead: (window) => this.judges.liveness.led(window),
      onResign: (window) => this.judges.liveness.resigned(window),
      tell: (alert) => this.judges.told(alert),
      onFault: (error) => this.judges.report(`a window threw ${String(error)}`),
    };
  }

  of(account: string): SimulatedAccount {
    const known = this.provider.get(account);
    if (known === undefined) throw new Error(`There is no account ${account}`);
    return known;
  }

  open(slot: number, hasKeys = this.plan.keyless !== slot): void {
    this.#opened += 1;
    const window = new SimulatedWindow(`${slot}.${this.#opened}`, this.stores.take(), hasKeys, this.#around);
    this.windows = [...this.windows.slice(0, slot), window, ...this.windows.slice(slot + 1)];
    window.open();
    this.judges.liveness.disturbed();
  }

  /** Its code stops where it is; what it sent is still on its way. */
  crash(window: SimulatedWindow): void {
    if (window.crashed) return;
    window.crashed = true;
    this.judges.requests.crashed(window.name);
    this.stores.giveBack(window.store);
    this.judges.liveness.disturbed();
  }

  followAll(): void {
    for (const window of this.windows) {
      if (!window.isWell) continue;
      window.follow();
      this.judges.shows(window);
    }
  }

  #isCared(): boolean {
    return !this.loop.isAsleep && this.loop.elapsed >= this.offlineUntil && this.windows.some(({ isWell, hasKeys }) => isWell && hasKeys);
  }

  #began(asked: Asked, window: SimulatedWindow): void {
    this.judges.requests.began(asked);
    const sleep = this.sleepMidFlight;
    const lock = this.lockMidFlight;
    [this.sleepMidFlight, this.lockMidFlight] = [null, null];
    if (lock) this.loop.after(this.random.between(1, 150), 'world', () => this.apply(lock));
    if (sleep) {
      this.loop.after(this.random.between(1, 150), 'world', () => this.apply(sleep));
      this.loop.after(200, 'machine', () =>
        this.apply({
          kind: 'click',
          window: this.random.between(0, 9),
          account: this.random.between(0, 9),
          cancelAfterMs: null,
          again: false,
          everywhere: false,
        }),
      );
    }
    if (asked.why !== 'key' && this.crashMidFlight.delete(window.name)) window.after(this.random.between(1, 150), () => this.crash(window));
  }

  #send(asked: Asked, window: SimulatedWindow, signal: AbortSignal): Promise<Exchange> {
    this.judges.requests.sent(asked, this.loop.wall);
    const isCut = this.loop.elapsed < Math.max(this.deadUntil, this.offlineUntil);
    const { exchange, said } = isCut ? unreachable() : this.of(asked.account).answer(asked.key, this.loop.wall - this.loop.offset);
    const sent = this.loop.elapsed;
    return new Promise((resolve, reject) => {
      // A socket may take its time to close.
      signal.addEventListener('abort', () => window.after(this.random.between(0, 30), () => reject(new Error('cancelled'))), {
        once: true,
      });
      const arrive = (): void => {
        // A connection rarely outlives a sleep.
        const isLost = sent < this.loop.sleptFrom && this.random.isTrue(0.5);
        asked.said = isLost ? unreachable().said : said;
        asked.answeredWall = this.loop.wall;
        resolve(isLost ? unreachable().exchange : exchange);
      };
      window.after(this.random.between(200, this.random.isTrue(0.1) ? 15_000 : 2_000), arrive);
    });
  }

  #record(account: Account, reading: Reading): void {
    this.judges.recorded += 1;
    if (!this.keepsHistory) return;
    for (const { unit, reading: past } of historyRows(account.id, reading)) {
      const line = `${account.id} ${unit}`;
      this.#history.set(line, [...(this.#history.get(line) ?? []), past]);
    }
  }

  #alertContext(account: Account): AlertContext {
    return {
      account: account.id,
      thresholds: account.lowBalance,
      rules: this.judges.rules,
      runwayDays: this.keepsHistory ? 3 : 0,
      ledgers: this.#ledgersOf(account),
      lastActiveAt: null,
    };
  }

  #ledgersOf({ id }: Account): ReadonlyMap<string, Ledger> {
    const lines = [...this.#history].filter(([line]) => line.startsWith(`${id} `));
    return new Map(lines.map(([line, past]) => [line.slice(id.length + 1), ledgerOf(past, this.loop.wall, 'Europe/Berlin')]));
  }
}
