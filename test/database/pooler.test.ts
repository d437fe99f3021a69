import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fetchReading, fetchTarget } from '../../src/core/provider/fetchReading';
import { toDecimal } from '../../src/core/money/money';
import type { Outcome } from '../../src/core/model/outcome';
import { postgresQuery, queryLimits } from '../../src/node/postgres/postgresQuery';
import { postgres } from '../../src/providers';
import { certificateAuthority } from './certificates';
import { startPgbouncer, type Pooler } from './startPgbouncer';
import { startPostgres, type PostgresServer } from './startPostgres';
import { originAt } from '../support/ids';

const [reader, password] = ['reader', 'MARKED-7f3a9c @/%#?:& tail'];

/** As the editor and the command line ask: the row of a query, by way of a connection string. */
function ask(connection: string, query: string, limits = queryLimits): Promise<Outcome> {
  const { host } = new URL(connection);
  const target = fetchTarget(
    postgres,
    { site: 'own', origin: originAt(`postgresql://${host}`), definition: { host, query, unit: 'USD' } },
    connection,
  );
  const ports = { send: () => assert.fail('no HTTP'), query: postgresQuery(limits), now: Date.now, signal: new AbortController().signal };
  return fetchReading(target, ports);
}

async function amountOf(connection: string, query: string): Promise<string> {
  const outcome = await ask(connection, query);
  assert.ok(outcome.ok, JSON.stringify(outcome));
  const [balance] = outcome.reading.balances;
  assert.ok(balance && balance.available !== null);
  return toDecimal(balance.available, balance.unit);
}

// https://www.pgbouncer.org/features.html: in these two modes, what a session sets is not sure to be there for its next statement,
// and https://www.pgbouncer.org/config.html#ignore_startup_parameters: start-up parameters that it does not know are refused.
describe('a row behind a pooler', function () {
  this.timeout(5 * 60_000);
  let server: PostgresServer;
  before(async () => {
    server = await startPostgres();
    await server.run(`
      CREATE TABLE credits (amount numeric, note text);
      INSERT INTO credits VALUES (12.34, 'x');
      CREATE ROLE ${reader} LOGIN PASSWORD '${password}';
      GRANT SELECT, INSERT ON credits TO ${reader};`);
  });
  after(() => server.stop());

  for (const mode of ['session', 'transaction'] as const) {
    describe(`in ${mode} mode`, () => {
      let pooler: Pooler;
      before(async () => void (pooler = await startPgbouncer(server, { mode, auth: 'plain', users: { [reader]: password } })));
      after(() => pooler.stop());
      it('is read, with whatever is in the password, and whether its column has a name or not', async () => {
        const connection = pooler.connection(reader, password);
        assert.equal(await amountOf(connection, 'SELECT amount FROM credits'), '12.34');
        assert.equal(await amountOf(connection, 'SELECT sum(amount) FROM credits'), '12.34');
        assert.equal(await amountOf(connection, 'SELECT sum(amount) - 2 FROM credits;'), '10.34');
      });
      it('may not be written to', async () => {
        const outcome = await ask(pooler.connection(reader, password), 'INSERT INTO credits VALUES (1) RETURNING amount');
        assert.equal(outcome.ok, false);
        assert.equal(await amountOf(pooler.connection(reader, password), 'SELECT count(*) FROM credits'), '1.00');
      });
      it('is given up after the time limit, which binds nobody who has that connection next', async () => {
        const outcome = await ask(pooler.connection(reader, password), 'SELECT 1 FROM pg_sleep(30)', { ...queryLimits, statementMs: 300 });
        assert.equal(outcome.ok, false);
        const [next] = await Promise.all([
          amountOf(pooler.connection(reader, password), 'SELECT CASE WHEN pg_sleep(0.6) IS NULL THEN 0 ELSE 7 END'),
        ]);
        assert.equal(next, '7.00');
      });
      it('refuses a wrong password, and tells nothing of it', async () => {
        const outcome = await ask(pooler.connection(reader, `${password}!`), 'SELECT amount FROM credits');
        assert.ok(!outcome.ok);
        assert.equal(outcome.error.kind, 'unauthorized');
        assert.doesNotMatch(JSON.stringify(outcome), /MARKED|tail/);
      });
    });
  }
  it('says why in statement mode, which knows no transactions', async () => {
    const pooler = await startPgbouncer(server, { mode: 'statement', auth: 'plain', users: { [reader]: password } });
    try {
      const outcome = await ask(pooler.connection(reader, password), 'SELECT amount FROM credits');
      assert.ok(!outcome.ok && !JSON.stringify(outcome).includes('MARKED'), JSON.stringify(outcome));
    } finally {
      await pooler.stop();
    }
  });
  it('is reached by TLS that an authority of one’s own vouches for', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'api-balance-roots-'));
    const authority = await certificateAuthority();
    const pooler = await startPgbouncer(server, {
      mode: 'transaction',
      auth: 'plain',
      users: { [reader]: password },
      tls: await authority.sign({ names: ['127.0.0.1'] }),
    });
    try {
      const roots = join(folder, 'root.crt');
      writeFileSync(roots, authority.root);
      assert.equal(
        await amountOf(
          pooler.connection(reader, password, `?sslmode=verify-full&sslrootcert=${encodeURIComponent(roots)}`),
          'SELECT amount FROM credits',
        ),
        '12.34',
      );
      const unknown = await ask(pooler.connection(reader, password, '?sslmode=verify-full'), 'SELECT amount FROM credits');
      assert.ok(!unknown.ok);
      assert.equal(unknown.error.kind, 'proxyOrTls');
    } finally {
      await pooler.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
