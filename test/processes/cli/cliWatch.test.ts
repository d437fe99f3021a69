import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { spanOf } from '../../../src/core/config/span';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox';
import { repositoryRoot } from '../../support/fixture';
import { runCli } from '../../support/runCli';
import { markedKey } from '../../support/testKeys';
import { startWebhookReceiver, type WebhookReceiver } from '../../support/webhookReceiver';

const key = 'sk-sandbox-cli-watch';
const secret = 'hook-MARKED-91c2';
const Summary = z.object({
  kind: z.literal('summary'),
  lines: z.array(z.object({ account: z.string(), balance: z.string(), threshold: z.string().nullable(), needsMoney: z.boolean() })),
});

describe('command line: watch', () => {
  let sandbox: Sandbox;
  let receiver: WebhookReceiver;
  let folder = '';
  const watch = (args: string, keys: Readonly<Record<string, string>> = { DEEPSEEK_API_KEY: key }): ReturnType<typeof runCli> =>
    runCli(['watch', 'deepseek', '--base-url', sandbox.origin, ...args.split(' ')], { ...keys, TEAM_HOOK: receiver.url });
  beforeEach(async () => {
    [sandbox, receiver, folder] = await Promise.all([
      startSandbox(),
      startWebhookReceiver(secret),
      mkdtemp(join(tmpdir(), 'api-balance-watch-')),
    ]);
    sandbox.account('deepseek', key).set({ unit: 'CNY', paid: '20.00', granted: '0.00' });
  });
  afterEach(async () => {
    await Promise.all([sandbox.stop(), receiver.stop(), rm(folder, { recursive: true })]);
  });

  it('checks once, writes a line, posts a summary, and ends as a check does', async () => {
    const file = join(folder, 'balances.txt');
    const { code, stdout, stderr } = await watch(`--once --webhook-env TEAM_HOOK --log ${file}`);
    assert.deepEqual([code, stderr], [2, '']);
    assert.match(stdout, /^\S+Z deepseek CNY available=20\.00 granted=0\.00 paid=20\.00 state=low\n$/);
    assert.match(await readFile(file, 'utf8'), new RegExp(`^${stdout}\\S+Z - - posted=summary title="API balances: 1 needs money"\n$`));
    const { lines } = Summary.parse(JSON.parse(receiver.bodies[0] ?? ''));
    assert.deepEqual(
      lines.map(({ account, balance, threshold, needsMoney }) => [account, balance, threshold, needsMoney]),
      [['DeepSeek', '¥20.00', '¥30.00', true]],
    );
  });

  it('takes one limit for every unit', async () => assert.equal((await watch('--once --low 10')).code, 0));

  it('says that a message was not taken, and that it is not posted', async () => {
    receiver.answerWith(410);
    const { code, stderr } = await watch('--once --low 10 --webhook-env TEAM_HOOK');
    assert.deepEqual([code, receiver.bodies.length], [1, 1]);
    assert.match(stderr, /nothing was posted/);
    assert.ok(!stderr.includes(secret));
  });

  it('goes on without a log that cannot be written', async () => {
    const { code, stderr } = await watch(`--once --log ${folder}`);
    assert.equal(code, 2);
    assert.match(stderr, /cannot be written/);
  });

  it('writes a line for a failure too, says what to do, and no key', async () => {
    sandbox.mark(markedKey);
    const { code, stdout, stderr } = await watch('--once', { DEEPSEEK_API_KEY: markedKey });
    assert.equal(code, 1);
    assert.match(stdout, /deepseek - error=unauthorized state=failed/);
    assert.match(stderr, /^deepseek: DeepSeek does not accept this key.* Set DEEPSEEK_API_KEY to a key that it accepts\.\n$/);
    assert.ok(!`${stdout}${stderr}`.includes('MARKED'));
  });

  it('watches until it is told to end, and ends cleanly', async () => {
    const child = spawn(
      process.execPath,
      [join(repositoryRoot, 'dist', 'cli.js'), 'watch', 'deepseek', '--base-url', sandbox.origin, '--interval', '5m', '--low', '10'],
      { env: { DEEPSEEK_API_KEY: key }, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    await once(child.stdout, 'data');
    child.kill('SIGTERM');
    const closed: unknown[] = await once(child, 'close');
    assert.deepEqual([closed[0], sandbox.requests.length], [0, 1]);
  });

  for (const [args, why] of [
    ['--interval soon', '--interval takes a time from 5m to 24h'],
    ['--interval 1m', '--interval takes a time'],
    ['', 'watch needs --interval'],
    ['--once --webhook-env NO_SUCH', 'holds no address'],
    ['--once --low=-5', '--low takes an amount'],
  ] as const) {
    it(`refuses "${args}"`, async () => {
      const { code, stderr } = await watch(args);
      assert.deepEqual([code, stderr.includes(why), sandbox.requests.length], [1, true, 0], stderr);
    });
  }

  it('reads times', () =>
    assert.deepEqual(['5m', '15m', '300s', '2h', '24h', '25h', '4m', '1d', ''].map(spanOf), [
      300_000,
      900_000,
      300_000,
      7_200_000,
      86_400_000,
      undefined,
      undefined,
      undefined,
      undefined,
    ]));
});
