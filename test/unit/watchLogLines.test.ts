import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cap, Reading, Spend } from '../../src/core/model';
import { unit } from '../../src/core/money';
import { errorKinds } from '../../src/core/providerError';
import { balanceLogLines } from '../../src/core/watch/balanceLogLines';
import { startSandbox, type Sandbox } from '../sandbox/startSandbox';
import { accountOf, cap, exact, held, hour, minute, readingOf, start } from '../support/accounts';
import { readFixtures } from '../support/fixture';
import { runFixture } from '../support/fixtureOutcome';
import { historyFolder, removeHistoryFolders } from '../support/historyFolder';
import { randomFrom } from '../support/randomFrom';
import { runCli } from '../support/runCli';
import { host } from '../support/watch';

/** `TIME id UNIT name=value … state=STATE`, where each value is a word without a blank. */
const shape = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ [\w.-]+ \S+( [A-Za-z_]+=[^\s=]+)* state=(ok|low|exhausted|unavailable|unknown|failed)$/;
const linesOf = (reading: Reading, at = start): readonly string[] => balanceLogLines(accountOf(), { ok: true, reading }, at);
const spent = (window: Spend['window'], amount: string | null, more: Partial<Spend> = {}): Spend => ({
  unit: unit('USD'),
  window,
  amount: amount === null ? null : exact(amount),
  ...more,
});

describe('each line of a balance log', () => {
  for (const { provider, name } of readFixtures()) {
    it(`has a time, an account and a state: ${provider}/${name}`, async () => {
      const { outcome } = await runFixture(provider, name);
      const lines = balanceLogLines(accountOf(), outcome, start);
      assert.ok(lines.length > 0);
      for (const line of lines) assert.match(line, shape);
      if (!outcome.ok) return void assert.match(lines.join(''), /^[^\n]* - error=\w+ state=\w+$/);
      const { balances, caps, spend } = outcome.reading;
      if ([...balances, ...caps, ...spend].length > 0)
        for (const line of lines) assert.match(line, / (available|cap_remaining|spent_\w+)=(-?\d|unknown)/);
    });
  }
  it('of every failure', () => {
    for (const kind of errorKinds)
      assert.deepEqual(
        balanceLogLines(accountOf(), { ok: false, error: { kind, host } }, start).map((line) => shape.test(line)),
        [true],
      );
  });
  it('is one, whatever a unit is called', () => {
    for (const name of ['a\nb', 'a\r\nCNY available=999999.00 state=ok', 'x\u2028y', 'x\u2029y', 'a b\tc', '=', 'ok state=ok']) {
      const lines = linesOf(readingOf([{ ...held('USD', '1'), unit: unit(name) }], { caps: [], spend: [] }));
      assert.equal(lines.length, 1);
      assert.doesNotMatch(lines[0] ?? '', /[\n\r\u2028\u2029\t]/);
      assert.equal(lines[0]?.split(' ').length, 5, lines[0]);
    }
  });
  it('names each window of spend that is known, and its bound', () => {
    assert.deepEqual(
      linesOf(
        readingOf([], { spend: [spent('day', '0.5'), spent('week', null), spent('month', '7', { atLeast: true }), spent('total', '-1')] }),
      ),
      ['2023-11-14T22:13:20Z work USD spent_day=0.50 spent_week=unknown spent_month_at_least=7.00 spent_total=-1.00 state=ok'],
    );
  });
  it('names whose cap it is', () => {
    const caps: readonly Cap[] = [cap('16'), { ...cap('3'), owner: 'team' }];
    assert.deepEqual(
      linesOf(readingOf([], { caps })).map((line) => line.split(' ').slice(2).join(' ')),
      ['USD cap_remaining=16.00 cap_limit=20.00 state=low', 'USD cap_remaining=3.00 cap_limit=20.00 cap_of=team state=low'],
    );
  });
  it('of a row that was true long ago says when, from a minute on', () => {
    const of = (age: number): string => linesOf(readingOf([held('USD', '9', {}, start - age)]))[0] ?? '';
    for (const age of [0, 30_000, -hour]) assert.doesNotMatch(of(age), / at=/);
    for (const age of [2 * minute, hour, 400 * 24 * hour]) assert.match(of(age), / at=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ state=/);
    assert.doesNotMatch(linesOf(readingOf([held('USD', null, {}, start - hour)]))[0] ?? '', / at=/, 'nothing was true then');
  });
  it('holds the exact amount', () => {
    const random = randomFrom(12);
    for (let round = 0; round < 200; round += 1) {
      const text = ((random() - 0.3) * 10 ** Math.floor(random() * 9)).toFixed(6);
      const [line = ''] = linesOf(readingOf([held('USD', text)]));
      assert.equal(exact(/available=(\S+)/.exec(line)?.[1] ?? ''), exact(text));
    }
  });
});

describe('command line: --log', () => {
  let sandbox: Sandbox;
  let folder = '';
  beforeEach(async () => {
    folder = historyFolder();
    sandbox = await startSandbox();
    sandbox.account('deepseek', 'sk-sandbox-log').set({ unit: 'CNY', paid: '90.00', granted: '0.00' });
  });
  afterEach(async () => {
    await sandbox.stop();
    removeHistoryFolders();
  });
  const watch = (file: string, ...more: readonly string[]) =>
    runCli(['watch', 'deepseek', '--once', '--base-url', sandbox.origin, '--log', file, ...more], { DEEPSEEK_API_KEY: 'sk-sandbox-log' });

  it('makes its folders and its file for the person alone, and the line is the one that is printed', async () => {
    const file = join(folder, 'a', 'b', 'balances.log');
    const { code, stdout, stderr } = await watch(file);
    assert.deepEqual([code, stderr, readFileSync(file, 'utf8')], [0, '', stdout]);
    assert.deepEqual(
      [join(folder, 'a'), join(folder, 'a', 'b'), file].map((path) => statSync(path).mode & 0o777),
      [0o700, 0o700, 0o600],
    );
  });
  it('leaves the mode of a folder and a file that were there', async () => {
    mkdirSync(join(folder, 'shared'), { mode: 0o755 });
    chmodSync(join(folder, 'shared'), 0o755);
    writeFileSync(join(folder, 'shared', 'own.log'), '', { mode: 0o640 });
    assert.equal((await watch(join(folder, 'shared', 'own.log'))).code, 0);
    assert.deepEqual(
      ['shared', join('shared', 'own.log')].map((name) => statSync(join(folder, name)).mode & 0o777),
      [0o755, 0o640],
    );
  });
  it('that cannot be written ends with 1, says so once, and the lines are printed all the same', async () => {
    writeFileSync(join(folder, 'file'), '');
    for (const file of [folder, join(folder, 'file', 'balances.log'), '/dev/null', '/proc/balances.log']) {
      const { code, stdout, stderr } = await watch(file);
      assert.deepEqual([code, stderr.trim().split('\n').length], [1, 1], `${file}: ${stderr}`);
      assert.match(stderr, /cannot be written/);
      assert.match(stdout, /available=90\.00/);
    }
  });
  it('that cannot be written hides no need: 2 stays 2', async () => assert.equal((await watch(folder, '--low', '100')).code, 2));
});
