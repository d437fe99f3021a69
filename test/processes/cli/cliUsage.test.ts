import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { toDecimal, micros, unit } from '../../../src/core/money/money';
import { minuteMs } from '../../../src/core/time/durations';
import { listAt, textAt, countAt, fieldAt } from '../../../src/core/usage/fields';
import { claudeHome, privateWords } from '../../support/claudeLog';
import { runCli } from '../../support/runCli';
import { readText } from '../../support/sources';
import { usageFixture } from '../../support/usage/usageFixture';

const Tokens = z.strictObject({
  input: z.number(),
  cacheRead: z.number(),
  cacheWrite5m: z.number(),
  cacheWrite1h: z.number(),
  output: z.number(),
  reasoning: z.number(),
});
const Usage = z.object({
  tools: z.array(
    z.object({
      tool: z.string(),
      filesRead: z.number(),
      filesSkipped: z.number(),
      calls: z.number(),
      unmeasured: z.number(),
      unpriced: z.number(),
      tokens: Tokens,
      amounts: z.array(z.object({ unit: z.string(), amount: z.string() })),
    }),
  ),
});
const Span = z.object({
  from: z.string(),
  to: z.string(),
  spent: z.string(),
  atLeast: z.boolean(),
  explainedMin: z.string(),
  explainedMax: z.string(),
  tolerance: z.string(),
  unmeasured: z.number(),
  unpriced: z.number(),
  state: z.string(),
  unexplainedAtLeast: z.string().nullable(),
  logsExceedBy: z.string().nullable(),
});
const Explained = z.object({ accounts: z.array(z.object({ account: z.string(), unit: z.string(), spans: z.array(Span) })) });

/** Where tools keep their logs below a home. */
const placed: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'claude-code': { projects: '.claude/projects' },
  codex: { sessions: '.codex/sessions', archived_sessions: '.codex/archived_sessions' },
  cline: { sessions: '.cline/data/sessions', globalStorage: '.config/Code/User/globalStorage' },
  roo: { globalStorage: '.config/VSCodium/User/globalStorage' },
  'kimi-code': { sessions: '.kimi-code/sessions' },
  'deepseek-harness': { sessions: '.dsh/sessions' },
  codewhale: { sessions: '.codewhale/sessions' },
  gemini: { tmp: '.gemini/tmp' },
  qwen: { projects: '.qwen/projects' },
  opencode: { '': '.local/share/opencode' },
  goose: { '': '.local/share/goose/sessions' },
  crush: { share: '.local/share/crush', shop: 'shop' },
  copilot: { '': '.copilot' },
  amp: { threads: '.local/share/amp/threads' },
  continue: { dev_data: '.continue/dev_data' },
  aider: { '': '.aider' },
};
/** Calls, those without tokens, uncached input, cache read, written for 5 minutes and an hour, output, of it reasoning; money in the logs. */
const right: Readonly<Record<string, readonly [readonly number[], Readonly<Record<string, string>>]>> = {
  'claude-code': [[6, 0, 445, 8900, 3000, 500, 750, 0], {}],
  codex: [[6, 0, 3300, 1700, 0, 0, 380, 100], {}],
  cline: [[7, 2, 2090, 3800, 0, 0, 350, 0], {}],
  roo: [[3, 0, 2200, 8500, 1000, 0, 340, 0], { USD: '0.0075' }],
  'kimi-code': [[4, 1, 880, 1900, 200, 0, 125, 0], {}],
  'deepseek-harness': [[5, 1, 740, 9800, 0, 0, 120, 20], {}],
  codewhale: [[0, 1, 0, 0, 0, 0, 0, 0], { CNY: '0.105', USD: '0.015' }],
  gemini: [[4, 0, 2000, 2300, 0, 0, 185, 40], {}],
  qwen: [[2, 0, 700, 1200, 0, 0, 60, 15], {}],
  opencode: [[9, 0, 3260, 5970, 700, 0, 540, 70], {}],
  goose: [[3, 0, 1500, 900, 0, 0, 200, 0], { USD: '0.009' }],
  crush: [[0, 0, 0, 0, 0, 0, 0, 0], { USD: '0.03' }],
  copilot: [[2, 0, 1500, 3000, 500, 0, 140, 10], { credits: '2' }],
  amp: [[1, 0, 10, 900, 300, 0, 50, 0], { 'Amp credits': '1.2' }],
  continue: [[1, 0, 800, 0, 0, 0, 60, 0], {}],
  aider: [[2, 0, 2200, 0, 0, 0, 90, 0], {}],
};

