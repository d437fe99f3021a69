import { join } from 'node:path';
import type { Account } from '../../src/core/model/account';
import type { Outcome } from '../../src/core/model/outcome';
import { accountOf } from '../support/accounts';
import { historyFolder, removeHistoryFolders } from '../support/historyFolder';
import { idOf } from '../support/ids';
import { saying } from '../support/watch';
import { owner, ownerPassword, type PostgresServer } from './startPostgres';
import { syncMachine, type SyncMachine, type SyncMachineOf } from './syncMachine';

export const minute = 60_000;

/** Machines on one server, each with its folder, and the one provider that they all ask. */
export class SyncWorld {
  readonly clock = { now: Date.now() };
  /** Who asked about which account, and when. */
  readonly asked: { readonly by: string; readonly account: string; readonly at: number }[] = [];
  readonly #folder = historyFolder();
  #machines: readonly SyncMachine[] = [];
  /** What is left of each account. */
  amount = '20';

  constructor(private readonly server: PostgresServer) {}

  machine(name: string, accounts: readonly Account[] = [accountOf()], more: Partial<SyncMachineOf> = {}): SyncMachine {
    const clock = more.clock ?? this.clock;
    const machine = syncMachine({
      name,
      accounts,
      folder: this.#folder,
      connection: this.server.connection(owner, ownerPassword),
      ask: async (account) => this.answer(name, account, clock.now),
      ...more,
      clock,
    });
    this.#machines = [...this.#machines, machine];
    return machine;
  }

  outboxFile(machine: string): string {
    return join(this.#folder, machine, 'outbox.sqlite');
  }

  answer(by: string, { id }: Account, at: number): Outcome {
    this.asked.push({ by, account: id, at });
    return { ok: true, reading: saying(`USD ${this.amount}`, at) };
  }

  /** Time passes, for the machines and for what the database has noted. */
  async pass(ms: number): Promise<void> {
    this.clock.now += ms;
    await this.shiftDatabase(ms);
  }

  shiftDatabase(ms: number): Promise<void> {
    const span = `interval '${ms} milliseconds'`;
    return this.server.run(`UPDATE api_balance.leases SET until = until - ${span}, kept_at = kept_at - ${span}`);
  }

  async end(): Promise<void> {
    await Promise.all(this.#machines.map((machine) => machine.close()));
    this.#machines = [];
    removeHistoryFolders();
  }
}

export function accountsNamed(...names: readonly string[]): readonly Account[] {
  return names.map((name) => accountOf({ id: idOf(name) }));
}
