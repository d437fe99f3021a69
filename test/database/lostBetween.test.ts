import assert from 'node:assert/strict';
import { databaseAddress } from '../../src/core/provider/databaseAddress';
import { postgresQuery, queryLimits } from '../../src/node/postgres/postgresQuery';
import { startPostgres, type PostgresServer } from './startPostgres';

describe('a connection that is lost while it is asked', function () {
  this.timeout(5 * 60_000);
  let server: PostgresServer;
  before(async () => void (server = await startPostgres()));
  after(() => server.stop());
  it('is no answer in an unexpected form, wherever between two statements it ends', async () => {
    const read = databaseAddress(server.connection('owner', 'owner-sandbox'));
    assert.ok(read.ok);
    const kinds = new Set<string>();
    const terminate = () => server.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'api-balance'");
    for (let turn = 0; turn < 40; turn += 1) {
      const asked = postgresQuery(queryLimits)({ address: read.address, sql: 'SELECT 1 AS amount' }, new AbortController().signal);
      const [answer] = await Promise.all([asked, terminate()]);
      kinds.add(answer.ok ? 'ok' : `${answer.kind} ${answer.field ?? ''}`.trim());
    }
    assert.deepEqual(
      [...kinds].filter((kind) => kind !== 'ok' && kind !== 'unreachable'),
      [],
    );
  });
});