describe('command line: usage', () => {
  let home = '';
  before(() => {
    home = mkdtempSync(join(tmpdir(), 'api-balance-cli-'));
    for (const [tool, folders] of Object.entries(placed))
      for (const [from, to] of Object.entries(folders)) cpSync(usageFixture(tool, from), join(home, to), { recursive: true });
  });
  after(() => rmSync(home, { recursive: true }));

  it('comes to the totals of each tool, whose logs lie in one home', async () => {
    const { code, stdout, stderr } = await runCli(['usage', '--root', home, '--json']);
    assert.deepEqual([code, stderr], [0, '']);
    const { tools } = Usage.parse(JSON.parse(stdout));
    for (const [tool, [counts, money]] of Object.entries(right)) {
      const found = tools.find((one) => one.tool === tool);
      assert.ok(found, tool);
      assert.deepEqual([found.calls, found.unmeasured, ...Object.values(found.tokens)], counts, tool);
      const amounts = new Map(found.amounts.map(({ unit: name, amount }) => [name, amount]));
      for (const [name, amount] of Object.entries(money)) assert.equal(amounts.get(name), amount, tool);
    }
  });

  it('says it as a table, and what is missing in it', async () => {
    const { stdout } = await runCli(['usage', '--root', home]);
    assert.match(stdout, /^Tool +Calls +Input +Cache read +Cache written +Output +At list prices\n/);
    assert.match(stdout, /^claude-code +6 +445 +8,900 +3,500 +750 +≈ \d/m);
    assert.match(stdout, /^kimi-code: 1 call without tokens in the log, not in the amount\.$/m);
  });

  it('reads one tool alone, and knows which there are', async () => {
    const { stdout } = await runCli(['usage', '--root', home, '--tool', 'codex', '--json']);
    assert.deepEqual(
      Usage.parse(JSON.parse(stdout)).tools.map(({ tool }) => tool),
      ['codex'],
    );
    const wrong = await runCli(['usage', '--root', home, '--tool', 'codx']);
    assert.equal(wrong.code, 1);
    assert.match(wrong.stderr, /^--tool takes one of .*codex/);
  });

  it('finds nothing where there is nothing', async () => {
    const empty = join(home, 'empty');
    mkdirSync(empty);
    assert.deepEqual(await runCli(['usage', '--root', empty]), { code: 0, stdout: 'No logs of AI tools were found here.\n', stderr: '' });
  });

  it('leaves nothing behind, and says no word of what was said', async () => {
    const temporary = join(home, 'tmp');
    mkdirSync(temporary);
    const own = join(home, 'own');
    claudeHome(own, [Date.UTC(2026, 9, 5)]);
    const runs = [
      await runCli(['usage', '--root', own], { TMPDIR: temporary }),
      await runCli(['usage', '--root', own, '--json'], { TMPDIR: temporary }),
    ];
    for (const { stdout, stderr } of runs) for (const word of privateWords) assert.ok(!`${stdout}${stderr}`.includes(word), word);
    assert.deepEqual(readdirSync(temporary), []);
  });

  it('needs no folder for temporary files', async () => {
    const run = await runCli(['usage', '--root', home, '--tool', 'codex'], { TMPDIR: join(home, 'gone') });
    assert.deepEqual([run.code, run.stderr], [0, '']);
  });

  const account = { id: 'work', provider: 'deepseek', key: 'env:WORK_KEY' };
  it('names the column of amounts by whose prices they are', async () => {
    const file = join(home, 'config.json');
    const heading = async (entry: object): Promise<string | undefined> => {
      writeFileSync(file, JSON.stringify({ accounts: [account], usage: { prices: [entry] } }));
      const { stdout } = await runCli(['usage', '--root', home, '--tool', 'codex', '--config', file]);
      return /Output +(.+)$/m.exec(stdout)?.[1];
    };
    assert.equal(await heading({ tool: 'codex', use: 'plan' }), 'At list prices');
    assert.equal(await heading({ tool: 'codex', factor: 0.5 }), 'With your prices');
    assert.equal(await heading({ provider: 'gw.example.com', priceAs: 'deepseek' }), 'With your prices');
  });

  it('takes nothing that says something in names that there are not', async () => {
    const file = join(home, 'strange.json');
    const prices = [
      { tool: 'claude-cod', use: 'plan' },
      { model: 'x', alias: 'y' },
      { provider: 'gw', priceAs: 'deepsek' },
    ];
    writeFileSync(file, JSON.stringify({ accounts: [account], usage: { prices } }));
    const named = [
      'usage.prices[1].tool is not known here; "claude-code" may be meant',
      'usage.prices[2].alias is not known here',
      'usage.prices[3].priceAs is not known here',
    ];
    const used = await runCli(['usage', '--root', home, '--config', file]);
    assert.deepEqual([used.code, used.stdout], [1, '']);
    const checked = await runCli(['config', 'check', file]);
    assert.equal(checked.code, 1);
    for (const line of named) for (const text of [used.stderr, checked.stdout]) assert.ok(text.includes(`  ${line}\n`), text);
  });
});

