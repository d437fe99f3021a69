import assert from 'node:assert/strict';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox';
import { Report, runCli, type CliRun } from '../../support/runCli';
import { markedKey, markedPieces } from '../../support/testKeys';

const moonshotKey = 'sk-sandbox-cli-moonshot-key';
const rich = { unit: 'CNY', paid: '100.00', granted: '10.00' };

interface Plan {
  readonly args: string;
  readonly keys?: Readonly<Record<string, string>>;
  /** Against the real addresses, of which none is ever asked here. */
  readonly offline?: true;
  readonly code: 0 | 1 | 2;
  readonly why: string;
}

const plans = {
  good: {
    args: 'check deepseek --json',
    keys: { DEEPSEEK_API_KEY: 'sk-sandbox-cli-good', MOONSHOT_API_KEY: moonshotKey, NOVITA_API_KEY: markedKey },
    code: 0,
    why: 'all is well',
  },
  table: { args: 'check deepseek', keys: { DEEPSEEK_API_KEY: 'sk-sandbox-cli-table' }, code: 0, why: 'all is well' },
  markdown: { args: 'check deepseek --markdown', keys: { DEEPSEEK_API_KEY: 'sk-sandbox-cli-markdown' }, code: 0, why: 'all is well' },
  china: {
    args: 'check moonshot --site china --json',
    keys: { MOONSHOT_API_KEY: ` ${moonshotKey}\n`, DEEPSEEK_API_KEY: markedKey },
    code: 0,
    why: 'all is well',
  },
  // The sandbox does not know this key, and its 401 repeats the last four characters, as the provider's does.
  refused: { args: 'check deepseek --json', keys: { DEEPSEEK_API_KEY: markedKey }, code: 1, why: 'a check failed' },
  others: {
    args: 'check deepseek novita together --json',
    keys: { DEEPSEEK_API_KEY: 'sk-sandbox-cli-good' },
    code: 1,
    why: 'one key is missing',
  },
  low: { args: 'check deepseek --json', keys: { DEEPSEEK_API_KEY: 'sk-sandbox-cli-low' }, code: 2, why: 'a balance is low' },
  lowFlag: {
    args: 'check deepseek novita --json --low 110',
    keys: { DEEPSEEK_API_KEY: 'sk-sandbox-cli-good' },
    code: 2,
    why: 'low by --low goes before failed',
  },
  nothing: { args: 'check', offline: true, code: 1, why: 'no key was found' },
} as const satisfies Readonly<Record<string, Plan>>;
type PlanName = keyof typeof plans;

