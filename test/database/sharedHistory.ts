import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { HistoryEntry } from '../../src/core/history/historyEntry';
import { micros, unit } from '../../src/core/money/money';
import { sharedAddress } from '../../src/core/shared/sharedAddress';
import type { SharedEntry } from '../../src/core/shared/sharedEntry';
import type { SharedAnswer } from '../../src/core/shared/sharedFault';
import type { SharedStore } from '../../src/core/shared/sharedStore';
import { postgresSharedStore, type SharedStoreOptions } from '../../src/node/postgres/postgresSharedStore';
import { sharedLimits } from '../../src/node/postgres/sharedLimits';
import { idOf } from '../support/ids';
import { owner, ownerPassword, type PostgresServer } from './startPostgres';

export const shortLimits = { ...sharedLimits, connectMs: 1_000, statementMs: 400, wholeMs: 1_500 };

/** Stores of machines that a test makes up, closed together. */
export class Machines {
  readonly #stores: SharedStore[] = [];

  of(connection: string, name = 'one', options: Partial<SharedStoreOptions> = {}, certificateFile: string | null = null): SharedStore {
    const address = sharedAddress(connection, certificateFile);
    assert.ok(address.ok);
    const store = postgresSharedStore({ hosts: address.hosts, machine: { id: randomUUID(), name, version: '1.2.3' }, ...options });
    this.#stores.push(store);
    return store;
  }

  /** Of a machine that owns the schema, opened. */
  async opened(server: PostgresServer, name?: string, options?: Partial<SharedStoreOptions>): Promise<SharedStore> {
    const store = this.of(server.connection(owner, ownerPassword), name, options);
    assert.deepEqual(await store.open(), { ok: true, value: { canWrite: true } });
    return store;
  }

  close(): void {
    for (const store of this.#stores.splice(0)) store.close();
  }
}

export async function valueOf<T>(answer: Promise<SharedAnswer<T>>): Promise<T> {
  const given = await answer;
  assert.ok(given.ok, JSON.stringify(given));
  return given.value;
}

export async function faultOf(answer: Promise<SharedAnswer<unknown>>): Promise<string> {
  const given = await answer;
  assert.ok(!given.ok, 'a fault');
  return given.fault.kind === 'unexpected' ? `unexpected ${given.fault.sqlState}` : given.fault.kind;
}

export const sampleTime = Date.UTC(2026, 10, 20, 12);

/** A check that found one balance. */
export function entryAt(at: number, account = 'work', amount = 12_340_000): SharedEntry {
  const of = idOf(account);
  const reading = { at, epoch: 0, available: micros(amount), paid: null, granted: null };
  const entry: HistoryEntry = {
    account: of,
    epoch: 0,
    at,
    outcome: 'answered',
    rows: [{ account: of, unit: 'USD', reading }],
    spend: [],
    days: [],
  };
  return { place: 'a-provider https://api.example.com', entry };
}

/** With all that a check may tell. */
export function fullEntry(at: number): SharedEntry {
  const { place, entry } = entryAt(at, 'full');
  const { account } = entry;
  const amount = micros(1_500_000);
  return {
    place,
    entry: {
      ...entry,
      rows: [
        ...entry.rows,
        {
          account,
          unit: 'requests',
          cap: 'key daily',
          reading: { at: at - 5, epoch: 3, available: micros(7), paid: micros(0), granted: micros(-2), limit: micros(9) },
          resetsAt: at + 1000,
          isImported: true,
        },
      ],
      spend: [{ account, unit: unit('USD'), window: 'entry', amount, atLeast: true, since: at - 9, epoch: 0, at }],
      days: [{ day: at - 1, unit: unit('USD'), amount, epoch: 0, at }],
    },
  };
}

/** All that others handed on, page by page. */
export async function everything(
  store: SharedStore,
  from: string | null = null,
  most = 100,
): Promise<{ readonly ats: readonly number[]; readonly cursor: string }> {
  const ats: number[] = [];
  let cursor = from;
  for (;;) {
    const page = await valueOf(store.entriesSince(cursor, most));
    ats.push(...page.entries.map(({ entry }) => entry.at));
    cursor = page.cursor;
    if (page.isAll) return { ats, cursor };
  }
}
