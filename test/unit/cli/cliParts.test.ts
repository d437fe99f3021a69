import assert from 'node:assert/strict';
import { commands, type CommandHelp } from '../../../src/cli/commands';
import { readArguments } from '../../../src/cli/arguments';
import { environmentAccounts } from '../../../src/cli/environmentAccounts';
import { exitCode } from '../../../src/cli/exitCode';
import { renderMarkdown, renderTable } from '../../../src/cli/render';
import type { AccountState } from '../../../src/core/model/accountState';
import type { AccountReport } from '../../../src/core/views/checkReport';
import * as providers from '../../../src/providers';
import { markedKey } from '../../support/testKeys';
import { idOf } from '../../support/ids';
import { isKeyed } from '../../../src/cli/checkTargets';

const all = Object.values(providers);
const row = (state: AccountState, more: Partial<AccountReport> = {}): AccountReport => ({
  account: idOf('a'),
  provider: 'p',
  site: null,
  state,
  reason: null,
  at: null,
  source: 'provider',
  balances: [],
  caps: [],
  spend: [],
  error: null,
  ...more,
});

describe('arguments', () => {
  const check = { command: 'check', providers: [], format: 'table' } as const;
  for (const [argv, expected] of [
    [['check'], check],
    [['check', '--json'], { ...check, format: 'json' }],
    [['check', '--markdown'], { ...check, format: 'markdown' }],
    [['check', '--message'], { ...check, format: 'message' }],
    [['check', '--json', '--message'], { ...check, format: 'messageJson' }],
    [['watch', '--once', '--message'], { ...check, format: 'message' }],
    [
      ['watch', 'a', '--once', '--message', '--low', '2', '--webhook-env', 'HOOK', '--log', 'x'],
      { ...check, providers: ['a'], format: 'message', low: 2_000_000 },
    ],
    [['check', 'a', 'b', '--low', '2.50', '--site', 's'], { ...check, providers: ['a', 'b'], low: 2_500_000, site: 's' }],
    [['check', 'a', '--base-url', 'https://x.example/v1'], { ...check, providers: ['a'], baseUrl: 'https://x.example/v1' }],
    [['check', 'a', '--base-url=http://127.0.0.1:99/'], { ...check, providers: ['a'], baseUrl: 'http://127.0.0.1:99/' }],
    [[], { command: 'help', of: null }],
    [['help'], { command: 'help', of: null }],
    [['-h'], { command: 'help', of: null }],
    [['check', '--help'], { command: 'help', of: 'check' }],
    [['help', 'watch'], { command: 'help', of: 'watch' }],
    [['--version'], { command: 'version' }],
  ] as const) {
    it(argv.join(' ') || 'nothing', () => assert.deepEqual(readArguments(argv), expected));
  }

  for (const [argv, reason] of [
    [['chekc'], /no such command/],
    [['check', '--json', '--markdown'], /not both/],
    [['check', '--message', '--markdown'], /not both/],
    [['check', '--message', '--prometheus'], /not both/],
    [['check', '--message', '--json', '--markdown'], /not both/],
    [['watch', '--message'], /add --once/],
    [['watch', '--interval', '1h', '--message'], /add --once/],
    [['watch', '--once', '--message', '--json'], /--json is no option of watch/],
    [['watch', '--once', '--message', '--webhook-env', 'not a name'], /takes the name of a variable/],
    [['check', '--low', 'abc'], /takes an amount/],
    [['check', '--low', ''], /takes an amount/],
    [['check', '--low', '12,34'], /takes an amount/],
    [['check', '--low'], /no value/],
    [['check', '--sk-typed-by-mistake'], /^One of the options is not known/],
    [['check', 'a', '--base-url', 'http://x.example'], /^--base-url must use https/],
    [['check', 'a', '--base-url', 'x.example'], /^--base-url must be an address/],
    [['check', 'a', '--base-url', 'https://u:p@x.example'], /^--base-url must not contain a user name/],
    // incident 29
    [['check', '--base-url', 'https://x.example'], /needs the name of the provider/],
  ] as const) {
    it(`${argv.join(' ')} is refused`, () => {
      const read = readArguments(argv);
      assert.ok(read.command === 'wrong');
      assert.match(read.reason, reason);
    });
  }
  it('refuses an option that takes one value and is given twice, whichever and of whichever command', () => {
    for (const [command, { options }] of Object.entries<CommandHelp>(commands))
      for (const [name, { value }] of Object.entries(options)) {
        const read = readArguments([command, `--${name}`, 'a=A', `--${name}=b=B`]);
        const reason = read.command === 'wrong' ? read.reason : '';
        if (value === undefined || name === 'secret-env') assert.doesNotMatch(reason, /more than once/, `${command} --${name}`);
        else assert.equal(reason, `--${name} takes one value, and was given more than once. See: api-balance ${command} --help`);
      }
  });
});