describe('command line', () => {
  let sandbox: Sandbox;
  const runs = new Map<string, CliRun>();
  before(async () => {
    sandbox = await startSandbox();
    for (const name of ['good', 'table', 'markdown']) sandbox.account('deepseek', `sk-sandbox-cli-${name}`, name).set(rich);
    sandbox.account('deepseek', 'sk-sandbox-cli-low', 'low').set({ ...rich, paid: '2.00' });
    sandbox.account('moonshot', moonshotKey, 'moonshot').set({ unit: 'CNY', paid: '49.58', granted: '0.00' });
    sandbox.mark(markedKey);
    await Promise.all(
      Object.entries<Plan>(plans).map(async ([name, { args, keys = {}, offline }]) => {
        const at = offline ? [] : ['--base-url', sandbox.origin];
        runs.set(name, await runCli([...args.split(' ').filter((word) => word !== ''), ...at], keys));
      }),
    );
  });
  after(() => sandbox.stop());

  const ran = (name: PlanName): CliRun => runs.get(name) ?? { code: null, stdout: '', stderr: 'did not run' };
  const report = (name: PlanName) => Report.parse(JSON.parse(ran(name).stdout));

  for (const name of Object.keys(plans).filter((key): key is PlanName => key in plans)) {
    const { code, why } = plans[name];
    it(`ends with ${code} where ${why} (${name})`, () => assert.equal(ran(name).code, code, ran(name).stderr));
  }

  it('gives JSON of exactly the promised shape, with exact amounts', () => {
    const { accounts } = report('good');
    assert.deepEqual(accounts, [
      {
        account: 'deepseek',
        provider: 'deepseek',
        site: 'global',
        state: 'ok',
        reason: null,
        at: accounts[0]?.at,
        source: 'provider',
        caps: [],
        spend: [],
        error: null,
        balances: [
          {
            unit: 'CNY',
            available: '110.00',
            parts: [
              { kind: 'granted', amount: '10.00' },
              { kind: 'paid', amount: '100.00' },
            ],
          },
        ],
      },
    ]);
  });
  it('gives each failure its kind and a sentence, and no number', () => {
    assert.deepEqual(
      report('refused').accounts.map(({ state, balances, error }) => ({ state, balances, kind: error?.kind })),
      [{ state: 'failed', balances: [], kind: 'unauthorized' }],
    );
    assert.deepEqual(
      report('others').accounts.map(({ provider, state, error }) => [provider, state, error?.kind]),
      [
        ['deepseek', 'ok', undefined],
        ['novita', 'failed', 'missingKey'],
        ['together', 'unknown', 'notSupported'],
      ],
    );
    assert.equal(report('others').accounts.at(-1)?.site, null);
  });
  // incident 3, incident 4
  it('takes the currency from the site', () =>
    assert.deepEqual(
      report('china').accounts.map(({ site, balances }) => [site, balances[0]?.unit, balances[0]?.available]),
      [['china', 'CNY', '49.58']],
    ));
  it('gives the state that --low asks for', () =>
    assert.deepEqual([report('low').accounts[0]?.state, report('lowFlag').accounts.map(({ state }) => state)], ['low', ['low', 'failed']]));

  it('shows a table, and the same in Markdown', () => {
    assert.match(
      ran('table').stdout,
      /^Account +State +Balance +Details\ndeepseek +ok +110\.00 CNY +granted 10\.00 CNY; paid 100\.00 CNY\n\nChecked \S+Z\n$/,
    );
    assert.match(
      ran('markdown').stdout,
      /^\| Account \| State \| Balance \| Details \|\n\| --- \| --- \| --- \| --- \|\n\| deepseek \| ok \| 110\.00 CNY \| granted 10\.00 CNY; paid 100\.00 CNY \|\n/,
    );
  });
  it('says nothing on stderr when it could check', () => {
    for (const name of ['good', 'table', 'markdown', 'refused', 'low', 'lowFlag', 'others', 'china'] as const)
      assert.equal(ran(name).stderr, '', name);
  });
  it('says what is missing, in one line', () => {
    assert.match(
      ran('nothing').stderr,
      /^No key was found in the environment\. Set a variable such as \w+_API_KEY, .*; "api-balance providers" lists them all\.\n$/,
    );
    assert.equal(ran('nothing').stdout, '');
  });

  // incident 29
  it('sends a key for the provider it belongs to and for no other', () => {
    const accounts = new Set(sandbox.requests.filter(({ path }) => path === '/user/balance').map(({ account }) => account));
    assert.ok(!accounts.has('moonshot'));
    const unknown = sandbox.requests.filter(({ account }) => account === null);
    assert.deepEqual(
      unknown.map(({ path }) => path),
      ['/user/balance'],
      'the marked key went out once, for the provider and the run that named it',
    );
    assert.ok(
      !sandbox.requests.some(({ path }) => path.startsWith('/openapi')),
      'nothing was asked of a provider that was not named, or has no key',
    );
  });
  // incident 33
  it('shows no key or piece of one anywhere', () => {
    for (const [name, { stdout, stderr }] of runs) {
      for (const piece of [...markedPieces.filter((text) => text.length > 4), 'sk-sandbox', '****'])
        assert.ok(!`${stdout}${stderr}`.includes(piece), `${name}: ${piece}`);
    }
  });
});
