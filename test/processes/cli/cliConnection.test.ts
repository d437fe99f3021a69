import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startConnectProxy, type ConnectProxy } from '../../support/connectProxy';
import { startAnswers, type AnswerServer } from '../../support/answers';
import { Report, type CliRun } from '../../support/runCli';
import { runCommand } from '../../support/runCommand';

const query = 'SELECT 1 AS amount';
/** Each piece that a person may have typed has this in it, so that it can be searched for. */
const typed = 'tYped';
const user = `${typed}User`;
const secret = `${typed}Secret`;
const base = `${typed}Base`;

function assertNothingTyped({ stdout, stderr }: CliRun): void {
  const all = `${stdout}${stderr}`;
  assert.ok(!all.toLowerCase().includes(typed.toLowerCase()), all);
}

describe('connection strings on the command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'api-balance-connection-'));
  let host = '';
  let visits = 0;
  let server: Server;
  before(async () => {
    // It stands for a database only so far that it counts who comes.
    server = createServer((socket) => {
      visits += 1;
      socket.destroy();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    host = typeof address === 'object' && address ? `127.0.0.1:${address.port}` : '';
    writeFileSync(join(folder, 'query.json'), JSON.stringify({ host, query }));
    writeFileSync(join(folder, 'named.json'), JSON.stringify({ host, query, user, database: base }));
  });
  beforeEach(() => {
    visits = 0;
  });
  after(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });
  const ask = (connection: string, file = 'query.json'): Promise<CliRun> =>
    runCommand(['check', 'postgres', '--definition', join(folder, file), '--key-env', 'DATABASE', '--json'], {
      environment: { DATABASE: connection },
    });

  for (const [what, connection] of [
    ['a percent sign that encodes nothing', () => `postgres://${user}:${secret}%zz@${host}/${base}`],
    ['a percent sign at the end of the password', () => `postgres://${user}:${secret}%@${host}/${base}`],
    ['a percent sign before one digit', () => `postgres://${user}:${secret}%4@${host}/${base}`],
    ['bytes that are no UTF-8', () => `postgres://${user}:${secret}%C3%28@${host}/${base}`],
    ['an @ in the password', () => `postgres://${user}:${secret}@${typed}99@${host}/${base}`],
    ['an @ in the user name', () => `postgres://${user}@${typed}.example:${secret}@${host}/${base}`],
    ['a / in the password', () => `postgres://${user}:${secret}/${typed}99@${host}/${base}`],
    ['a / after digits, which look like a port', () => `postgres://${user}:12/${typed}99@${host}/${base}`],
    ['a # in the password', () => `postgres://${user}:${secret}#${typed}99@${host}/${base}`],
    ['a ? in the password', () => `postgres://${user}:${secret}?${typed}99@${host}/${base}`],
    ['all of them at once', () => `postgres://${user}:@/#?%${secret}@${host}/${base}`],
    ['a second # at the end', () => `postgres://${user}:${secret}@${host}/${base}#${typed}`],
    ['a database of two levels', () => `postgres://${user}:${secret}@${host}/${base}/${typed}`],
    ['a port that is none', () => `postgres://${user}:${secret}@127.0.0.1:${typed}/${base}`],
    ['no host', () => `postgres://${user}:${secret}@/${base}`],
    ['a port without a host', () => `postgres://${user}:${secret}@:5432/${base}`],
    ['several hosts', () => `postgres://${user}:${secret}@${host},${typed}.example:5432/${base}`],
    ['a socket as host', () => `postgres://${user}:${secret}@%2Fvar%2Frun%2F${typed}/${base}`],
    ['a socket as setting', () => `postgres:///${base}?host=/var/run/${typed}&user=${user}&password=${secret}`],
    ['an address of six that is not closed', () => `postgres://${user}:${secret}@[${typed}::1/${base}`],
    ['no user', () => `postgres://:${secret}@${host}/${base}`],
    ['another scheme', () => `mysql://${user}:${secret}@${host}/${base}`],
    ['a driver’s scheme', () => `jdbc:postgresql://${host}/${base}?user=${user}&password=${secret}`],
    ['the scheme without slashes', () => `postgres:${user}:${secret}@${host}`],
    ['a port beyond all', () => `postgres://${user}:${secret}@127.0.0.1:99999/${base}`],
    ['the password alone, and no user in the definition', () => secret],
    ['settings instead of an address', () => `host=127.0.0.1 user=${user} password=${secret}`],
    ['a command in front', () => `psql postgres://${user}:${secret}@${host}/${base}`],
    ['a blank in the password', () => `postgres://${user}:${secret} ${typed}@${host}/${base}`],
    ['letters beyond ASCII in the password', () => `postgres://${user}:${secret}ü€${typed}@${host}/${base}`],
  ] as const) {
    it(`with ${what} are refused, and nothing of them is shown`, async () => {
      const run = await ask(connection());
      assert.deepEqual([run.code, visits], [1, 0], `${run.stdout}${run.stderr}`);
      assertNothingTyped(run);
    });
  }

  for (const [what, connection] of [
    ['%', () => `postgres://${user}:${secret}%zz@${host}/${base}`],
    ['@', () => `postgres://${user}:${secret}@${typed}@${host}/${base}`],
    ['/', () => `postgres://${user}:${secret}/${typed}@${host}/${base}`],
    ['#', () => `postgres://${user}:${secret}#${typed}@${host}/${base}`],
    ['?', () => `postgres://${user}:${secret}?${typed}@${host}/${base}`],
  ] as const) {
    it(`say how a ${what} in a password is written`, async () => {
      const [account] = Report.parse(JSON.parse((await ask(connection())).stdout)).accounts;
      assert.equal(account?.error?.kind, 'missingKey');
      const encoded = encodeURIComponent(what);
      assert.ok(account.error.message.includes('DATABASE') && account.error.message.includes(encoded), account.error.message);
    });
  }

  for (const [what, connection] of [
    ['encoded characters', () => `postgres://${user}:${encodeURIComponent('%@/#?:[] ü€')}@${host}/${base}`],
    ['a colon, brackets and a semicolon in the password', () => `postgres://${user}:${secret}:[x];y@${host}/${base}`],
    ['the longer scheme', () => `postgresql://${user}:${secret}@${host}/${base}`],
    ['no password', () => `postgresql://${user}@${host}/${base}`],
    ['no database', () => `postgresql://${user}:${secret}@${host}`],
    ['white space around', () => `  postgresql://${user}:${secret}@${host}/${base}\n`],
    ['quotes around', () => `"postgresql://${user}:${secret}@${host}/${base}"`],
    ['an encoded database', () => `postgresql://${user}:${secret}@${host}/${base}%2F1`],
  ] as const) {
    it(`with ${what} are taken, and nothing of them is shown`, async () => {
      const run = await ask(connection());
      assert.ok(visits > 0, run.stdout);
      assertNothingTyped(run);
    });
  }

  it('go to no other host than that of the definition', async () => {
    const run = await ask(`postgres://${user}:${secret}@${typed}.example:5432/${base}`);
    assert.equal(Report.parse(JSON.parse(run.stdout)).accounts[0]?.error?.kind, 'originRefused');
    assert.equal(visits, 0);
    assertNothingTyped(run);
  });

  it('are not needed where the definition names the user: the password may hold what it likes', async () => {
    const run = await ask(`${secret}%zz@/#?:[]`, 'named.json');
    assert.ok(visits > 0, `${run.stdout}${run.stderr}`);
    assertNothingTyped(run);
  });

  const whole = `postgresql://${user}:${secret}@${typed}.example/${base}`;
  for (const args of [
    ['check', whole],
    ['check', 'postgres', '--key-env', whole],
    ['check', 'postgres', '--definition', whole],
    ['check', 'postgres', '--base-url', whole],
    ['check', 'postgres', '--site', whole],
    ['check', 'postgres', `--${whole}`],
    ['check', 'postgres', '--key-file', whole],
    ['check', 'postgres', '--secret-env', `a=${whole}`],
    ['check', 'postgres', '--low', whole],
    ['check', 'xai', '--team', whole],
    ['watch', 'postgres', '--once', '--webhook-env', whole],
    ['watch', 'postgres', '--once', '--webhook-kind', whole],
    ['watch', 'postgres', '--interval', whole],
    [whole],
    ['help', whole],
    ['history', whole],
    ['history', '--config', whole],
    ['statement', whole],
    ['statement', '2026-10', whole],
    ['statement', '2026-10', '--account', whole],
    ['config', 'check', whole],
    ['config', 'open', whole],
    ['config', whole],
    ['check', '--config', whole],
    ['watch', '--once', '--config', whole],
    ['import-log', whole, '--account', 'work', '--tz', 'UTC', '--folder', '/tmp'],
    ['import-log', 'x', '--account', whole, '--tz', 'UTC', '--folder', '/tmp'],
    ['import-log', 'x', '--account', 'work', '--tz', whole, '--folder', '/tmp'],
    ['completion', whole],
    ['ledger', '--readings', whole],
    ['ledger', '--readings', 'x', '--tz', whole],
    ['ledger', '--readings', 'x', '--now', whole],
  ]) {
    it(`are not repeated where they are typed by mistake: ${args.map((arg) => arg.replace(whole, '…')).join(' ')}`, async () => {
      const run = await runCommand(args);
      assert.equal(run.code, args[0] === 'help' ? 0 : 1);
      assertNothingTyped(run);
    });
  }
});

