import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox';
import { runCli } from '../../support/runCli';
import { startWebhookReceiver, type WebhookReceiver } from '../../support/webhookReceiver';

const [first, second] = ['sk-sandbox-config-first', 'sk-sandbox-config-second'];
const secret = 'hook-MARKED-91c2';

describe('command line: a configuration', () => {
  let sandbox: Sandbox;
  let receiver: WebhookReceiver;
  let folder = '';
  const run = (args: readonly string[], more: Readonly<Record<string, string>> = {}): ReturnType<typeof runCli> =>
    runCli(args, { FIRST_KEY: first, SECOND_KEY: second, TEAM_HOOK: receiver.url, XDG_CONFIG_HOME: folder, ...more });
  const write = async (config: object, name = 'balances.json'): Promise<string> => {
    const file = join(folder, name);
    await writeFile(file, JSON.stringify(config, null, 2));
    return file;
  };
  const whole = (): object => ({
    accounts: [
      { id: 'work', provider: 'deepseek', label: 'Work', baseUrl: sandbox.origin, key: 'env:FIRST_KEY' },
      { id: 'home', provider: 'deepseek', label: 'Home', baseUrl: sandbox.origin, key: 'env:SECOND_KEY', lowBalance: { CNY: 5 } },
    ],
    channels: [{ id: 'team', kind: 'json', url: 'env:TEAM_HOOK' }],
    log: join(folder, '{account}.log'),
    schedule: { every: '1h' },
  });
  beforeEach(async () => {
    [sandbox, receiver, folder] = await Promise.all([
      startSandbox(),
      startWebhookReceiver(secret),
      mkdtemp(join(tmpdir(), 'api-balance-config-')),
    ]);
    for (const key of [first, second]) sandbox.account('deepseek', key).set({ unit: 'CNY', paid: '20.00', granted: '0.00' });
  });
  afterEach(async () => {
    await Promise.all([sandbox.stop(), receiver.stop(), rm(folder, { recursive: true })]);
  });

  it('check: all accounts, each by its own key and its own threshold, one exit code', async () => {
    const { code, stdout } = await run(['check', '--config', await write(whole()), '--json']);
    assert.equal(code, 2);
    assert.match(stdout, /"account": "work"[\s\S]*"state": "low"[\s\S]*"account": "home"[\s\S]*"state": "ok"/);
  });
  it('is found where the person keeps it, and not where a provider is named', async () => {
    await mkdir(join(folder, 'api-balance'));
    await write(whole(), join('api-balance', 'config.json'));
    assert.match((await run(['check', '--json'])).stdout, /"account": "home"/);
    const named = await run(['check', 'deepseek', '--base-url', sandbox.origin, '--key-env', 'FIRST_KEY', '--json']);
    assert.doesNotMatch(named.stdout, /"account": "home"/);
  });
  it('watch --once: one message about all, a log for each account, one exit code', async () => {
    const { code, stdout, stderr } = await run(['watch', '--once', '--config', await write(whole())]);
    assert.deepEqual([code, stderr, receiver.bodies.length], [2, '', 1]);
    assert.match(receiver.bodies[0] ?? '', /Work".*"account":"[^"]*Home"/);
    const logs = await Promise.all(['work', 'home'].map((id) => readFile(join(folder, `${id}.log`), 'utf8')));
    const amounts = logs.map((log) => log.replace(/^\S+ - - posted=summary channel=team title="API balances: 1 needs money"\n/m, ''));
    assert.ok(
      logs.every((log, index) => log !== amounts[index]),
      'each has a line for the summary',
    );
    assert.deepEqual(amounts.join('').split('\n').sort(), stdout.split('\n').sort());
  });
  it('a channel whose address is not there: said, the rest goes on, and the exit code tells', async () => {
    const config = {
      ...whole(),
      lowBalance: { CNY: 5 },
      channels: [
        { id: 'team', kind: 'json', url: 'env:TEAM_HOOK' },
        { id: 'lost', url: 'env:LOST_HOOK' },
      ],
    };
    const { code, stderr } = await run(['watch', '--once', '--config', await write(config)]);
    assert.deepEqual([code, receiver.bodies.length], [1, 1]);
    assert.match(stderr, /Channel lost: the variable LOST_HOOK holds no address/);
  });
  it('a channel whose service takes nothing there any more: said, and nothing is sent to it', async () => {
    const retired = 'https://team.webhook.office.com/webhookb2/MARKED/IncomingWebhook/MARKED';
    const config = { ...whole(), channels: [{ id: 'old', url: 'env:OLD_HOOK' }] };
    const { code, stdout } = await run(['config', 'check', await write(config)], { OLD_HOOK: retired });
    assert.equal(code, 1);
    assert.match(
      stdout,
      /Channel old: the address in the variable OLD_HOOK is of a kind at which Microsoft Teams takes no messages any more/,
    );
    assert.ok(!stdout.includes('MARKED'));
  });
  for (const [what, bad] of [
    ['a key with a blank in it', { key: 'env:BAD_KEY' }],
    ['a key file that is not there', { key: 'file:/no/such/folder/MARKED' }],
    ['a secret that is not there', { key: 'env:FIRST_KEY', secrets: { userId: 'env:NO_SUCH' } }],
  ] as const)
    it(`${what}: that account fails, and all else goes on`, async () => {
      const config = { ...whole(), lowBalance: { CNY: 5 } };
      const accounts = [
        { id: 'work', provider: 'deepseek', baseUrl: sandbox.origin, ...bad },
        { id: 'home', provider: 'deepseek', label: 'Home', baseUrl: sandbox.origin, key: 'env:SECOND_KEY' },
      ];
      const { code, stdout, stderr } = await run(['watch', '--once', '--config', await write({ ...config, accounts })], {
        BAD_KEY: 'sk-sandbox MARKED',
      });
      assert.deepEqual([code, receiver.bodies.length, sandbox.requests.length], [1, 1, 1]);
      assert.match(stdout, /home CNY available=20\.00/);
      assert.match(stdout, /work - error=missingKey state=failed/);
      assert.match(stderr, /^work: /);
      assert.ok(!stdout.includes('MARKED') && !stderr.replace('/no/such/folder/MARKED', '').includes('MARKED'), stderr);
      if (bad.key.startsWith('file:'))
        assert.match(
          stderr,
          /The file \/no\/such\/folder\/MARKED holds no usable DeepSeek key, or cannot be read, .*Write the key into it/,
        );
    });
  it('config check: says what would be asked, where and with what, and sends nothing', async () => {
    const { code, stdout } = await run(['config', 'check', await write(whole())]);
    assert.equal(code, 0);
    assert.match(stdout, /work: DeepSeek at 127\.0\.0\.1:\d+, key from the variable FIRST_KEY; low: /);
    assert.match(stdout, /team: Plain JSON, alerts and summaries/);
    assert.match(stdout, /every 60 minutes/);
    assert.ok(![first, second, secret].some((one) => stdout.includes(one)));
    assert.deepEqual([sandbox.requests.length, receiver.bodies.length], [0, 0]);
    const without = await run(['config', 'check', await write(whole())], { SECOND_KEY: '' });
    assert.deepEqual([without.code, /the variable SECOND_KEY, which holds none/.test(without.stdout)], [1, true]);
  });
  it('config check: tells all that is named and not there', async () => {
    const config = {
      ...whole(),
      accounts: [
        { id: 'work', provider: 'deepseek', baseUrl: sandbox.origin, key: 'env:BAD_KEY' },
        { id: 'home', provider: 'deepseek', baseUrl: sandbox.origin, key: 'file:/no/such/key', secrets: { userId: 'env:NO_SUCH' } },
        {
          id: 'row',
          provider: 'postgres',
          key: 'env:ROW_PASSWORD',
          definition: {
            host: 'db.example.org:5432',
            user: 'reader',
            database: 'balances',
            query: 'SELECT 1 AS amount',
            sslrootcert: '/no/such/ca.pem',
          },
        },
      ],
      metrics: { file: '/no/such/folder/balances.txt' },
      log: join(await write({}, 'a-file'), 'balances.log'),
    };
    const { code, stdout } = await run(['config', 'check', await write(config)], {
      BAD_KEY: 'sk-sandbox MARKED',
      ROW_PASSWORD: 'two words',
    });
    assert.equal(code, 1);
    for (const line of [
      /work: .*the variable BAD_KEY, which holds no usable one: The key has spaces/,
      /home: .*the file \/no\/such\/key, which cannot be read/,
      /row: .*the variable ROW_PASSWORD; low/,
      /home: the secret "userId" is not there: the variable NO_SUCH holds none/,
      /The certificates in \/no\/such\/ca\.pem cannot be read/,
      /The file of metrics must end in \.prom/,
      /The folder of the metrics, \/no\/such\/folder, cannot be written/,
      /The folder of the log, .*a-file, cannot be written/,
    ])
      assert.match(stdout, line);
    assert.ok(!stdout.includes('MARKED'));
  });
  it('config check: tells once what several places have in common', async () => {
    const file = await write({}, 'a-file');
    const row = {
      provider: 'postgres',
      key: 'env:FIRST_KEY',
      definition: { host: 'db.example.org', query: 'SELECT 1', sslrootcert: '/no/ca.pem' },
    };
    const config = {
      ...whole(),
      accounts: [
        { id: 'one', ...row },
        { id: 'other', ...row },
      ],
      history: { folder: file },
      log: join(file, 'a.log'),
      metrics: { file: join(file, 'a.prom') },
    };
    const { stdout } = await run(['config', 'check', await write(config)]);
    assert.equal(stdout.match(/cannot be written/g)?.length, 1, stdout);
    assert.match(stdout, /The folder of the history and the log and the metrics, .*a-file, cannot be written/);
    assert.equal(stdout.match(/certificates in \/no\/ca\.pem/g)?.length, 1, stdout);
  });
  it('config check: looks at each file of certificates as the run does, and tells which connection is not encrypted', async () => {
    const put = async (name: string, text: string): Promise<string> => {
      await writeFile(join(folder, name), text);
      return join(folder, name);
    };
    const [good, key, none, damaged] = await Promise.all([
      put('good.pem', `Our authority\n${rootCertificates[0] ?? ''}`),
      put('key.pem', '-----BEGIN EC PRIVATE KEY-----\nMARKED\n-----END EC PRIVATE KEY-----\n'),
      put('none.pem', 'MARKED'),
      put('damaged.pem', '-----BEGIN CERTIFICATE-----\nMARKED\n-----END CERTIFICATE-----\n'),
    ]);
    const row = (id: string, more: object): object => ({
      id,
      provider: 'postgres',
      key: 'env:ROW',
      definition: { host: 'localhost', query: 'SELECT 1', ...more },
    });
    const config = {
      ...whole(),
      accounts: [row('clear', {}), row('trusts', { sslrootcert: key }), row('asks', { sslmode: 'verify-full' })],
      history: { folder, postgres: 'env:SHARED', certificateFile: none },
    };
    const environment = { ROW: 'postgresql://u:MARKED@localhost/d', SHARED: `postgresql://u:MARKED@localhost/h?sslrootcert=${damaged}` };
    const { code, stdout } = await run(['config', 'check', await write(config)], environment);
    assert.equal(code, 1);
    assert.match(stdout, /clear: PostgreSQL query at \S+ \(not encrypted: it is on this machine\), key/);
    assert.match(stdout, /trusts: PostgreSQL query at [^ (]+, key[\s\S]*asks: PostgreSQL query at [^ (]+, key/);
    assert.ok(stdout.includes(`${key} holds a private key, and no certificate`));
    assert.ok(stdout.includes(`${none} holds no certificate`));
    const history = { folder, postgres: 'env:SHARED' };
    const inString = await run(['config', 'check', await write({ ...whole(), history })], environment);
    assert.ok(inString.stdout.includes(`${damaged} holds no certificate, or a damaged one`));
    const right = await run(['config', 'check', await write({ ...whole(), history: { ...history, certificateFile: good } })], environment);
    assert.match(right.stdout, /PostgreSQL at localhost:5432, database h, whose certificate may be of an authority in \S+good\.pem/);
    const clear = await run(['config', 'check', await write({ ...whole(), history })], { SHARED: 'postgresql://u:MARKED@localhost/h' });
    assert.match(clear.stdout, /PostgreSQL at localhost:5432 \(not encrypted: it is on this machine\), database h, connection/);
    const twoWays = await run(['config', 'check', await write({ ...config, history: { ...history, certificateFile: good } })], {
      ...environment,
      SHARED: 'postgresql://u:MARKED@localhost/h?sslmode=disable',
    });
    assert.match(twoWays.stdout, /The shared history, the variable SHARED: With sslmode=disable nothing is encrypted/);
    const notEncoded = await run(['config', 'check', await write({ ...whole(), history })], {
      SHARED: 'postgresql://u:MAR@KED@localhost/h',
    });
    assert.match(notEncoded.stdout, /The shared history, the variable SHARED: In a connection string the characters .* and %20\.$/m);
    assert.doesNotMatch(notEncoded.stdout, /definition|KED/);
    for (const { stdout: text } of [{ stdout }, inString, right, clear, twoWays]) assert.ok(!text.includes('MARKED'), text);
  });
  it('config check: tells a connection string that the run would refuse', async () => {
    const accounts = ['BAD', 'OTHER'].map((name) => ({
      id: name.toLowerCase(),
      provider: 'postgres',
      key: `env:${name}`,
      definition: { host: 'db.example.org', query: 'SELECT 1' },
    }));
    const { code, stdout } = await run(['config', 'check', await write({ ...whole(), accounts })], {
      BAD: 'postgresql://u:MAR@KED@db.example.org/d',
      OTHER: 'postgresql://u:MARKED@db.example.net/d',
    });
    assert.equal(code, 1);
    assert.match(
      stdout,
      /bad: .*the variable BAD, with which no connection can be made: In a connection string .* Or name the user in "definition"/,
    );
    assert.match(stdout, /other: .*the variable OTHER, which names another server than "definition.host"/);
    assert.ok(!stdout.includes('MARKED') && !stdout.includes('MAR@'));
  });
  it('config check: tells an address without the site that it needs', async () => {
    const accounts = [{ id: 'kimi', provider: 'moonshot', baseUrl: 'https://kimi.example.com', key: 'env:FIRST_KEY' }];
    const { code, stdout } = await run(['config', 'check', await write({ ...whole(), accounts })]);
    assert.equal(code, 1);
    assert.match(stdout, /kimi: its answers name no currency\. Name the site .* with "site": global \(USD\) or china \(CNY\)\.$/m);
    const named = await run(['config', 'check', await write({ ...whole(), accounts: accounts.map((one) => ({ ...one, site: 'china' })) })]);
    assert.deepEqual([named.code, /currency/.test(named.stdout)], [0, false]);
  });
  it('config check: tells what is not there beside mistakes of the file', async () => {
    const { code, stderr } = await run(['config', 'check', await write({ ...whole(), chanels: [] })], { SECOND_KEY: '', FIRST_KEY: 'a b' });
    assert.equal(code, 1);
    assert.match(stderr, /this field is not known; "channels" may be meant\nBeside that, not as it must be:\n/);
    assert.match(stderr, /^ {2}work: key from the variable FIRST_KEY, which holds no usable one/m);
    assert.match(stderr, /^ {2}home: key from the variable SECOND_KEY, which holds none$/m);
  });
  it('that is wrong: every mistake with its line, and nothing is sent', async () => {
    const file = await write({ ...whole(), chanels: [] });
    for (const args of [
      ['check', '--config', file],
      ['watch', '--once', '--config', file],
      ['config', 'check', file],
    ]) {
      const { code, stderr } = await run(args);
      assert.equal(code, 1);
      assert.match(stderr, /line \d+, column 3: this field is not known; "channels" may be meant/);
    }
    assert.equal(sandbox.requests.length, 0);
  });
  it('with a key in it: refused, and the key is not shown', async () => {
    const key = 'sk-sandbox-MARKED0123456789abcdef';
    const { code, stderr, stdout } = await run([
      'check',
      '--config',
      await write({ accounts: [{ id: 'work', provider: 'deepseek', key }] }),
    ]);
    assert.equal(code, 1);
    assert.match(stderr, /Keys do not belong in this file/);
    assert.ok(!`${stdout}${stderr}`.includes('MARKED'));
  });
  it('beside a provider or an option of one account: said at once', async () => {
    const { code, stderr } = await run(['check', 'deepseek', '--config', await write(whole())]);
    assert.deepEqual([code, /--config names the accounts/.test(stderr)], [1, true]);
  });
});
