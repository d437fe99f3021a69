import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accountView } from '../../src/core/views/accountView';
import { databaseAddress, type DatabaseAddress } from '../../src/core/provider/databaseAddress';
import { fetchReading, fetchTarget } from '../../src/core/provider/fetchReading';
import { toDecimal } from '../../src/core/money/money';
import type { Outcome } from '../../src/core/model/outcome';
import { postgresQuery, queryLimits } from '../../src/node/postgres/postgresQuery';
import { postgres } from '../../src/providers';
import { selfSigned } from '../sandbox/selfSigned';
import { factsOf } from '../support/accounts';
import { everySurface, displayAt } from '../support/surfaces';
import { startPostgres, type PostgresServer } from './startPostgres';
import { originAt } from '../support/ids';

const password = 'MARKED-7f3a9c/secret tail';
const now = Date.UTC(2026, 10, 25, 15);
const short = { ...queryLimits, statementMs: 300, wholeMs: 1_500, connectMs: 1_000 };

describe('a row of one’s own PostgreSQL', function () {
  this.timeout(60_000);
  let server: PostgresServer;
  before(async function () {
    this.timeout(5 * 60_000);
    server = await startPostgres();
    await server.run(`
      CREATE TABLE credits (id int PRIMARY KEY, amount numeric(20, 8), unit text, updated_at timestamptz);
      INSERT INTO credits VALUES (1, 12.34567891, 'USD', '2026-11-22 09:00:00+01'), (2, NULL, 'USD', NULL), (3, -5, 'eur', NULL);
      CREATE TABLE secrets (amount numeric);
      CREATE ROLE reader LOGIN PASSWORD '${password}';
      GRANT SELECT ON credits TO reader;`);
  });
  const folder = mkdtempSync(join(tmpdir(), 'api-balance-roots-'));
  after(async () => {
    rmSync(folder, { recursive: true });
    await server.stop();
  });

  const ask = (
    query: string,
    {
      connection = server.connection('reader', password),
      limits = short,
      signal = new AbortController().signal,
      definition = {},
    }: {
      readonly connection?: string;
      readonly limits?: typeof queryLimits;
      readonly signal?: AbortSignal;
      readonly definition?: object;
    } = {},
  ): Promise<Outcome> =>
    fetchReading(
      fetchTarget(
        postgres,
        { site: 'own', origin: originAt(`postgresql://${server.place}`), definition: { host: server.place, query, ...definition } },
        connection,
      ),
      { send: () => assert.fail('no HTTP'), query: postgresQuery(limits), now: () => now, signal },
    );
  const balanceOf = async (...of: Parameters<typeof ask>) => {
    const outcome = await ask(...of);
    assert.ok(outcome.ok, JSON.stringify(outcome));
    const [balance] = outcome.reading.balances;
    assert.ok(balance && balance.available !== null);
    return { amount: toDecimal(balance.available, balance.unit), unit: balance.unit, at: balance.at };
  };
  const errorOf = async (...of: Parameters<typeof ask>) => {
    const outcome = await ask(...of);
    assert.ok(!outcome.ok, 'no number');
    return [outcome.error.kind, outcome.error.field];
  };

  it('is read exactly, as the server wrote it, whatever its digits', async () => {
    assert.deepEqual(await balanceOf('SELECT amount, unit FROM credits WHERE id = 1'), { amount: '12.345679', unit: 'USD', at: now });
    assert.deepEqual(await balanceOf("SELECT 0.1::numeric + 0.2::numeric AS amount, 'usd' AS unit;"), {
      amount: '0.30',
      unit: 'USD',
      at: now,
    });
    assert.deepEqual(await balanceOf("SELECT 8007199254.740993::numeric AS amount, 'points' AS unit"), {
      amount: '8007199254.740993',
      unit: 'points',
      at: now,
    });
  });
  it('may be in debt', async () => assert.equal((await balanceOf('SELECT amount, unit FROM credits WHERE id = 3')).amount, '-5.00'));
  it('takes the unit of the definition where the row has none', async () =>
    assert.equal((await balanceOf('SELECT amount FROM credits WHERE id = 1', { definition: { unit: 'CNY' } })).unit, 'CNY'));
  it('carries the age of the row, and looks stale with it', async () => {
    const outcome = await ask('SELECT amount, unit, updated_at FROM credits WHERE id = 1');
    assert.ok(outcome.ok);
    assert.equal(outcome.reading.balances[0]?.at, Date.UTC(2026, 10, 22, 8));
    const view = accountView(factsOf({ reading: outcome.reading, checkedAt: now }, {}, postgres), displayAt(now));
    assert.deepEqual([view.age, view.stale], ['Nov 22', true]);
    assert.equal((await balanceOf("SELECT 1 AS amount, 'USD' AS unit, timestamp '2026-11-25 14:00' AS at")).at, Date.UTC(2026, 10, 25, 14));
    assert.equal(
      (await balanceOf("SELECT 1 AS amount, 'USD' AS unit, timestamptz '2027-01-01 00:00+00' AS at")).at,
      now,
      'a time that is still to come',
    );
  });

  for (const [what, query, kind, field] of [
    ['no row', 'SELECT amount, unit FROM credits WHERE id = 99', 'unexpectedResponse', 'no row'],
    ['two rows', 'SELECT amount, unit FROM credits', 'unexpectedResponse', 'more than one row'],
    [
      'a million rows, of which two are read',
      "SELECT generate_series(1, 1000000) AS amount, 'USD' AS unit",
      'unexpectedResponse',
      'more than one row',
    ],
    ['another column', 'SELECT amount AS balance, unit FROM credits WHERE id = 1', 'unexpectedResponse', 'no column "amount"'],
    ['NULL', 'SELECT amount, unit FROM credits WHERE id = 2', 'unexpectedResponse', 'amount is NULL'],
    ['text that is no amount', "SELECT '12,34' AS amount, 'USD' AS unit", 'unexpectedResponse', 'amount'],
    ['NaN', "SELECT 'NaN'::float8 AS amount, 'USD' AS unit", 'unexpectedResponse', 'amount'],
    ['no unit', 'SELECT amount FROM credits WHERE id = 1', 'unexpectedResponse', 'no unit: name it in a column "unit"'],
    ['no time where one is named', "SELECT 1 AS amount, 'USD' AS unit, 'soon' AS at", 'unexpectedResponse', 'the time of the row is none'],
    [
      'a query that writes',
      "INSERT INTO credits VALUES (9, 9, 'USD', NULL) RETURNING amount, unit",
      'unexpectedResponse',
      'the query is not one SELECT',
    ],
    [
      'a query that writes under a SELECT',
      'WITH x AS (DELETE FROM credits RETURNING amount, unit) SELECT * FROM x',
      'unexpectedResponse',
      'the query writes',
    ],
    ['a function that writes', "SELECT nextval('s') AS amount", 'unexpectedResponse', 'there is no such table'],
    [
      'two statements',
      "SELECT 1 AS amount, 'USD' AS unit; COMMIT; DROP TABLE credits",
      'unexpectedResponse',
      'the query is not one SELECT',
    ],
    ['no SQL', 'balance please', 'unexpectedResponse', 'the query is not one SELECT'],
    ['no such table', 'SELECT amount FROM nothing', 'unexpectedResponse', 'there is no such table'],
    ['no such column', 'SELECT amounts FROM credits', 'unexpectedResponse', 'there is no such column'],
    ['a division by zero', 'SELECT 1/0 AS amount', 'unexpectedResponse', 'SQLSTATE 22012'],
    ['a table of others', 'SELECT amount FROM secrets', 'forbidden', undefined],
    ['a query that sleeps', "SELECT 1 AS amount, 'USD' AS unit FROM pg_sleep(30)", 'timeout', undefined],
  ] as const) {
    it(`has an exact reason and no number for ${what}`, async () => assert.deepEqual(await errorOf(query), [kind, field]));
  }
  it('changed nothing, whatever was asked', async () =>
    assert.equal((await balanceOf("SELECT count(*) AS amount, 'rows' AS unit FROM credits")).amount, '3'));

  it('refuses a wrong password, and an unknown database', async () => {
    assert.deepEqual(await errorOf('SELECT 1', { connection: server.connection('reader', 'wrong') }), ['unauthorized', undefined]);
    assert.deepEqual(await errorOf('SELECT 1', { connection: server.connection('reader', password).replace('/postgres', '/other') }), [
      'unexpectedResponse',
      'there is no such database',
    ]);
  });
  it('takes nothing from the environment', async () => {
    const kept = { ...process.env };
    Object.assign(process.env, { PGPASSWORD: password, PGUSER: 'reader', PGHOST: '127.0.0.1' });
    try {
      assert.deepEqual(await errorOf('SELECT 1', { connection: `postgresql://reader@${server.place}/postgres` }), [
        'unauthorized',
        undefined,
      ]);
    } finally {
      for (const name of ['PGPASSWORD', 'PGUSER', 'PGHOST']) {
        if (kept[name] === undefined) Reflect.deleteProperty(process.env, name);
        else process.env[name] = kept[name];
      }
    }
  });
  it('sends the connection string to no other host than that of the account', async () => {
    const visited: Socket[] = [];
    const stranger = await listen((socket) => visited.push(socket));
    const { port } = stranger.address() as { readonly port: number };
    assert.deepEqual((await errorOf('SELECT 1', { connection: `postgresql://reader:x@127.0.0.1:${port}/postgres` }))[0], 'originRefused');
    assert.equal(visited.length, 0);
    stranger.close();
  });
  it('names neither the password nor the query on any surface', async () => {
    const outcome = await ask('SELECT marked_column FROM credits');
    assert.ok(!outcome.ok);
    const facts = factsOf(
      { error: outcome.error, checkedAt: now },
      { definition: { host: server.place, query: 'SELECT marked_column' } },
      postgres,
    );
    assert.doesNotMatch(everySurface(facts, displayAt(now)) + JSON.stringify(outcome), /MARKED|secret tail|marked_column/);
  });
  it('leaves off at once when it is called off', async () => {
    const abort = new AbortController();
    const asked = ask("SELECT 1 AS amount, 'USD' AS unit FROM pg_sleep(30)", { signal: abort.signal, limits: queryLimits });
    setTimeout(() => abort.abort(new Error('called off')), 100);
    await assert.rejects(asked, /called off/);
  });

  it('says which SQL gives what its user may not read', async () => {
    await server.run('CREATE SCHEMA closed; CREATE TABLE closed.t (amount int)');
    for (const [query, grant] of [
      ['SELECT amount FROM secrets', /the table .*: GRANT SELECT ON its_table/],
      ['SELECT amount FROM closed.t', /the schema .*: GRANT USAGE ON SCHEMA/],
      ['SELECT pg_ls_waldir() AS amount', /the function .*: GRANT EXECUTE ON FUNCTION/],
    ] as const) {
      const outcome = await ask(query);
      assert.match(outcome.ok ? '' : (outcome.error.hint ?? ''), grant, query);
    }
  });
  it('takes a certificate that nobody vouches for as no connection at all, and a trusted one as good', async () => {
    const tls = await selfSigned(['other.example']);
    const secure = await startPostgres({ tls });
    try {
      await secure.run("CREATE ROLE reader LOGIN PASSWORD 'x'");
      const roots = join(folder, 'roots.pem');
      writeFileSync(roots, tls.cert);
      const run = (mode: string) => askAt(addressOf(secure.connection('reader', 'x', mode)), 'SELECT 1 AS amount');
      assert.deepEqual(await run('?sslmode=verify-full'), { ok: false, kind: 'proxyOrTls' });
      assert.deepEqual(await run('?sslmode=require'), { ok: false, kind: 'proxyOrTls' }, 'encryption without proof is not enough');
      assert.deepEqual(await run(`?sslmode=verify-full&sslrootcert=${encodeURIComponent(roots)}`), { ok: true, rows: [{ amount: '1' }] });
      const otherName = addressOf(
        secure.connection('reader', 'x', `?sslmode=verify-full&sslrootcert=${encodeURIComponent(roots)}`).replace('127.0.0.1', 'localhost'),
      );
      assert.deepEqual(await askAt(otherName, 'SELECT 1'), { ok: false, kind: 'proxyOrTls' }, 'a certificate for another name');
      assert.deepEqual(
        await askAt(addressOf(server.connection('reader', password, '?sslmode=verify-full')), 'SELECT 1'),
        { ok: false, kind: 'proxyOrTls', hint: 'It offers no encryption: turn "ssl" on in its postgresql.conf.' },
        'a server without encryption',
      );
      for (const none of [join(folder, 'none.pem'), folder, 'roots.pem'])
        assert.equal((await run(`?sslmode=verify-full&sslrootcert=${encodeURIComponent(none)}`)).ok, false, none);
      assert.deepEqual(databaseAddress('postgresql://reader:x@db.example.com/postgres?sslmode=disable'), {
        ok: false,
        fault: 'notEncrypted',
      });
    } finally {
      await secure.stop();
    }
  });
  it('says so when the server goes away, before or while it is asked', async () => {
    const gone = await startPostgres();
    const connection = gone.connection('owner', 'owner-sandbox');
    const run = (sql: string) => askAt(addressOf(connection), sql, { ...short, statementMs: 5_000 });
    assert.deepEqual(await run('SELECT 1 AS amount'), { ok: true, rows: [{ amount: '1' }] });
    const asked = run('SELECT pg_sleep(30)');
    await gone.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'api-balance'");
    const { kind } = (await asked) as { readonly kind: string };
    assert.ok(kind === 'unreachable' || kind === 'timeout', kind);
    gone.hold();
    assert.deepEqual(await run('SELECT 1'), { ok: false, kind: 'timeout' });
    await gone.stop();
    assert.deepEqual(await run('SELECT 1'), { ok: false, kind: 'unreachable' });
  });
  it('does not wait for a server that is none', async () => {
    const mute = await listen((socket) => socket.resume());
    const { port } = mute.address() as { readonly port: number };
    assert.deepEqual(await askAt(addressOf(`postgresql://a:b@127.0.0.1:${port}/c`), 'SELECT 1', { ...short, connectMs: 200 }), {
      ok: false,
      kind: 'timeout',
    });
    mute.close();
  });
});

function addressOf(connection: string): DatabaseAddress {
  const read = databaseAddress(connection);
  assert.ok(read.ok, JSON.stringify(read));
  return read.address;
}

function askAt(address: DatabaseAddress, sql: string, limits = short) {
  return postgresQuery(limits)({ address, sql }, new AbortController().signal);
}

async function listen(onSocket: (socket: Socket) => unknown): Promise<Server> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    onSocket(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
