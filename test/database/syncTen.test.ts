import assert from 'node:assert/strict';
import type { Account } from '../../src/core/model/account';
import type { Outcome } from '../../src/core/model/outcome';
import type { PostgresServer } from './startPostgres';
import type { SyncMachine } from './syncMachine';
import { accountsNamed, minute, type SyncWorld } from './syncWorld';
import { syncWorlds } from './syncWorlds';

const interval = 15 * minute;
const step = 3 * minute;
const lease = 2 * minute;

describe('ten machines on one PostgreSQL', function () {
  this.timeout(120_000);
  let server: PostgresServer;
  let world: SyncWorld;
  syncWorlds((made, on) => {
    [world, server] = [made, on];
  });

  const accounts = accountsNamed('claude', 'kimi', 'other');
  /** Each with a clock that is off by up to half a minute, and moves with the others. */
  const clocks = Array.from({ length: 10 }, (_, n) => (n - 5) * 6_000);
  const machineAt = (n: number, more: Parameters<SyncWorld['machine']>[2] = {}): SyncMachine => {
    const skew = clocks[n] ?? 0;
    const clock = {
      get now() {
        return world.clock.now + skew;
      },
    };
    return world.machine(`machine ${n}`, accounts, { clock, intervalMs: interval, ...more });
  };
  const gapsOf = (id: string, asked: readonly { readonly account: string; readonly at: number }[]): readonly number[] => {
    const ats = asked.filter(({ account }) => account === id).map(({ at }) => at);
    return ats.slice(1).map((at, n) => at - (ats[n] ?? 0));
  };

  it('send one request for each account and interval in all, and all know all of it', async () => {
    const machines = clocks.map((_, n) => machineAt(n, { ask: async (account) => world.answer(`machine ${n}`, account, world.clock.now) }));
    await machines[0]?.round();
    for (let time = 0; time < 2 * 60 * minute; time += step) {
      await Promise.all(machines.map((machine) => machine.tick()));
      await Promise.all(machines.map((machine) => machine.round()));
      await world.pass(step);
    }
    for (const { id } of accounts) {
      const gaps = gapsOf(id, world.asked);
      assert.ok(
        gaps.every((gap) => gap >= 0.85 * interval && gap <= 1.1 * interval + 2 * step),
        gaps.join(' '),
      );
    }
    for (let turn = 0; turn < 2; turn += 1) {
      world.clock.now += minute;
      for (const machine of machines) await machine.round();
    }
    const total = world.asked.length;
    const [row] = await server.rows('SELECT count(*)::int AS n FROM api_balance.checks');
    assert.equal(row?.['n'], total);
    for (const machine of machines) {
      assert.deepEqual(machine.faults, []);
      assert.equal(machine.outbox.count(), 0);
      assert.deepEqual(
        accounts.map((account) => machine.shown(account)),
        [20, 20, 20],
      );
    }
  });

  it('miss nothing when any of them dies in the middle of a request, beyond the time of its lease', async () => {
    let victim: number | 'whoever asks next' | null = null;
    const deaths = new Map<number, () => void>();
    const answered: { readonly account: string; readonly at: number }[] = [];
    const begin = (n: number) => {
      const death = new Promise<'dead'>((resolve) => void deaths.set(n, () => resolve('dead')));
      const ask = async (account: Account): Promise<Outcome> => {
        if (victim === 'whoever asks next') victim = n;
        if (victim === n) {
          // With a lease in its hands, and without a word.
          deaths.get(n)?.();
          return new Promise(() => undefined);
        }
        answered.push({ account: account.id, at: world.clock.now });
        return world.answer(`machine ${n}`, account, world.clock.now);
      };
      return { machine: machineAt(n, { ask }), death };
    };
    const machines = clocks.map((_, n) => begin(n));
    await machines[0]?.machine.round();
    let killed = 0;
    for (let time = 0; time < 3 * 60 * minute; time += step) {
      if (time % (30 * minute) === 0) victim = 'whoever asks next';
      const ends = await Promise.all(machines.map(({ machine, death }) => Promise.race([machine.tick(), death])));
      for (const [n, end] of ends.entries()) {
        if (end !== 'dead') continue;
        killed += 1;
        victim = null;
        machines[n] = begin(n);
      }
      await Promise.all(machines.map(({ machine }) => machine.round()));
      await world.pass(step);
    }
    assert.ok(killed >= 5, `${killed} died`);
    for (const { id } of accounts) {
      const gaps = gapsOf(id, answered);
      assert.ok(gaps.length >= 8);
      assert.ok(
        gaps.every((gap) => gap >= 0.85 * interval),
        'no request too many',
      );
      // One that died while it asked, and the look of the next one, which may die as well.
      assert.ok(
        gaps.every((gap) => gap <= 1.1 * interval + 2 * (lease + step)),
        gaps.join(' '),
      );
    }
  });
});
