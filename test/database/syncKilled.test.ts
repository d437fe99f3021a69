import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { accountOf } from '../support/accounts';
import { built } from '../support/built';
import { historyFolder, removeHistoryFolders } from '../support/historyFolder';
import { randomFrom } from '../support/randomFrom';
import { owner, ownerPassword, startPostgres, type PostgresServer } from './startPostgres';
import { syncMachine } from './syncMachine';
import { saying } from '../support/watch';

describe('a machine that is killed while it writes and hands on', function () {
  // Of each kill in the middle of a check the next process waits until the claim is over.
  this.timeout(600_000);
  let server: PostgresServer;
  before(async () => void (server = await startPostgres()));
  after(async () => {
    removeHistoryFolders();
    await server.stop();
  });

  it('has handed on, in the end, each check that it said it had kept, and each once', async () => {
    const random = randomFrom(11);
    const folder = historyFolder();
    const connection = server.connection(owner, ownerPassword);
    const kept: number[] = [];
    for (let kill = 0; kill < 10; kill += 1) {
      const child = spawn(process.execPath, [built('test', 'database', 'syncWriter.js'), folder, connection], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let left = 1 + Math.floor(random() * 12);
      for await (const line of createInterface(child.stdout)) {
        kept.push(Number(line));
        left -= 1;
        // Somewhere within the next round, as far as this machine's own pace goes.
        if (left === 0) setTimeout(() => child.kill('SIGKILL'), random() * 20);
      }
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      assert.equal(child.signalCode, 'SIGKILL');
    }
    const last = syncMachine({
      name: 'writer',
      folder,
      connection,
      clock: { now: Date.now() },
      accounts: [accountOf()],
      ask: async () => ({ ok: true, reading: saying('USD 1', Date.now()) }),
    });
    await last.round();
    assert.deepEqual([last.outbox.count(), last.faults], [0, []]);
    await last.close();
    const rows = await server.rows('SELECT (extract(epoch FROM at) * 1000)::bigint::text AS at FROM api_balance.checks');
    const there = rows.map((row) => Number(row['at']));
    assert.equal(new Set(there).size, there.length);
    assert.deepEqual(
      kept.filter((at) => !there.includes(at)),
      [],
    );
    assert.ok(kept.length >= 10);
  });
});
