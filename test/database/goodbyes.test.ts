import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { postgresQuery } from '../../src/node/postgres/postgresQuery';
import { databaseAddress } from '../../src/core/provider/databaseAddress';
import { until } from '../support/until';
import { selfSigned } from '../sandbox/selfSigned';
import { Machines } from './sharedHistory';
import { owner, ownerPassword, startPostgres, type PostgresServer } from './startPostgres';

const trouble = /reset by peer|unexpected EOF|could not (send|receive)/;

describe('what a server writes of connections that end', function () {
  this.timeout(60_000);
  let server: PostgresServer;
  const folder = mkdtempSync(join(tmpdir(), 'api-balance-goodbyes-'));
  const roots = join(folder, 'roots.pem');
  const ways = ['?sslmode=disable', `?sslmode=verify-full&sslrootcert=${encodeURIComponent(roots)}`];
  before(async () => {
    const tls = await selfSigned(['127.0.0.1']);
    writeFileSync(roots, tls.cert);
    server = await startPostgres({ tls, settings: ['log_disconnections=on'] });
  });
  after(async () => {
    rmSync(folder, { recursive: true });
    await server.stop();
  });
  const count = (): number => server.log().match(/disconnection: .*database=postgres/g)?.length ?? 0;
  const ended = (more: number): Promise<void> => until(() => count() >= more);

  it('is no trouble: of a query that gave a row, none, too many, or was wrong', async () => {
    const queries = ['SELECT 1 AS amount', 'SELECT 1 WHERE false', 'SELECT generate_series(1, 1000000)', 'no SQL'];
    for (const way of ways) {
      const read = databaseAddress(server.connection(owner, ownerPassword, way));
      assert.ok(read.ok);
      for (const sql of queries) await postgresQuery()({ address: read.address, sql }, new AbortController().signal);
    }
    await ended(ways.length * queries.length);
    assert.doesNotMatch(server.log(), trouble);
  });

  it('is no trouble: of a machine that shares its history', async () => {
    const machines = new Machines();
    const before = count();
    for (const way of ways) {
      const store = machines.of(server.connection(owner, ownerPassword, way));
      assert.ok((await store.open()).ok && (await store.seen()).ok);
    }
    await server.run('ALTER TABLE api_balance.machines RENAME TO gone');
    const store = machines.of(server.connection(owner, ownerPassword, ways[0]));
    assert.equal((await store.seen()).ok, false, 'a statement that the server refuses');
    machines.close();
    await ended(before + ways.length + 2);
    assert.doesNotMatch(server.log(), trouble);
  });
});