const cases: unknown = JSON.parse(readText('test/fixtures/usage/reconcile/cases.json'));
const start = Date.UTC(2026, 9, 5);
const at = (minutes: unknown): string => new Date(start + Number(minutes) * minuteMs).toISOString();

/** One call for each amount, of whose money the provider itself told. @see https://github.com/aaif-goose/goose */
function gooseHome(home: string, usage: readonly (readonly [minutes: number, amount: number])[]): void {
  const file = join(home, '.local/share/goose/sessions/sessions.db');
  mkdirSync(dirname(file), { recursive: true });
  const db = new DatabaseSync(file);
  db.exec(`CREATE TABLE schema_version (version int); INSERT INTO schema_version VALUES (15);
    CREATE TABLE sessions (id text PRIMARY KEY, working_dir text, created_at text, provider_name text, session_type text);
    INSERT INTO sessions VALUES ('g', '/home/dev/shop', '2026-10-05 00:00:00', 'openrouter', 'user');
    CREATE TABLE usage_ledger (id integer PRIMARY KEY, session_id text, created_timestamp int, model text, input_tokens int, output_tokens int,
      total_tokens int, cache_read_tokens int, cache_write_tokens int, cost real, cost_source text, is_compaction int);`);
  const add = db.prepare(`INSERT INTO usage_ledger VALUES (NULL, 'g', ?, 'some/model', 10, 10, 20, 0, 0, ?, 'provider_reported', 0)`);
  for (const [minutes, amount] of usage) add.run(start / 1000 + minutes * 60, amount / 1e6);
  db.close();
}

