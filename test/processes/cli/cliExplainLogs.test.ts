import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fieldAt, listAt, textAt } from '../../../src/core/usage/fields';
import { claudeHome } from '../../support/claudeLog';
import { runCli } from '../../support/runCli';

const day = Date.UTC(2026, 10, 10);
const hour = 3_600_000;
const now = new Date(day + 40 * hour).toISOString();
const idle = '¥8.00 of it was spent while no tool whose logs are read was in use.';
const unread = 'At least ≈ ¥8.00 is in no log that was read.';

/** What goes by the model's name alone: Claude Code without another address. */
function bareHome(home: string, at: number): string {
  const log = claudeHome(home, [at]);
  writeFileSync(join(home, '.claude', 'settings.json'), '{}');
  return log;
}

/** One session whose cost is known in dollars alone. @see test/unit/usage/crush.test.ts */
function crushHome(home: string, at: number): void {
  const file = join(home, 'shop/.crush/crush.db');
  mkdirSync(dirname(file), { recursive: true });
  const list = join(home, '.local/share/crush/projects.json');
  mkdirSync(dirname(list), { recursive: true });
  writeFileSync(list, JSON.stringify({ projects: [{ path: '/home/dev/shop', data_dir: '/home/dev/shop/.crush' }] }));
  const db = new DatabaseSync(file);
  db.exec(`CREATE TABLE sessions (id text, parent_session_id text, cost real, updated_at int);
    CREATE TABLE messages (session_id text, model text, provider text);
    INSERT INTO sessions VALUES ('s', NULL, 0.03, ${at / 1000});
    INSERT INTO messages VALUES ('s', 'deepseek-flash', 'deepseek');`);
  db.close();
}

describe('command line: explain, by what was read', () => {
  let folder = '';
  const file = (name: string): string => join(folder, name);
  const explain = (root: string, ...args: readonly string[]) =>
    runCli(['explain', '--root', file(root), '--readings', file('readings.json'), '--now', now, ...args]);
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'api-balance-explain-'));
    const row = (hours: number, available: string) => ({
      account: 'deepseek',
      unit: 'CNY',
      at: new Date(day + hours * hour).toISOString(),
      available,
    });
    writeFileSync(file('readings.json'), JSON.stringify([row(10, '20.00'), row(20, '12.00')]));
    claudeHome(file('whole'), [day]);
    appendFileSync(claudeHome(file('torn'), [day]), '{"usage": \n');
    claudeHome(file('late'), [day + 25 * hour]);
    mkdirSync(file('empty'));
    bareHome(file('bare'), day + 15 * hour);
    crushHome(file('crush'), day + 15 * hour);
    writeFileSync(file('a-file'), '');
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('says that no tool was in use where all logs were read, and of a folder that is named as the home and holds none', async () => {
    assert.ok((await explain('whole')).stdout.includes(idle));
    const { stdout } = await explain('empty');
    assert.match(stdout, /^No logs of AI tools were found here\.\n\n/);
    assert.ok(stdout.includes(idle));
  });
  it('says no such thing of one tool alone, of a person without logs, of what was passed over, and of before the oldest log', async () => {
    for (const { stdout } of [
      await explain('whole', '--tool', 'codex'),
      await runCli(['explain', '--readings', file('readings.json'), '--now', now], { HOME: file('empty') }),
      ...(await Promise.all(['torn', 'late'].map((root) => explain(root)))),
    ])
      assert.deepEqual([stdout.includes(unread), stdout.includes('in use')], [true, false], stdout);
  });

  it('names what was passed over before any difference', async () => {
    const { stdout } = await explain('torn');
    assert.match(stdout, /^claude-code: .*\.jsonl: some of it is damaged, and was left out\.\n\ndeepseek CNY\n/);
    const logs = listAt(JSON.parse((await explain('torn', '--json')).stdout), 'logs');
    const claude = logs.find((one) => textAt(one, 'tool') === 'claude-code');
    assert.deepEqual([fieldAt(claude, 'filesRead'), fieldAt(claude, 'filesSkipped')], [0, 1]);
    assert.deepEqual(
      listAt(claude, 'skipped').map((one) => textAt(one, 'reason')),
      ['malformed'],
    );
  });

  it('shows calls that count for no account, since no log says who pays', async () => {
    const { stdout } = await explain('bare');
    const lines = stdout.trimEnd().split('\n').slice(-2);
    assert.equal(lines[0], 'Whose key or plan pays is in no log:');
    assert.match(
      lines[1] ?? '',
      /^ {2}claude-code: deepseek, by the name of the model alone\. Calls: 1\. API-equivalent ≈\s¥1\.40 or ≈\s\$0\.21, not added:/,
    );
    const [payer] = listAt(JSON.parse((await explain('bare', '--json')).stdout), 'payers');
    assert.deepEqual(
      ['tool', 'provider', 'paidBy', 'account', 'calls'].map((name) => fieldAt(payer, name)),
      ['claude-code', 'deepseek', 'open', null, 1],
    );
  });
  it('asks whether they went to the address of the environment, and books nothing by it', async () => {
    const environment = { HOME: file('bare'), ANTHROPIC_BASE_URL: 'https://api.deepseek.com/anthropic' };
    const { stdout } = await runCli(['explain', '--readings', file('readings.json'), '--now', now], environment);
    assert.match(stdout, /account for none of it[^]*\n {2}ANTHROPIC_BASE_URL is set here: did claude-code call that address\?/);
    assert.doesNotMatch((await explain('bare')).stdout, /ANTHROPIC_BASE_URL/);
  });

  it('gives no amount where nothing is known of what calls cost', async () => {
    const [account] = listAt(JSON.parse((await explain('crush', '--json')).stdout), 'accounts');
    assert.deepEqual(listAt(account, 'tools'), [{ tool: 'crush', amount: null, least: null, most: null, calls: 0 }]);
    assert.match((await runCli(['usage', '--root', file('crush'), '--now', now])).stdout, /^crush +– .*≈ 0\.03 USD$/m);
  });

  for (const command of ['usage', 'explain'])
    it(`${command} refuses a --root that is no folder`, async () => {
      const rest = command === 'usage' ? [] : ['--readings', file('readings.json')];
      for (const root of [file('none'), file('a-file'), '']) {
        const { code, stdout, stderr } = await runCli([command, '--root', root, ...rest]);
        assert.deepEqual([code, stdout, stderr], [1, '', '--root takes a folder that is there and may be read.\n']);
      }
    });
});
