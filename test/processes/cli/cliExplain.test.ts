import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { historyEntry } from '../../../src/core/history/historyEntry';
import { exportRow } from '../../../src/core/history/historyJson';
import { historyFileName } from '../../../src/core/history/historyFileName';
import { dayMs } from '../../../src/core/time/durations';
import { fieldAt, listAt, textAt } from '../../../src/core/usage/fields';
import { openHistory } from '../../../src/node/history/openHistory';
import { idOf } from '../../support/ids';
import { costOf } from '../../support/pastChecks';
import { total } from '../../support/pastReadings';
import { runCli } from '../../support/runCli';

const day = Date.UTC(2026, 10, 10);
const now = new Date(day + 5 * dayMs).toISOString();
const older = 'user_id,utc_date,model,api_key_name,api_key,type,price,amount';

/** One answer in a transcript of Claude Code: a million tokens of output, as its model costs 15 dollars then. */
const answer = (id: string, at: number): string =>
  JSON.stringify({
    type: 'assistant',
    timestamp: new Date(at).toISOString(),
    sessionId: 's',
    requestId: `req_${id}`,
    cwd: '/home/somebody/work',
    message: { id: `msg_${id}`, model: 'claude-sonnet-4-5', usage: { input_tokens: 0, output_tokens: 1_000_000 } },
  });

