import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHistory } from '../../../src/node/history/openHistory';
import { deepseekBalance, startAnswers } from '../../support/answers';
import { total } from '../../support/pastReadings';
import type { CliRun } from '../../support/runCli';
import { runCommand, runShell } from '../../support/runCommand';
import { recordRows } from '../../support/historyRows';
import { idOf } from '../../support/ids';

const start = Date.UTC(2026, 0, 5, 9);
const rows = (count: number): string =>
  JSON.stringify(
    [...Array(count).keys()].map((hour) => ({
      account: 'work',
      unit: 'USD',
      at: new Date(start + hour * 3_600_000).toISOString(),
      available: String(90_000 - hour / 2),
    })),
    null,
    1,
  );

/** The commands that read readings, each with what its output begins with. */
const readers = [
  { name: 'ledger', words: 'ledger --tz UTC --readings', first: /^work USD\n {2}2026-01-05T10:00:00\.000Z {2}spend +0\.50 USD\n/ },
  {
    name: 'history',
    words: 'history --csv --file',
    first: /^\ufeff?account,unit,at,available,paid,granted,cap,limit,epoch\r\nwork,USD,2026-01-05T09:00:00\.000Z,90000\.00,,,,,\r\n/,
  },
  {
    name: 'statement',
    words: 'statement 2026-01 --tz UTC --file',
    first: /^Statement of January 2026: .+\n\nUSD\nAccount .+\nwork +90000\.00 /,
  },
] as const;

/** One sentence of ours, and nothing of what the runtime says. */
function assertQuiet({ stderr }: CliRun): void {
  assert.doesNotMatch(stderr, /\bat .*:\d+:\d+|Error|EPIPE|ENOSPC|E[A-Z]{4,}|node:|throw/);
}

describe('readings from pipes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'api-balance-pipes-'));
  before(() => {
    for (const [name, count] of [
      ['few.json', 5],
      ['many.json', 8000],
    ] as const)
      writeFileSync(join(folder, name), rows(count));
    mkdirSync(join(folder, 'folder'));
    const store = openHistory({ folder, now: () => start });
    recordRows(store, [{ account: idOf('work'), unit: 'USD', reading: total(start, 10) }]);
    store.close();
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });
  const shell = (script: string): Promise<CliRun> => runShell(script, { folder });

  for (const { name, words, first } of readers) {
    for (const [what, script] of [
      ['standard input', `CLI ${words} - < few.json`],
      ['another command', `cat few.json | CLI ${words} -`],
      ['the name of standard input', `cat few.json | CLI ${words} /dev/stdin`],
      ['a substituted process', `CLI ${words} <(cat few.json)`],
      ['a pipe with a name', `mkfifo ${name}.pipe; cat few.json > ${name}.pipe & CLI ${words} ${name}.pipe`],
      ['a slow command', `(head -c 99 few.json; sleep 0.3; tail -c +100 few.json) | CLI ${words} -`],
      ['what PowerShell writes', `CLI ${words} <(sed 's/$/\\r/' few.json | iconv -t UTF-16LE | (printf '\\xff\\xfe'; cat))`],
      ['the same with the big end first', `CLI ${words} <(iconv -t UTF-16BE few.json | (printf '\\xfe\\xff'; cat))`],
      ['what notepads write', `CLI ${words} <(printf '\\xef\\xbb\\xbf'; sed 's/$/\\r/' few.json)`],
    ] as const) {
      it(`come to ${name} from ${what}`, async () => {
        const { code, stdout, stderr } = await shell(script);
        assert.match(stdout, first, stderr);
        assert.deepEqual([code, stderr], [0, '']);
      });
    }
    for (const [what, script, said] of [
      ['nothing', `CLI ${words} - < /dev/null`, /JSON|empty/],
      ['half a line', `CLI ${words} <(head -c 150 few.json)`, /JSON/],
      ['a line that is cut within UTF-16', `CLI ${words} <(iconv -t UTF-16 few.json | head -c 151)`, /JSON/],
      ['no JSON', `CLI ${words} <(echo account,unit,at)`, /JSON/],
      ['another kind of JSON', `CLI ${words} <(echo '{"a":1}')`, /\w/],
      ['a database in a pipe', `cat history.sqlite | CLI ${words} -`, /pipe|JSON/],
      ['a folder', `CLI ${words} ./folder`, /folder|could not be read/],
      ['no file', `CLI ${words} ./nowhere.json`, /does not exist|could not be read/],
      ['no input at all', `CLI ${words} - <&-`, /JSON|empty|read/],
    ] as const) {
      it(`that are none are told by ${name}: ${what}`, async () => {
        const run = await shell(script);
        assert.deepEqual([run.code, run.stdout], [1, '']);
        assert.match(run.stderr, said);
        assert.ok(run.stderr.trimEnd().split('\n').length <= 2, run.stderr);
        assertQuiet(run);
      });
    }
    it(`may be more than a reader of ${name} wants`, async () => {
      for (const more of ['', ...(name === 'ledger' ? [' --json'] : [])]) {
        const run = await shell(`CLI ${words} ./many.json${more} | head -1; echo "codes \${PIPESTATUS[*]}"`);
        assert.match(run.stdout, /^[^\n]+\ncodes 0 0\n$/);
        assert.equal(run.stderr, '');
      }
    });
    it(`may be more than the disk of ${name} holds`, async () => {
      for (const input of ['few.json', 'many.json']) {
        const run = await shell(`CLI ${words} ./${input} > /dev/full`);
        assert.deepEqual([run.code, run.stderr.trimEnd().split('\n').length], [1, 1]);
        assert.match(run.stderr, /could not be written/);
        assertQuiet(run);
      }
    });
  }
  it('are not mixed up with the name of an account', async () => {
    const { code, stdout } = await shell('CLI history work - --json < few.json');
    assert.deepEqual([code, stdout.split('\n').filter((line) => line.includes('"work"')).length], [0, 5]);
  });
});