describe('environmentAccounts', () => {
  const read = (environment: Readonly<Record<string, string>>, wanted: Partial<Parameters<typeof environmentAccounts>[2]> = {}) =>
    environmentAccounts(all, { environment, readKeyFile: () => null, certificateFault: () => null }, { providers: [], ...wanted });
  const shown = (...of: Parameters<typeof read>) => {
    const accounts = read(...of);
    return accounts.ok
      ? accounts.targets.map((target) => {
          const { provider, account } = target;
          return isKeyed(target) ? [provider.id, account.site, target.account.origin, target.key] : [provider.id, account.site];
        })
      : accounts.reason;
  };
  it('takes those whose keys are there', () => {
    assert.deepEqual(shown({ NOVITA_API_KEY: ` ${markedKey}\n`, DEEPSEEK_API_KEY: ' ', OTHER: 'x' }), [
      ['novita', 'global', 'https://api.novita.ai', markedKey],
    ]);
    assert.deepEqual(shown({}), []);
  });
  it('takes those that are named, with or without a key', () => {
    assert.deepEqual(shown({ NOVITA_API_KEY: markedKey }, { providers: ['deepseek', 'groq'] }), [
      ['deepseek', 'global', 'https://api.deepseek.com', ''],
      ['groq', ''],
    ]);
  });
  it('prefers the provider’s first variable', () => {
    assert.deepEqual(shown({ DEEPSEEK_KEY: 'second-key', DEEPSEEK_API_KEY: 'first-key' }), [
      ['deepseek', 'global', 'https://api.deepseek.com', 'first-key'],
    ]);
    assert.deepEqual(shown({ DEEPSEEK_KEY: 'second-key' }), [['deepseek', 'global', 'https://api.deepseek.com', 'second-key']]);
  });
  it('takes the base URL of another official site for that site', () => {
    assert.deepEqual(shown({}, { providers: ['moonshot'], baseUrl: 'https://api.moonshot.cn' }), [
      ['moonshot', 'china', 'https://api.moonshot.cn', ''],
    ]);
  });
  it('refuses what it does not know', () => {
    assert.match(String(shown({}, { providers: ['nobody'] })), /not that of a provider\. The providers are: .*deepseek/);
    assert.match(String(shown({}, { providers: ['moonshot'], site: 'mars' })), /no site of this name. It has: global, china/);
  });
});

describe('exitCode', () => {
  const states: readonly AccountState[] = ['ok', 'unknown', 'failed', 'low', 'exhausted', 'unavailable'];
  const weight = { ok: 0, unknown: 1, failed: 1, low: 2, exhausted: 2, unavailable: 2 } as const;
  for (const one of states) {
    for (const other of states) {
      const code = Math.max(weight[one], weight[other]);
      it(`${one} beside ${other}: ${code}`, () => assert.equal(exitCode({ at: '', accounts: [row(one), row(other)] }), code));
    }
  }
});

describe('render', () => {
  const accounts = [
    row('ok', {
      account: idOf('one'),
      balances: [
        { unit: 'CNY', available: '110.00', parts: [{ kind: 'creditLine', amount: '20.00' }] },
        { unit: 'USD', available: null, parts: [] },
      ],
      caps: [{ unit: 'USD', limit: null, remaining: '3.00', resets: 'daily' }],
      spend: [
        { unit: 'USD', window: 'month', amount: '1.00' },
        { unit: 'USD', window: 'day', amount: null },
      ],
    }),
    row('failed', { account: idOf('公司'), error: { kind: 'timeout', message: 'A | B.' } }),
  ];
  const report = { at: '2026-01-05T10:30:00.000Z', accounts };
  it('lines up columns, wide characters too', () => {
    assert.deepEqual(renderTable(report, {}).split('\n'), [
      'Account  State   Balance                  Details',
      'one      ok      110.00 CNY, unknown USD  credit line 20.00 CNY; key cap 3.00 USD left of unknown USD, daily; spent this month 1.00 USD',
      '公司     failed  –                        A | B.',
      '',
      'Checked 2026-01-05T10:30:00.000Z',
    ]);
  });
  it('escapes what would end a cell', () =>
    assert.match(renderMarkdown(report, { one: 'x | y' }), /^\| x \\\| y \| ok \|[^\n]*\n\| 公司 \| failed \| – \| A \\\| B\. \|$/m));
});