const text = (part: string): string => Buffer.from(part).toString('base64url');
const jwt = (payload: string): string => `${text('{"alg":"HS256","typ":"JWT"}')}.${text(payload)}.${typed}Signature`;
/** https://supabase.com/docs/guides/api/api-keys: secret keys, and the older tokens whose role is `service_role`. */
const serviceKeys = {
  'a secret key': `sb_secret_${typed}0123456789abcdef`,
  'a token of the role': jwt('{"iss":"supabase","role":"service_role"}'),
  'a token with blanks in its JSON': jwt('{ "exp": 1, "role" : "service_role" }'),
  'a token with the role in escapes': jwt('{"role":"service\\u005frole"}'),
  'one in quotes': `"sb_secret_${typed}0123456789abcdef"`,
  'one with a line end': `sb_secret_${typed}0123456789abcdef\r\n`,
} as const;

describe('keys that pass by row-level security', () => {
  const folder = mkdtempSync(join(tmpdir(), 'api-balance-service-'));
  let answers: AnswerServer;
  let proxy: ConnectProxy;
  before(async () => {
    answers = await startAnswers({ 'GET /row': { json: { balance: 7 } } });
    proxy = await startConnectProxy(answers.origin, 502);
    const describe = (secretHeaders: object): string =>
      JSON.stringify({
        url: `${answers.origin}/row`,
        secretHeaders,
        amount: '/balance',
        unit: 'USD',
      });
    writeFileSync(join(folder, 'one.json'), describe({ apikey: '{apiKey}' }));
    writeFileSync(join(folder, 'two.json'), describe({ apikey: '{apiKey}', authorization: 'Bearer {other}' }));
  });
  after(async () => {
    await Promise.all([answers.stop(), proxy.stop()]);
    rmSync(folder, { recursive: true });
  });

  for (const [what, key] of Object.entries(serviceKeys)) {
    it(`are refused from a variable, a file and a further secret: ${what}`, async () => {
      const file = join(folder, 'key.txt');
      writeFileSync(file, key);
      const environment = { GOOD: 'plain-test-key', SERVICE: key };
      const runs = [
        await runCommand(['check', 'custom', '--definition', join(folder, 'one.json'), '--key-env', 'SERVICE'], { environment }),
        await runCommand(['check', 'custom', '--definition', join(folder, 'one.json'), '--key-file', file], { environment }),
        await runCommand(
          ['check', 'custom', '--definition', join(folder, 'two.json'), '--key-env', 'GOOD', '--secret-env', 'other=SERVICE'],
          { environment },
        ),
      ];
      assert.deepEqual([runs.map(({ code }) => code), answers.routes()], [[1, 1, 1], []]);
      for (const run of runs) {
        assert.match(`${run.stdout}${run.stderr}`, /row-level security/);
        assertNothingTyped(run);
      }
    });
  }

  it('are refused for every provider, and no connection is opened', async () => {
    const listed = (await runCommand(['providers'])).stdout;
    const variables = [...listed.matchAll(/\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g)].map(([name]) => name);
    assert.ok(variables.length > 30, listed);
    const keys = Object.fromEntries(
      variables.map((name, index) => [name, index % 2 === 0 ? serviceKeys['a secret key'] : serviceKeys['a token of the role']]),
    );
    const run = await runCommand(['check', '--json'], { environment: { ...keys, HTTPS_PROXY: proxy.url } });
    const { accounts } = Report.parse(JSON.parse(run.stdout));
    assert.ok(accounts.length > 25);
    for (const { provider, state, error } of accounts) assert.deepEqual([provider, state, error?.kind], [provider, 'failed', 'missingKey']);
    assert.deepEqual([run.code, proxy.tunnels], [1, []]);
    assertNothingTyped(run);
  });

  it('are not those that a policy binds', async () => {
    for (const key of ['sb_publishable_0123456789abcdef', jwt('{"role":"anon"}'), jwt('{"role":"authenticated","note":"service_role"}')]) {
      answers.forget();
      const { code } = await runCommand(['check', 'custom', '--definition', join(folder, 'one.json'), '--key-env', 'KEY'], {
        environment: { KEY: key },
      });
      assert.deepEqual([code, answers.routes()], [0, ['GET /row']]);
    }
  });
});
