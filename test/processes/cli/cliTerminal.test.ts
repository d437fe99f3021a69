import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listen } from '../../sandbox/listen';
import { deepseekBalance } from '../../support/answers';
import { hasTerminals, startCliInTerminal, startInTerminal } from '../../support/pseudoTerminal';
import { cliFile, runCommand } from '../../support/runCommand';

const keys = { DEEPSEEK_API_KEY: 'plain-test-key', NOVITA_API_KEY: 'plain-test-key' };
const escape = '\u001b';
const yellowLow = `${escape}[33mlow${escape}[39m`;
const hidden = `${escape}[?25l`;
const shown = `${escape}[?25h`;

/** What is left on the screen: a line that was drawn over is gone. */
function screen(output: string): string {
  return output
    .replaceAll('\r\n', '\n')
    .replaceAll(/[^\n]*\r\u001b\[2K/g, '')
    .replaceAll(/\u001b\[[?\d;]*[a-zA-Z]/g, '');
}

describe('check in a terminal', function () {
  const folder = mkdtempSync(join(tmpdir(), 'api-balance-terminal-'));
  /** Requests that wait until the test answers them. */
  const waiting: ServerResponse[] = [];
  const server = createServer((request, response) => {
    if (request.url === '/user/balance') response.setHeader('content-type', 'application/json').end(balance);
    else {
      waiting.push(response);
      server.emit('held');
    }
  });
  const balance = JSON.stringify(deepseekBalance('2.00', '0.00', '2.00').json);
  let origin = '';
  let stop = (): Promise<void> => Promise.resolve();
  before(async function () {
    if (!hasTerminals) return void this.skip();
    const { port, stop: close } = await listen(server, 0);
    [origin, stop] = [`http://127.0.0.1:${port}`, close];
  });
  afterEach(() => {
    for (const response of waiting.splice(0)) response.destroy();
  });
  after(async () => {
    await stop();
    rmSync(folder, { recursive: true });
  });
  const low = (): readonly string[] => ['check', 'deepseek', '--base-url', origin];
  const both = (): readonly string[] => ['check', 'deepseek', 'novita', '--base-url', origin];
  const inTerminal = async (args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<string> => {
    const { code, output } = await startCliInTerminal(args, { environment: { ...keys, ...environment } }).ended;
    assert.equal(code, 2, output);
    return output;
  };

  it('colours the state, and keeps the columns', async () => {
    const output = await inTerminal(low());
    assert.ok(output.includes(`deepseek  ${yellowLow}    2.00 CNY`), JSON.stringify(output));
    const [head = '', row = ''] = screen(output).split('\n');
    assert.equal(row.indexOf('2.00 CNY'), head.indexOf('Balance'));
  });
  for (const [what, more, environment] of [
    ['NO_COLOR', [], { NO_COLOR: '1' }],
    ['NO_COLOR of any value', [], { NO_COLOR: '0' }],
    ['--no-color before FORCE_COLOR', ['--no-color'], { FORCE_COLOR: '3' }],
    ['FORCE_COLOR=0', [], { FORCE_COLOR: '0' }],
    ['--no-color', ['--no-color'], {}],
    ['TERM=dumb', [], { TERM: 'dumb' }],
    ['--json', ['--json'], {}],
    ['--json --color', ['--json', '--color'], { FORCE_COLOR: '1' }],
    ['--markdown --color', ['--markdown', '--color'], {}],
  ] as const)
    it(`draws no colour with ${what}`, async () => {
      const output = await inTerminal([...low(), ...more], environment);
      assert.ok(!output.includes(`${escape}[3`), JSON.stringify(output));
      assert.match(screen(output), /\blow\b/);
      assert.doesNotMatch(output, /Warning/);
    });
  it('draws a colour with an empty NO_COLOR, which is none', async () =>
    assert.ok((await inTerminal(low(), { NO_COLOR: '' })).includes(yellowLow)));

  for (const [what, more, environment, colored] of [
    ['nothing', [], {}, false],
    ['FORCE_COLOR', [], { FORCE_COLOR: '1' }, true],
    ['FORCE_COLOR, of the two variables,', [], { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
    ['--color', ['--color'], { NO_COLOR: '1' }, true],
  ] as const)
    it(`writes ${colored ? 'colours' : 'none'} to a pipe with ${what}`, async () => {
      const { stdout, stderr } = await runCommand([...low(), ...more], { environment: { ...keys, ...environment } });
      assert.equal(stdout.includes(yellowLow), colored);
      // Node's own word where both variables are set.
      assert.match(stderr, 'FORCE_COLOR' in environment && 'NO_COLOR' in environment ? /^$|Warning: The 'NO_COLOR' env is ignored/ : /^$/);
    });

  it('tells how many have answered while it waits, and leaves no trace of that', async () => {
    const held = once(server, 'held');
    const run = startCliInTerminal(both(), { environment: keys });
    await held;
    await run.drawn(/Checking: 1 of 2 answered/);
    for (const response of waiting) response.setHeader('content-type', 'application/json').end('{}');
    const { code, output } = await run.ended;
    assert.equal(code, 2);
    assert.ok(output.lastIndexOf(shown) > output.lastIndexOf(hidden), JSON.stringify(output));
    assert.match(screen(output), /^Account +State/);
  });
  it('tells it on standard error, so that a pipe has the table alone', async () => {
    const file = join(folder, 'table.txt');
    const held = once(server, 'held');
    const run = startCliInTerminal(both(), { environment: keys, stdoutTo: file });
    await held;
    await run.drawn(/Checking: 1 of 2 answered/);
    for (const response of waiting) response.end('{}');
    await run.ended;
    assert.match(readFileSync(file, 'utf8'), /^Account +State[^\u001b]+\n$/);
  });
  for (const environment of [{ CI: 'true' }, { TERM: 'dumb' }])
    it(`tells nothing of it with ${JSON.stringify(environment)}`, async () => {
      const held = once(server, 'held');
      const run = startCliInTerminal(both(), { environment: { ...keys, ...environment } });
      await held;
      // Time for several frames, none of which may come.
      const late = setTimeout(() => {
        for (const response of waiting) response.end('{}');
      }, 500);
      const { output } = await run.ended;
      clearTimeout(late);
      assert.ok(!output.includes('Checking:') && !output.includes(hidden), JSON.stringify(output));
    });

  for (const [what, more, printed] of [
    ['prints what has come', [], /^Account +State +Balance +Details\ndeepseek +low [^]*\nInterrupted when 1 of 2 had answered\.\n$/],
    [
      'prints no half JSON',
      ['--json'],
      /^Interrupted when 1 of 2 had answered; JSON, Markdown, metrics and messages are printed whole or not at all\.\n$/,
    ],
  ] as const)
    it(`${what} on Ctrl+C, ends with 130 and shows the cursor`, async () => {
      const run = startCliInTerminal([...both(), ...more], { environment: keys });
      await run.drawn(/Checking: 1 of 2 answered/);
      run.type('\u0003');
      const { code, output } = await run.ended;
      assert.equal(code, 130);
      assert.ok(output.lastIndexOf(shown) > output.lastIndexOf(hidden), JSON.stringify(output));
      assert.match(screen(output), printed);
    });

  it('ends at once on Ctrl+C while it does what hears no signal, and never hides the cursor', async () => {
    const command = ['sh', '-c', 'echo ready; exec "$0" "$@"', process.execPath, cliFile, 'explain', '--readings', '-'];
    const run = startInTerminal(command);
    await run.drawn(/ready/);
    run.type('\u0003');
    const { code, output } = await run.ended;
    assert.equal(code, 130);
    assert.ok(!output.includes(hidden), JSON.stringify(output));
  });

  it('shows the cursor when it is ended by another signal, and ends as that one says', async () => {
    const run = startInTerminal(['sh', '-c', 'echo "pid=$$"; exec "$0" "$@"', process.execPath, cliFile, ...both()], { environment: keys });
    const pid = Number((await run.drawn(/pid=(\d+)/))[1]);
    await run.drawn(/Checking: 1 of 2 answered/);
    process.kill(pid, 'SIGTERM');
    const { code, output } = await run.ended;
    assert.equal(code, 143);
    assert.ok(output.endsWith(shown), JSON.stringify(output));
  });

  it('wraps its help at the width of the terminal', async () => {
    for (const columns of [60, 120]) {
      const { output } = await startCliInTerminal(['check', '--help'], { columns }).ended;
      const widths = output.split('\r\n').map((line) => line.length);
      assert.ok(Math.max(...widths) <= columns && Math.max(...widths) > columns - 15, `${columns}: ${Math.max(...widths)}`);
    }
  });
});
