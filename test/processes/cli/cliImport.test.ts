import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CliRun } from '../../support/runCli';
import { runCommand } from '../../support/runCommand';
import { openHistory } from '../../../src/node/history/openHistory';
import { recordRows } from '../../support/historyRows';
import { idOf } from '../../support/ids';
import { total } from '../../support/pastReadings';

const at = (hour: number): number => Date.UTC(2025, 10, 20, hour);
const secret = 'sk-sandbox-MARKED-in-a-line';

describe('command line: import-log', () => {
  let folder = '';
  const file = (name: string): string => join(folder, name);
  const run = (...args: readonly string[]): Promise<CliRun> =>
    runCommand(['import-log', ...args], { environment: { XDG_CONFIG_HOME: folder }, folder });
  const history = async (): Promise<readonly string[]> => {
    const { stdout } = await runCommand(['history', '--file', file('history.sqlite')]);
    return stdout.trimEnd().split('\n');
  };
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'api-balance-import-'));
    await writeFile(file('mine.log'), '2025-11-20 10:00:00 kimi: ¥49.58\n2025-11-20 11:00:00 kimi: ¥48.00\n');
  });
  afterEach(() => rm(folder, { recursive: true }));

  const mine = ['mine.log', '--account', 'kimi', '--provider', 'moonshot', '--tz', 'UTC'] as const;
  it('adds what a script has logged, and the same again adds nothing', async () => {
    const first = await run(...mine, '--folder', folder);
    assert.deepEqual([first.code, first.stderr], [0, '']);
    assert.match(first.stdout, /^kimi CNY: added 2, there already 0; from 2025-11-20T10:00:00Z to 2025-11-20T11:00:00Z\nThe history is /);
    const lines = await history();
    assert.deepEqual(lines, ['2025-11-20T10:00:00.000Z  kimi  49.58 CNY', '2025-11-20T11:00:00.000Z  kimi  48.00 CNY']);
    const before = await readFile(file('history.sqlite'));
    assert.match((await run(...mine, '--folder', folder)).stdout, /^kimi CNY: added 0, there already 2; /);
    assert.deepEqual(await history(), lines);
    assert.deepEqual(await readFile(file('history.sqlite')), before);
  });
  it('says what it would add, and writes nothing', async () => {
    const { code, stdout } = await run(...mine, '--folder', file('none'), '--dry-run');
    assert.deepEqual([code, existsSync(file('none'))], [0, false]);
    assert.match(stdout, /^kimi CNY: would be added 2, there already 0; .*\nNothing was written\.\n$/);
  });
  it('marks what it adds as imported, and leaves what was asked', async () => {
    const store = openHistory({ folder, now: () => at(23) });
    recordRows(store, [{ account: idOf('kimi'), unit: 'CNY', reading: total(at(11), 48) }]);
    assert.match((await run(...mine, '--folder', folder)).stdout, /^kimi CNY: added 1, there already 1; /);
    const [latest] = store.latest();
    assert.deepEqual([latest?.reading.isImported, (await history()).length], [undefined, 2]);
    await writeFile(file('later.log'), '2025-11-20T12:00:00Z 47.00 CNY\n');
    await run('later.log', '--account', 'kimi', '--folder', folder);
    assert.equal(store.latest()[0]?.reading.isImported, true);
    store.close();
  });
  it('takes folder, accounts and units from the configuration', async () => {
    await mkdir(file('api-balance'));
    const config = { accounts: [{ id: 'kimi', provider: 'moonshot' }], history: { folder } };
    await writeFile(file(join('api-balance', 'config.json')), JSON.stringify(config));
    assert.match((await run('mine.log', '--account', 'kimi', '--tz', 'UTC')).stdout, /^kimi CNY: added 2/);
    const other = await run('mine.log', '--account', 'kim', '--tz', 'UTC');
    assert.deepEqual([other.code, other.stdout], [1, '']);
    assert.match(other.stderr, /^The configuration has no account of this id; kimi may be meant\./);
  });
  it('reads the lines of this program without being told more, and those of many accounts', async () => {
    const text = [
      '2025-11-20T10:00:00Z kimi CNY available=49.58 granted=0.58 paid=49.00 state=ok',
      '2025-11-20T10:00:00Z openrouter USD cap_remaining=74.50 cap_limit=100.00 cap_resets=monthly state=ok',
      '2025-11-20T10:00:00Z claude - error=unauthorized state=failed',
      '2025-11-20T10:00:00Z billing USD available=10.00 at=2025-11-20T08:00:00Z state=ok',
    ].join('\n');
    const { code, stdout } = await runCommand(['import-log', '-', '--folder', folder], { input: text });
    assert.equal(code, 0);
    assert.match(stdout, /^kimi CNY: added 1.*\nbilling USD: added 1.*T08:00:00Z\nLines of something else: 2\.\nThe history is /);
    const { stdout: csv } = await runCommand(['history', '--file', file('history.sqlite'), '--csv', 'kimi']);
    assert.match(csv, /^kimi,CNY,2025-11-20T10:00:00.000Z,49.58,49.00,0.58,/m);
  });
  it('tells lines that it did not read by their numbers, and not what stands in them', async () => {
    await writeFile(
      file('bad.log'),
      `2025-11-20T10:00:00Z 3 USD\n${secret}\n03/04/2025 ${secret} 3\n2025-11-20T10:00:00Z ${secret} x\nx\n`,
    );
    const { code, stdout, stderr } = await run('bad.log', '--account', 'a', '--folder', folder);
    assert.equal(code, 0);
    assert.equal(
      stderr.trimEnd(),
      'Lines that were not read: 4 (line 2: no time; line 3: a date that can be read in two ways; line 4: no amount; and 1 more).',
    );
    assert.ok(!`${stdout}${stderr}`.includes('MARKED'));
  });

  const mistakes: readonly (readonly [what: string, args: readonly string[], says: RegExp])[] = [
    ['no file', [], /import-log takes one file/],
    ['a file that is not there', ['none.log', '--account', 'a', '--folder', '.'], /^The file could not be read\.$/m],
    ['no folder', ['mine.log', '--account', 'kimi'], /^import-log needs the folder of a history/],
    ['times without a zone', ['mine.log', '--account', 'kimi', '--folder', '.'], /^Line 1 has a time without a zone: say with --tz/],
    ['no currency', ['mine.log', '--account', 'kimi', '--tz', 'UTC', '--folder', '.'], /^Line 1 does not say which currency/],
    ['no account', ['mine.log', '--tz', 'UTC', '--unit', 'CNY', '--folder', '.'], /^Line 1 names no account of this program/],
    [
      'another currency',
      [...mine, '--unit', 'USD', '--folder', '.'],
      /^Lines that were not read: 2 \(line 1: another unit;.*Nothing was added\.$/m,
    ],
    ['a provider that is none', ['mine.log', '--account', 'kimi', '--provider', 'kimi', '--folder', '.'], /^--provider takes one of/],
    ['a zone that is none', [...mine.slice(0, -1), 'Mars/Olympus'], /^--tz takes a time zone/],
    ['a time of day that is none', [...mine, '--at', '25:00'], /^--at takes a time of day/],
    ['an expression that is none', [...mine, '--pattern', '('], /^--pattern takes a regular expression/],
    ['an expression without an amount', [...mine, '--pattern', '(?<time>.*)'], /^--pattern needs the groups/],
    ['a folder that is a file', [...mine, '--folder', 'mine.log'], /^The history in .* cannot be written: .* Nothing was added\.$/m],
    ['an id that is none', ['mine.log', '--account', 'a b'], /^--account takes the id of an account/],
  ];
  for (const [what, args, says] of mistakes) {
    it(`with ${what}: said, and nothing is added`, async () => {
      const { code, stdout, stderr } = await run(...args);
      assert.deepEqual([code, stdout, existsSync(file('history.sqlite'))], [1, '', false]);
      assert.match(stderr, says);
    });
  }
});
