import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox';
import { PostedJson } from '../../support/postedJson';
import { runCli, type CliRun } from '../../support/runCli';
import { startWebhookReceiver, type WebhookReceiver } from '../../support/webhookReceiver';

const keys = { LOW_KEY: 'sk-sandbox-message-low', KIMI_KEY: 'sk-sandbox-message-kimi', BAD_KEY: 'sk-sandbox-message-unknown' };
const title = String.raw`API balances: 1 needs money, 1 is not up to date · \d{4}-\d\d-\d\d \d\d:\d\d UTC`;

describe('command line: the message a team would get', () => {
  let sandbox: Sandbox;
  let receiver: WebhookReceiver;
  let folder = '';
  const run = (args: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<CliRun> =>
    runCli(args, { ...keys, TEAM_HOOK: receiver.url, XDG_CONFIG_HOME: folder, ...more });
  const written = async (): Promise<string> => {
    const of = (id: string, provider: string, label: string, key: string): object => ({
      id,
      provider,
      label,
      baseUrl: sandbox.origin,
      key: `env:${key}`,
      ...(provider === 'moonshot' ? { site: 'global' } : {}),
    });
    const file = join(folder, 'balances.json');
    await writeFile(
      file,
      JSON.stringify({
        accounts: [
          of('kimi', 'moonshot', 'Kimi', 'KIMI_KEY'),
          of('work', 'deepseek', 'Work', 'LOW_KEY'),
          of('old', 'deepseek', 'Old', 'BAD_KEY'),
        ],
        channels: [{ id: 'team', kind: 'json', url: 'env:TEAM_HOOK' }],
        log: join(folder, 'balances.log'),
        history: { folder: join(folder, 'history') },
      }),
    );
    return file;
  };
  beforeEach(async () => {
    [sandbox, receiver, folder] = await Promise.all([
      startSandbox(),
      startWebhookReceiver('hook'),
      mkdtemp(join(tmpdir(), 'api-balance-message-')),
    ]);
    sandbox.account('deepseek', keys.LOW_KEY).set({ unit: 'CNY', paid: '8.89', granted: '3.45' });
    sandbox.account('moonshot', keys.KIMI_KEY).set({ unit: 'USD', paid: '3.00001', granted: '46.58893' });
  });
  afterEach(async () => {
    await Promise.all([sandbox.stop(), receiver.stop(), rm(folder, { recursive: true })]);
  });
  const nothingElse = async (): Promise<void> => {
    assert.deepEqual([receiver.bodies.length, await readdir(folder)], [0, ['balances.json']]);
  };

  for (const command of [['check'], ['watch', '--once']]) {
    it(`${command.join(' ')}: is printed as people read it; nothing is posted, and nothing is written`, async () => {
      const { code, stdout, stderr } = await run([...command, '--config', await written(), '--message']);
      assert.deepEqual([code, stderr, sandbox.requests.length], [2, '', 3]);
      const lines = [
        title,
        '❓ key refused – DeepSeek · Old: balance unknown',
        String.raw`❗ Low – DeepSeek · Work: ¥12\.34 \(Paid ¥8\.89, Granted ¥3\.45\) · threshold ¥30\.00 · ¥12\.34 is at or under ¥30\.00 · \d\d:\d\d UTC`,
        String.raw`• Moonshot \(Kimi\) · Kimi: \$49\.59 \(Paid \$3\.00, Granted \$46\.59\) · threshold \$5\.00 · OK · \d\d:\d\d UTC`,
      ];
      assert.match(stdout, new RegExp(`^${lines.join('\n')}\n$`));
      await nothingElse();
    });
  }
  it('is what watch --once posts', async () => {
    const file = await written();
    const printed = await run(['check', '--config', file, '--message', '--json']);
    await nothingElse();
    await run(['watch', '--once', '--config', file]);
    const [said, posted] = [printed.stdout, receiver.bodies[0] ?? ''].map((text) => PostedJson.parse(JSON.parse(text)));
    assert.deepEqual([printed.code, printed.stderr], [2, '']);
    const timeless = (of: typeof said): string => JSON.stringify(of).replace(/"(id|at|checkedAt|failingSince|age)":"[^"]*"/g, '"$1"');
    assert.equal(timeless(said), timeless(posted));
  });
  it('of one account, with a threshold of its own for all units', async () => {
    const words = ['deepseek', '--base-url', sandbox.origin, '--key-env', 'LOW_KEY', '--message'];
    const { code, stdout } = await run(['check', ...words, '--low', '10']);
    assert.equal(code, 0);
    assert.match(stdout, /^API balances: all is well · .*\n• DeepSeek: ¥12\.34 .* · threshold ¥10\.00 · OK · /);
    const once = await run(['watch', ...words, '--once', '--low', '20', '--webhook-env', 'TEAM_HOOK', '--log', join(folder, 'x.log')]);
    assert.equal(once.code, 2);
    assert.match(once.stdout, /\n❗ Low – DeepSeek: ¥12\.34 .* · threshold ¥20\.00 · /);
    assert.deepEqual([receiver.bodies.length, await readdir(folder)], [0, []]);
  });
  it('tells of no provider that nobody can ask, and says so', async () => {
    const { code, stdout, stderr } = await run(['check', 'groq', '--message']);
    assert.equal(code, 1);
    assert.match(stderr, /^No tool can ask Groq for a balance, so no message tells of it\.\n$/);
    assert.match(stdout, /no account yet/);
  });
  for (const [args, why] of [
    [['check', '--message', '--markdown'], /not both/],
    [['watch', '--message', '--interval', '1h'], /add --once/],
    [['watch', '--message', '--once', '--json'], /no option of watch/],
  ] as const)
    it(`refuses ${args.join(' ')}, and asks nobody`, async () => {
      const { code, stderr, stdout } = await run([...args, '--config', await written()]);
      assert.deepEqual([code, stdout, sandbox.requests.length], [1, '', 0]);
      assert.match(stderr, why);
    });
});