describe('output of the command line', () => {
  for (const [what, words] of [
    ['the providers', 'providers'],
    ['help', 'check --help'],
    ['a version', '--version'],
    ['a check', 'check groq --json'],
  ] as const) {
    it(`ends with one sentence on a full disk: ${what}`, async () => {
      const run = await runShell(`CLI ${words} > /dev/full`);
      assert.deepEqual([run.code, run.stderr], [1, 'The output could not be written; the disk may be full.\n']);
    });
    it(`ends quietly where nobody listens any more: ${what}`, async () => {
      const run = await runShell(`CLI ${words} | true; echo "\${PIPESTATUS[0]}"`);
      assert.deepEqual([run.stdout, run.stderr], [words.startsWith('check groq') ? '1\n' : '0\n', '']);
    });
  }
  it('ends quietly where its complaints cannot be written either', async () => {
    for (const script of ['CLI nothing 2> /dev/full', 'CLI providers > /dev/full 2> /dev/full']) {
      assert.deepEqual(await runShell(script), { code: 1, stdout: '', stderr: '' });
    }
    assert.deepEqual(await runShell('CLI nothing 2>&1 >/dev/null | true; echo "${PIPESTATUS[0]}"'), { code: 0, stdout: '1\n', stderr: '' });
  });
  it('keeps the code of a check whose reader has gone', async () => {
    const server = await startAnswers({ 'GET /user/balance': deepseekBalance('2.00', '0.00', '2.00') });
    const { stdout } = await runShell(`CLI check deepseek --base-url ${server.origin} | true; echo "\${PIPESTATUS[0]}"`, {
      environment: { DEEPSEEK_API_KEY: 'plain-test-key' },
    });
    await server.stop();
    assert.equal(stdout, '2\n');
  });
  it('ends a watch whose lines cannot be written, and says so', async () => {
    const server = await startAnswers({ 'GET /user/balance': deepseekBalance() });
    const run = await runShell(`CLI watch deepseek --once --base-url ${server.origin} > /dev/full`, {
      environment: { DEEPSEEK_API_KEY: 'plain-test-key' },
    });
    await server.stop();
    assert.deepEqual([run.code, run.stderr], [1, 'The output could not be written; the disk may be full.\n']);
  });
  it('has no colours and no moving signs in it', async () => {
    const { stdout } = await runCommand(['providers'], { environment: { FORCE_COLOR: '3', TERM: 'xterm-256color' } });
    assert.doesNotMatch(stdout, new RegExp(String.raw`[\u0000-\u0009\u000b-\u001f\u007f]`));
  });
});