describe('command line: explain', () => {
  const folders: string[] = [];
  const fresh = (): string => {
    const folder = mkdtempSync(join(tmpdir(), 'api-balance-cli-'));
    folders.push(folder);
    return folder;
  };
  after(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

  for (const one of listAt({ cases }, 'cases'))
    it(`says ${textAt(one, 'want')}: ${textAt(one, 'name')}`, async () => {
      const home = fresh();
      gooseHome(
        home,
        listAt(one, 'usage').map((pair) => [Number(fieldAt(pair, '0')), Number(fieldAt(pair, '1'))] as const),
      );
      const spent = countAt(one, 'spent') ?? NaN;
      const hasTopUp = fieldAt(one, 'atLeast') === true;
      const text = (amount: number): string => toDecimal(micros(amount), unit('USD'));
      const reading = (minutes: unknown, paid: number, granted: number) => ({
        account: 'openrouter-work',
        unit: 'USD',
        at: at(minutes),
        available: text(paid + granted),
        // What was granted went down while money came in: spend that a top-up may hide more of.
        ...(hasTopUp ? { paid: text(paid), granted: text(granted) } : {}),
      });
      const readings = hasTopUp
        ? [reading(fieldAt(one, 'from'), 10_000_000, 5_000_000), reading(fieldAt(one, 'to'), 30_000_000, 5_000_000 - spent)]
        : [reading(fieldAt(one, 'from'), 50_000_000, 0), reading(fieldAt(one, 'to'), 50_000_000 - spent, 0)];
      writeFileSync(join(home, 'readings.json'), JSON.stringify(readings));
      const args = ['explain', '--root', home, '--readings', join(home, 'readings.json'), '--now', at(fieldAt(one, 'now')), '--json'];
      const { code, stdout, stderr } = await runCli(args);
      assert.deepEqual([code, stderr], [0, '']);
      const [account, ...others] = Explained.parse(JSON.parse(stdout)).accounts;
      assert.deepEqual(others, []);
      assert.deepEqual([account?.account, account?.unit, account?.spans.length], ['openrouter-work', 'USD', 1]);
      const span = account?.spans[0];
      const amount = (name: string): string => text(countAt(one, 'result', name) ?? NaN);
      assert.equal(span?.state, textAt(one, 'want'));
      assert.deepEqual(
        [span?.spent, span?.explainedMin, span?.explainedMax, span?.tolerance, span?.atLeast],
        [text(spent), amount('explainedMin'), amount('explainedMax'), amount('tolerance'), hasTopUp],
      );
    });

  it('says in words what happened, and whose accounts it does not know', async () => {
    const home = fresh();
    gooseHome(home, [[60, 500_000]]);
    const row = (account: string, minutes: number, available: string) => ({ account, unit: 'USD', at: at(minutes), available });
    const readings = [row('openrouter', 0, '5.00'), row('openrouter', 600, '3.00'), row('mine', 0, '5.00'), row('mine', 600, '4.00')];
    writeFileSync(join(home, 'readings.json'), JSON.stringify(readings));
    const { stdout } = await runCli(['explain', '--root', home, '--readings', join(home, 'readings.json'), '--now', at(10_000)]);
    assert.match(stdout, /^openrouter USD\n {2}\$2\.00 was spent between 2026-10-05 00:00 UTC and 2026-10-05 10:00 UTC\.\n/);
    assert.match(
      stdout,
      /\n {2}Logs on this machine account for ≈ \$0\.50: goose ≈\s\$0\.50\.\n {2}At least ≈ \$1\.50 is in no log here\.\n/,
    );
    assert.match(stdout, /\nmine: nothing says whose account it is, so no log can explain it\. Name it with --provider\.\n$/);
  });

  it('tells a mistake in the command line, and in the readings', async () => {
    const home = fresh();
    writeFileSync(join(home, 'bad.json'), '[{"account":"a"}]');
    for (const [args, expected] of [
      [['--readings', join(home, 'none.json')], /does not exist/],
      [['--readings', join(home, 'bad.json')], /^Nothing is explained: the readings have errors\.\n/],
      [['--readings', join(home, 'bad.json'), '--provider', 'nobody'], /^--provider takes the id of a provider/],
      [['--readings', join(home, 'bad.json'), '--days', '0'], /^--days takes a number of days/],
      [['--readings', join(home, 'bad.json'), '--now', 'today'], /^--now takes a time/],
    ] as const) {
      const { code, stderr } = await runCli(['explain', '--root', home, ...args]);
      assert.equal(code, 1);
      assert.match(stderr, expected);
    }
  });
});