describe('command line: explain by what providers report', () => {
  let folder = '';
  const file = (name: string): string => join(folder, name);
  const explain = async (...args: readonly string[]) => {
    const run = await runCli(['explain', '--root', file('home'), '--now', now, ...args]);
    return { ...run, json: (): unknown => JSON.parse(run.stdout) };
  };
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'api-balance-explain-'));
    mkdirSync(file('home/.claude/projects/work'), { recursive: true });
    writeFileSync(file('home/.claude/projects/work/s.jsonl'), `${[answer('a', day + 1), answer('b', day + dayMs)].join('\n')}\n`);
    const told = day + 4.9 * dayMs;
    const store = openHistory({ folder, now: () => told });
    const days = [costOf(day, 15), costOf(day + dayMs, 40), costOf(day + 2 * dayMs, 0), costOf(day + 4 * dayMs, 1)];
    const reading = { at: told, balances: [], caps: [], spend: [], days, callsRefused: false, problems: [] };
    store.record(historyEntry(idOf('anthropic'), 0, { ok: true, reading }, told));
    store.close();
    const rows = [total(day - 1, 20), total(day + 4 * dayMs, 10)].map((one) =>
      exportRow({ account: idOf('deepseek'), unit: 'CNY', reading: one }),
    );
    writeFileSync(file('balances.json'), JSON.stringify(rows));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('holds each closed day of UTC against the calls of that day', async () => {
    const { code, json } = await explain('--readings', file(historyFileName), '--json');
    assert.equal(code, 0);
    const [account] = listAt(json(), 'accounts');
    assert.deepEqual([textAt(account, 'account'), textAt(account, 'unit'), textAt(account, 'basis')], ['anthropic', 'USD', 'reported']);
    const spans = listAt(account, 'spans').map((span) =>
      ['from', 'spent', 'explainedMin', 'explainedMax', 'state'].map((name) => textAt(span, name)),
    );
    assert.deepEqual(spans, [
      ['2026-11-10T00:00:00Z', '15.00', '0.00', '15.00', 'reconciled'],
      ['2026-11-11T00:00:00Z', '40.00', '0.00', '15.00', 'unexplained'],
      ['2026-11-12T00:00:00Z', '0.00', '0.00', '0.00', 'reconciled'],
      ['2026-11-14T00:00:00Z', '1.00', '0.00', '0.00', 'settling'],
    ]);
    assert.equal(textAt(fieldAt(account, 'whole'), 'unexplainedAtLeast'), '25.00');
  });
  it('says it in sentences', async () => {
    const { stdout } = await explain('--readings', file(historyFileName));
    assert.match(stdout, /The provider reports \$55\.00 between 2026-11-10 00:00 UTC and 2026-11-13 00:00 UTC\./);
    assert.match(stdout, /account for ≈ \$0\.00 to \$30\.00: claude-code ≈\s\$30\.00\./);
    assert.match(stdout, /only the model’s name says who was called, so a plan may have covered it/);
    assert.match(stdout, /At least ≈ \$25\.00 is in no log that was read\./);
  });
  it('takes as many days as are asked for', async () => {
    const { json } = await explain('--readings', file(historyFileName), '--days', '2', '--json');
    const [account] = listAt(json(), 'accounts');
    assert.deepEqual(
      listAt(account, 'spans').map((span) => textAt(span, 'from')),
      ['2026-11-12T00:00:00Z', '2026-11-14T00:00:00Z'],
    );
  });

  it('shows what an exported table of usage says beside the balance', async () => {
    const line = (name: string, type: string, price: string, amount: number, date = '2026-11-11'): string =>
      `u,${date},deepseek-flash,${name},sk-masked,${type},${price},${amount}`;
    const lines = [
      older,
      line('laptop', 'output_tokens', '0.000004', 1_000_000),
      line('laptop', 'request_count', '', 2),
      line('ci', 'output_tokens', '0.000004', 500_000),
      line('ci', 'request_count', '', 1680),
      line('ci', 'request_count', '', 1, '2026-11-12'),
    ];
    writeFileSync(file('amount-2026-11.csv'), `\ufeff${lines.join('\r\n')}\r\n`);
    const args = ['--readings', file('balances.json'), '--usage-csv', file('amount-2026-11.csv')];
    const { json } = await explain(...args, '--json');
    assert.deepEqual(
      listAt(json(), 'accounts').map((account) => [textAt(account, 'basis'), textAt(fieldAt(account, 'whole'), 'spent')]),
      [
        ['balance', '10.00'],
        ['reported', '6.00'],
      ],
    );
    assert.deepEqual(fieldAt(listAt(json(), 'accounts')[1], 'reported'), {
      models: [{ model: 'deepseek-flash', amount: '6.00' }],
      keys: [
        { key: 'laptop', amount: '4.00', requests: 2 },
        { key: 'ci', amount: '2.00', requests: 1681 },
      ],
      requests: 1683,
      logged: 0,
    });
    const { stdout } = await explain(...args);
    assert.match(stdout, /^deepseek CNY\n[^]*^deepseek CNY as reported\n/m);
    assert.match(stdout, /counts 1683 requests, logs here 0\./);
    assert.match(stdout, /By key: laptop .*4\.00, ci .*2\.00\./);
    assert.doesNotMatch(stdout, /sk-masked/);
  });
  it('refuses a table that tells of nothing within the days that are looked at', async () => {
    const cells = 'u,2026-11-11,deepseek-flash,ci,sk-masked,request_count,,2';
    writeFileSync(file('old.csv'), `${older}\n${cells}\n`);
    const run = await explain('--readings', file('balances.json'), '--usage-csv', file('old.csv'), '--days', '1');
    assert.deepEqual([run.code, run.stderr.trim()], [1, '--usage-csv tells of nothing within these --days.']);
  });
  it('compares a named account with those that logs cannot tell from it, and no other', async () => {
    const of = (account: string) =>
      [total(day - 1, 20), total(day + 4 * dayMs, 10)].map((one) => exportRow({ account: idOf(account), unit: 'CNY', reading: one }));
    writeFileSync(file('three.json'), JSON.stringify(['deepseek-a', 'deepseek-b', 'foo'].flatMap(of)));
    const accounts = async (...args: readonly string[]): Promise<readonly unknown[]> => {
      const { json } = await explain('--readings', file('three.json'), '--json', ...args);
      return [listAt(json(), 'accounts').map((account) => textAt(account, 'account')), fieldAt(json(), 'unknownProvider')];
    };
    assert.deepEqual(await accounts(), [['deepseek-a + deepseek-b'], ['foo']]);
    assert.deepEqual(await accounts('deepseek-b'), [['deepseek-a + deepseek-b'], []]);
    // An id that tells it needs no option.
    assert.deepEqual(await accounts('--provider', 'moonshot'), [['deepseek-a + deepseek-b', 'foo'], []]);
  });
  it('refuses a table that it does not know, and takes nothing of it', async () => {
    writeFileSync(file('other.csv'), 'date,tokens\n2026-11-10,1\n');
    const run = await explain('--readings', file('balances.json'), '--usage-csv', file('other.csv'));
    assert.equal(run.code, 1);
    assert.match(run.stderr, /columns are not those of amount/);
    writeFileSync(file('usage.zip'), Buffer.from('504b0304140000000800', 'hex'));
    const packed = await explain('--readings', file('balances.json'), '--usage-csv', file('usage.zip'));
    assert.equal(packed.code, 1);
    assert.match(packed.stderr, /^--usage-csv: It is a ZIP: unpack it first/);
    const none = await explain('--readings', file(historyFileName), '--usage-csv', file('other.csv'));
    assert.match(none.stderr, /this history has none/);
    const gone = await explain('--readings', file('balances.json'), '--usage-csv', file('gone.csv'));
    assert.match(gone.stderr, /could not be read/);
  });
});
