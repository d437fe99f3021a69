import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { EventEmitter, once as nextOf } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listen } from '../../sandbox/listen';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox';
import { runCli } from '../../support/runCli';
import { runningWatch, type RunningWatch } from '../../support/runningWatch';
import { startWebhookReceiver, type WebhookReceiver } from '../../support/webhookReceiver';

const [first, second] = ['sk-sandbox-state-first', 'sk-sandbox-state-second'];
const secret = 'hook-MARKED-91c2';

describe('command line: a watch that is kept on disk', () => {
  let sandbox: Sandbox;
  let receiver: WebhookReceiver;
  let folder = '';
  const environment = (): Readonly<Record<string, string>> => ({ FIRST_KEY: first, SECOND_KEY: second, TEAM_HOOK: receiver.url });
  const work = (): object => ({ id: 'work', provider: 'deepseek', label: 'Work', baseUrl: sandbox.origin, key: 'env:FIRST_KEY' });
  const home = (): object => ({ id: 'home', provider: 'deepseek', label: 'Home', baseUrl: sandbox.origin, key: 'env:SECOND_KEY' });
  const write = async (more: object = {}): Promise<string> => {
    const file = join(folder, 'balances.json');
    const config = {
      accounts: [work()],
      lowBalance: { CNY: 10 },
      history: { folder: join(folder, 'state') },
      schedule: { every: '1h' },
      ...more,
    };
    await writeFile(file, JSON.stringify(config));
    return file;
  };
  const start = (file: string, ...args: readonly string[]): RunningWatch => runningWatch(['--config', file, ...args], environment());
  const once = (file: string): ReturnType<typeof runCli> => runCli(['watch', '--once', '--config', file], environment());
  const paid = (amount: string): void => void sandbox.account('deepseek', first).set({ unit: 'CNY', paid: amount, granted: '0.00' });
  const end = async (watch: RunningWatch): Promise<Awaited<RunningWatch['ended']>> => {
    watch.kill('SIGTERM');
    return watch.ended;
  };
  const kindsOf = (bodies: readonly string[]): readonly unknown[] => bodies.map((body) => /"kind":"(\w+)"/.exec(body)?.[1]);
  beforeEach(async () => {
    [sandbox, receiver, folder] = await Promise.all([
      startSandbox(),
      startWebhookReceiver(secret),
      mkdtemp(join(tmpdir(), 'api-balance-state-')),
    ]);
    paid('20.00');
    sandbox.account('deepseek', second).set({ unit: 'CNY', paid: '50.00', granted: '0.00' });
  });
  afterEach(async () => {
    await Promise.all([sandbox.stop(), receiver.stop(), rm(folder, { recursive: true })]);
  });

  for (const signal of ['SIGTERM', 'SIGKILL'] as const)
    it(`goes on by its plan after ${signal}: nothing is asked a second time`, async () => {
      const metrics = join(folder, 'api_balance.prom');
      const file = await write({ metrics: { file: metrics } });
      const before = start(file);
      await before.says(/available=20\.00/);
      before.kill(signal);
      await before.ended;
      await rm(metrics, { force: true });
      const after = start(file);
      while (
        !(await readFile(metrics, 'utf8').catch(() => '')).includes('api_balance_remaining_cny{account="work",provider="deepseek"} 20.00')
      ) {
        await new Promise((resolve) => setImmediate(resolve));
      }
      const { code, stdout, stderr } = await end(after);
      assert.deepEqual([code, stdout, sandbox.requests.length], [0, '', 1]);
      assert.match(stderr, /^One account is known from before\. The next check is at \d{4}-\d\d-\d\d \d\d:00 UTC\.\n$/);
    });

  it('writes a history that the other commands read', async () => {
    const file = await write();
    await once(file);
    const { stdout } = await runCli(['history', 'work', join(folder, 'state', 'history.sqlite')]);
    assert.match(stdout, /^\S+Z {2}work {2}20\.00 CNY\n$/);
    const month = new Date().toISOString().slice(0, 7);
    for (const [words, expected] of [
      [['history', 'work'], /work {2}20\.00 CNY/],
      [['ledger'], /^work CNY/],
      [['statement', month, '--tz', 'UTC'], /Work|work/],
    ] as const)
      assert.match((await runCli([...words, '--config', file], environment())).stdout, expected);
  });

  it('--once: a crossing is in the one message, and told by itself where no summaries go', async () => {
    const file = await write({
      channels: [
        { id: 'team', kind: 'json', url: 'env:TEAM_HOOK' },
        { id: 'night', kind: 'json', url: 'env:TEAM_HOOK', posts: ['alerts'] },
      ],
    });
    await once(file);
    assert.deepEqual(kindsOf(receiver.bodies), ['summary']);
    paid('4.00');
    const { code } = await once(file);
    assert.deepEqual([code, [...kindsOf(receiver.bodies)].sort()], [2, ['alert', 'summary', 'summary']]);
    await once(file);
    assert.deepEqual([...kindsOf(receiver.bodies.slice(3))], ['summary']);
  });

  it('--once: an alert that was not taken waits for the next run, and that is told', async () => {
    const file = await write({ channels: [{ id: 'night', kind: 'json', url: 'env:TEAM_HOOK', posts: ['alerts'] }] });
    await once(file);
    paid('4.00');
    receiver.answerWith(503, { 'retry-after': '600' });
    const { code, stderr } = await once(file);
    assert.equal(code, 2);
    assert.match(stderr, /^Channel night took one message not yet: the next run tries again\.$/m);
    assert.equal(receiver.bodies.length, 1);
  });

  it('SIGHUP: reads the file again, asks what is new, and nothing a second time', async () => {
    for (const history of [{}, { history: undefined }]) {
      const before = sandbox.requests.length;
      const file = await write(history);
      const watch = start(file);
      await watch.says(/work CNY/);
      await write({ ...history, accounts: [work(), home()] });
      watch.kill('SIGHUP');
      await watch.says(/The configuration was read again\./);
      await watch.says(/home CNY available=50\.00/);
      const { code } = await end(watch);
      assert.deepEqual([code, sandbox.requests.length - before], [0, 2]);
      await rm(join(folder, 'state'), { recursive: true, force: true });
    }
  });

  it('SIGHUP with a file that is wrong: says so, and goes on by what it had', async () => {
    const file = await write();
    const watch = start(file);
    await watch.says(/work CNY/);
    await writeFile(file, '{ "acounts": [] }');
    watch.kill('SIGHUP');
    await watch.says(/"accounts" may be meant/);
    await watch.says(/The watch goes on by the configuration of before\./);
    assert.equal((await end(watch)).code, 0);
  });

  it('says of a message whose channel is gone that it is not posted', async () => {
    const night = { id: 'night', kind: 'json', url: 'env:TEAM_HOOK', posts: ['alerts'] };
    await once(await write({ channels: [night] }));
    paid('4.00');
    receiver.answerWith(503, { 'retry-after': '600' });
    await once(await write({ channels: [night] }));
    const { stderr } = await once(await write());
    assert.match(stderr, /^Channel night is not in the configuration any more, so one message that waited for it is not posted\.$/m);
    assert.doesNotMatch((await once(await write())).stderr, /Channel night/);
  });

  it('--once: a receiver that asks to wait is left alone by the next run as well, and that is told', async () => {
    const file = await write({ channels: [{ id: 'team', kind: 'json', url: 'env:TEAM_HOOK' }] });
    receiver.answerWith(429, { 'retry-after': '3600' });
    const first = await once(file);
    assert.match(first.stderr, /^Channel team takes no messages now \(HTTP 429\).* asks to wait until [\d: -]+UTC\. It said: /m);
    receiver.answerWith(204);
    const next = await once(file);
    assert.match(next.stderr, /^Channel team asks to wait until [\d: -]+UTC, so this message is not posted\. It said: API balances/m);
    assert.deepEqual([first.code, next.code, receiver.bodies.length], [1, 1, 1]);
  });

  it('SIGHUP with another folder: says what waits in the one of before', async () => {
    const night = { id: 'night', kind: 'json', url: 'env:TEAM_HOOK', posts: ['alerts'] };
    const file = await write({ channels: [night] });
    await once(file);
    paid('4.00');
    receiver.answerWith(503, { 'retry-after': '600' });
    await once(file);
    const watch = start(file);
    await watch.says(/known from before/);
    await write({ channels: [night], history: { folder: join(folder, 'other') } });
    watch.kill('SIGHUP');
    await watch.says(/Channel night took one message not yet\. It stays in .*state, and nobody posts what is there until/);
    await watch.says(/work CNY/);
    assert.equal((await end(watch)).code, 2);
    receiver.answerWith(204);
  });

  it('a channel that cannot be read just now keeps what waits for it', async () => {
    const night = { id: 'night', kind: 'json', url: 'env:TEAM_HOOK', posts: ['alerts'] };
    const file = await write({ channels: [night] });
    await once(file);
    paid('4.00');
    const without = await runCli(['watch', '--once', '--config', file], { ...environment(), TEAM_HOOK: '' });
    assert.match(without.stderr, /^Channel night: the variable TEAM_HOOK holds no address\.$/m);
    assert.match(without.stderr, /^Channel night took one message not yet: the next run tries again\.$/m);
    await once(file);
    assert.deepEqual(kindsOf(receiver.bodies), ['alert']);
  });

  it('who was low and is refused since is still low, in the exit code as in the message', async () => {
    const file = await write({ channels: [{ id: 'team', kind: 'json', url: 'env:TEAM_HOOK' }] });
    paid('4.00');
    assert.equal((await once(file)).code, 2);
    sandbox.account('deepseek', first).remove();
    assert.equal((await once(file)).code, 2);
    assert.match(receiver.bodies.at(-1) ?? '', /"state":"low"/);
  });

  it('SIGHUP while a message is on its way: it ends as it does, and is posted once', async () => {
    const night = { id: 'night', kind: 'json', url: 'env:SLOW_HOOK', posts: ['alerts'] };
    const answers = new EventEmitter();
    const taken: string[] = [];
    const { port, stop } = await listen(
      createServer((request, response) => {
        void text(request).then((body) => {
          taken.push(body);
          answers.once('now', () => response.writeHead(204).end());
          answers.emit('came');
        });
      }),
      0,
    );
    const slow = { SLOW_HOOK: `http://127.0.0.1:${port}/hook` };
    const file = await write({ channels: [night] });
    await runCli(['watch', '--once', '--config', file], { ...environment(), ...slow });
    paid('4.00');
    // Its plan is an hour away, so another run finds the crossing, and cannot post it.
    await runCli(['watch', '--once', '--config', file], { ...environment(), SLOW_HOOK: '' });
    const came = nextOf(answers, 'came');
    const watch = runningWatch(['--config', file], { ...environment(), ...slow });
    await came;
    watch.kill('SIGHUP');
    await watch.says(/The configuration was read again\./);
    answers.emit('now');
    const { stderr } = await end(watch);
    await stop();
    assert.equal(taken.length, 1);
    assert.doesNotMatch(stderr, /may have arrived/);
    assert.doesNotMatch((await runCli(['watch', '--once', '--config', file], { ...environment(), ...slow })).stderr, /may have arrived/);
    assert.equal(taken.length, 1);
  });

  it('a folder that cannot be written: said, the checks go on, and the exit code tells', async () => {
    const state = join(folder, 'state');
    await writeFile(state, 'a file');
    const { code, stdout, stderr } = await once(await write());
    assert.match(stdout, /available=20\.00/);
    // One sentence for one folder.
    assert.match(stderr, /^The folder of the history cannot be written, so .* in memory alone: .*The checks go on\.\n$/);
    assert.equal(code, 1);
  });

  it('metrics: to be read while it watches, a new account after SIGHUP too', async () => {
    const { port, stop } = await listen(createServer(), 0);
    await stop();
    const file = await write();
    const watch = start(file, '--metrics', String(port));
    await watch.says(/work CNY/);
    const text = async (): Promise<string> => (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    const now = await text();
    assert.match(now, /^api_balance_remaining_cny\{account="work",provider="deepseek"\} 20\.00$/m);
    assert.match(now, /^api_balance_checks_total\{account="work",outcome="answered"\} 1$/m);
    await write({ accounts: [work(), home()] });
    watch.kill('SIGHUP');
    await watch.says(/home CNY/);
    const then = await text();
    assert.match(then, /account="home",provider="deepseek"\} 50\.00$/m);
    assert.match(then, /^api_balance_checks_total\{account="work",outcome="answered"\} 1$/m);
    assert.equal((await end(watch)).code, 0);
    await assert.rejects(text);
  });

  it('metrics for everybody: said what that means', async () => {
    const { port, stop } = await listen(createServer(), 0);
    await stop();
    const watch = start(await write(), '--metrics', `0.0.0.0:${port}`);
    await watch.says(/Metrics are open to whoever reaches this machine, without a password: they name your accounts and amounts\./);
    await watch.says(/work CNY/);
    await end(watch);
  });

  it('metrics at a port that is taken: said, the checks go on, and the exit code tells', async () => {
    const { port, stop } = await listen(createServer(), 0);
    const watch = start(await write(), '--metrics', String(port));
    await watch.says(/Metrics are not served: another program has this port\. Choose another one\. The checks go on\./);
    await watch.says(/work CNY/);
    assert.equal((await end(watch)).code, 1);
    await stop();
  });

  it('a file of metrics that cannot be written: said once', async () => {
    const { code, stderr } = await once(await write({ metrics: { file: join(folder, 'none', 'api_balance.prom') } }));
    assert.equal(code, 1);
    assert.equal(stderr, 'The metrics were not written: the folder is not there. It is that of the collector. The checks go on.\n');
  });

  it('check --prometheus: the metrics of one check, and its exit code', async () => {
    const file = await write();
    const { code, stdout, stderr } = await runCli(['check', '--prometheus', '--config', file], environment());
    assert.deepEqual([code, stderr], [0, '']);
    assert.match(
      stdout,
      /^# TYPE api_balance_remaining_cny gauge\napi_balance_remaining_cny\{account="work",provider="deepseek"\} 20\.00$/m,
    );
    assert.match(stdout, /^api_balance_threshold_cny\{account="work",provider="deepseek"\} 10\.00$/m);
    assert.ok(stdout.endsWith('\n') && !stdout.endsWith('\n\n'));
  });

  it('keeps nothing that others may read', async () => {
    await mkdir(join(folder, 'state'));
    await chmod(join(folder, 'state'), 0o755);
    await once(await write());
    const bytes = await readFile(join(folder, 'state', 'watch.sqlite'));
    assert.ok(![first, secret].some((one) => bytes.includes(one)));
  });
});
