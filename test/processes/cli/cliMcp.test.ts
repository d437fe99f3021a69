import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { listen } from '../../sandbox/listen';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox';
import { ledgersJson } from '../../../src/core/ledger/ledgerJson';
import { balancesShape } from '../../../src/mcp/balanceShape';
import { runwayShape } from '../../../src/mcp/getRunway';
import { spendShape } from '../../../src/mcp/getSpend';
import { accountsShape } from '../../../src/mcp/listAccounts';
import { mcpWorld, twentyDays, type McpWorld } from '../../support/mcpWorld';
import { endOf, mcpLines, mcpStarter, startMcp, textOf } from '../../support/mcpClient';
import { cliFile, runCommand } from '../../support/runCommand';
import { markedKey, markedPieces } from '../../support/testKeys';

const readers = ['list_accounts', 'get_balances', 'get_spend', 'get_runway'];

describe('command line: mcp', () => {
  let sandbox: Sandbox;
  let world: McpWorld;
  const start = mcpStarter();
  beforeEach(async () => {
    sandbox = await startSandbox();
    world = await mcpWorld(sandbox.origin, markedKey);
  });
  afterEach(async () => {
    await Promise.all([sandbox.stop(), world.remove()]);
  });

  for (const mode of ['legacy', 'auto'] as const) {
    it(`lists tools that read alone, each with its shapes: a client of the ${mode} handshake`, async () => {
      const { client, end } = await start(['--config', await world.config()], {}, { versionNegotiation: { mode } });
      const { tools } = await client.listTools();
      assert.deepEqual(
        tools.map(({ name }) => name),
        readers,
      );
      for (const { annotations, inputSchema, outputSchema, title } of tools) {
        assert.deepEqual([annotations?.readOnlyHint, annotations?.openWorldHint], [true, false]);
        assert.deepEqual([title !== undefined, inputSchema.type, outputSchema?.['type']], [true, 'object', 'object']);
      }
      assert.equal(await end(), '');
    });
  }

  it('tells accounts, balances, spend and runway of a history, and asks nobody', async () => {
    const now = Date.now();
    const rows = [...twentyDays('work', 'CNY', 20, now), ...twentyDays('gone', 'USD', 60, now)];
    world.record(rows);
    const { told, call } = await start(['--config', await world.config(), '--tz', 'UTC']);

    const { accounts, history } = await told(accountsShape, 'list_accounts');
    assert.equal(history, 'read');
    assert.deepEqual(
      accounts.map(({ account, label, provider, isConfigured, units }) => [account, label, provider, isConfigured, units]),
      [
        ['work', 'Team budget', 'DeepSeek', true, [{ unit: 'CNY', threshold: '25.00' }]],
        ['home', 'Home', 'DeepSeek', true, []],
        ['gone', 'gone', null, false, [{ unit: 'USD', threshold: '5.00' }]],
      ],
    );

    const [work, home, gone] = (await told(balancesShape, 'get_balances')).accounts;
    assert.deepEqual([work!.state, home!.state, gone!.state], ['low', 'unknown', 'ok']);
    assert.deepEqual(work!.balances[0]!.parts, [
      { kind: 'paid', amount: '19.00' },
      { kind: 'granted', amount: '1.00' },
    ]);
    assert.deepEqual([work!.balances[0]!.available, work!.balances[0]!.bound, work!.isStale], ['20.00', 'exact', false]);
    assert.ok(work!.ageSeconds! >= 60 && work!.ageSeconds! < 600, String(work!.ageSeconds));
    assert.match(
      textOf(await call('get_balances', { account: 'work' })),
      /^"work" \("Team budget", DeepSeek\): Low: .*; 20\.00 CNY \(paid 19\.00, granted 1\.00\); read \S+Z, \d+ min ago$/,
    );

    const spend = await told(spendShape, 'get_spend', { account: 'gone' });
    const [ledger] = ledgersJson(rows, Date.now(), 'UTC').filter(({ account }) => account === 'gone');
    const [row] = spend.accounts[0]!.spend;
    assert.deepEqual(
      [row!.source, row!.today.amount, row!.last7Days.amount, row!.last30Days.amount, row!.last30Days.bound],
      ['readings', ledger!.spend.today, ledger!.spend['7d'], ledger!.spend['30d'], 'atLeast'],
    );
    assert.equal(row!.last7Days.amount, '14.00');

    const [outlook] = (await told(runwayShape, 'get_runway', { account: 'gone' })).accounts[0]!.runway;
    assert.deepEqual(
      [outlook!.status, outlook!.burnPerDay!.usual, outlook!.days],
      ['estimated', '2.00', { low: 30, high: 30, bound: 'exact' }],
    );
    const none = await told(runwayShape, 'get_runway', { account: 'home' });
    assert.deepEqual(none.accounts[0]!.runway, []);
    assert.equal(sandbox.requests.length, 0);
  });

  it('tells what a watch with the same configuration has just learned, and why a check of it failed', async () => {
    sandbox.account('deepseek', markedKey).set({ unit: 'CNY', paid: '20.00', granted: '3.00' });
    const config = await world.config();
    const { told } = await start(['--config', config]);
    await runCommand(['watch', '--once', '--config', config]);
    const [work] = (await told(balancesShape, 'get_balances')).accounts;
    assert.deepEqual([work!.state, work!.lastCheck.outcome, work!.balances[0]!.available], ['low', 'answered', '23.00']);
    sandbox.account('deepseek', markedKey).remove();
    await runCommand(['watch', '--once', '--config', config]);
    const [, home] = (await told(balancesShape, 'get_balances')).accounts;
    assert.deepEqual([home!.balances[0]!.available, home!.lastCheck.outcome, home!.isStale], ['23.00', 'unauthorized', true]);
    assert.match(home!.lastCheck.message ?? '', /DeepSeek does not accept this key/);
  });

  it('opens no connection without --allow-checks, whatever is called', async () => {
    const connections: unknown[] = [];
    const server = createServer().on('connection', (socket) => {
      connections.push(socket.remotePort);
      socket.destroy();
    });
    const { port, stop } = await listen(server, 0);
    const origin = `http://127.0.0.1:${port}`;
    const trap = await mcpWorld(origin, markedKey);
    try {
      trap.record(twentyDays('work', 'CNY', 20, Date.now()));
      const { call, client, end } = await startMcp(['--config', await trap.config()], { HTTP_PROXY: origin, HTTPS_PROXY: origin });
      for (const name of readers) assert.notEqual((await call(name)).isError, true);
      await assert.rejects(client.callTool({ name: 'check_now' }), /check_now/);
      await end();
      assert.deepEqual(connections, []);
      const allowed = await startMcp(['--config', await trap.config(), '--allow-checks']);
      await allowed.call('check_now', { account: 'work' });
      await allowed.end();
      assert.notDeepEqual(connections, [], 'the trap counts');
    } finally {
      await Promise.all([stop(), trap.remove()]);
    }
  });

  it('check_now asks with the key of the file, and tells how far it is; the key is nowhere', async () => {
    sandbox.account('deepseek', markedKey).set({ unit: 'CNY', paid: '20.00', granted: '3.00' });
    const { client, told, end } = await start(['--config', await world.config(), '--allow-checks']);
    const { tools } = await client.listTools();
    assert.equal(tools.find(({ name }) => name === 'check_now')?.annotations?.openWorldHint, true);
    const steps: number[] = [];
    const result = await client.callTool(
      { name: 'check_now' },
      {
        onprogress: ({ progress, total }) => {
          assert.equal(total, 2);
          steps.push(progress);
        },
      },
    );
    const { accounts } = balancesShape.parse(result.structuredContent);
    assert.deepEqual(
      accounts.map(({ account, state, balances }) => [account, state, balances[0]?.available]),
      [
        ['work', 'low', '23.00'],
        ['home', 'low', '23.00'],
      ],
    );
    assert.deepEqual([steps.at(-1), sandbox.requests.length], [2, 2]);
    await writeFile(join(world.folder, 'key'), `${markedKey}-other`);
    const refused = (await told(balancesShape, 'check_now', { account: 'work' })).accounts[0]!;
    assert.deepEqual([refused.state, refused.lastCheck.outcome], ['failed', 'unauthorized']);
    const all = JSON.stringify([result, refused, await end()]);
    for (const piece of markedPieces) assert.ok(!all.includes(piece), piece);
  });

  it('check_now that is cancelled leaves the server up', async () => {
    sandbox.account('deepseek', markedKey).set({ unit: 'CNY', paid: '20.00', granted: '3.00' });
    const never = new Promise(() => undefined);
    sandbox.setFault('*', { fault: 'held', until: never });
    const { client, call, end } = await start(['--config', await world.config(), '--allow-checks']);
    const cancel = new AbortController();
    const [arrived, cut] = [sandbox.arrived(2), sandbox.asked(2)];
    const checking = client.callTool({ name: 'check_now' }, { signal: cancel.signal });
    await arrived;
    cancel.abort();
    await assert.rejects(checking);
    await cut;
    assert.notEqual((await call('list_accounts')).isError, true);
    assert.equal(await end(), '');
  });

  it('ends by itself when its input is closed, with a check under way, and says nothing but MCP', async () => {
    sandbox.setFault('*', { fault: 'held', until: new Promise(() => undefined) });
    const child = spawn(process.execPath, [cliFile, 'mcp', '--config', await world.config(), '--allow-checks'], {
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const [printed, complaints, ended] = [text(child.stdout), text(child.stderr), endOf(child)];
    const arrived = sandbox.arrived(2);
    child.stdin.write(`${mcpLines('list_accounts', 'check_now')}this is no JSON\n`);
    await arrived;
    child.stdin.end();
    assert.equal(await ended, 0);
    const lines = (await printed).split('\n').filter((line) => line !== '');
    assert.ok(lines.length >= 2);
    for (const line of lines) assert.ok(typeof JSON.parse(line) === 'object', line);
    assert.doesNotMatch(await complaints, /this is no JSON/);
  });

  it('a key in a variable that no client passes: said, with what to do', async () => {
    const file = await world.config({ accounts: [{ id: 'work', provider: 'deepseek', baseUrl: sandbox.origin, key: 'env:WORK_KEY' }] });
    const { told } = await start(['--config', file, '--allow-checks']);
    const { lastCheck } = (await told(balancesShape, 'check_now')).accounts[0]!;
    assert.equal(lastCheck.outcome, 'missingKey');
    assert.match(lastCheck.message ?? '', /WORK_KEY.*"file:PATH"/);
  });

  it('finds the configuration of the person, and tells nobody where their home is', async () => {
    await mkdir(join(world.folder, 'own', 'api-balance'), { recursive: true });
    await writeFile(join(world.folder, 'own', 'api-balance', 'config.json'), '{ "accounts": [{ "id": "x", "provider": "nobody" }] }');
    const { refused } = await start([], { XDG_CONFIG_HOME: join(world.folder, 'own') });
    const reason = await refused('get_balances');
    assert.match(reason, /line 1/);
    assert.ok(!reason.includes(world.folder), reason);
  });

  it('reads a history that is mounted read-only, and never changes one', async () => {
    world.record(twentyDays('work', 'CNY', 20, Date.now()));
    await Promise.all([chmod(world.history, 0o400), chmod(world.folder, 0o500)]);
    const before = await readFile(world.history);
    const { told } = await start(['--file', world.history]);
    const { accounts } = await told(balancesShape, 'get_balances');
    assert.deepEqual([accounts[0]!.account, accounts[0]!.balances[0]!.available], ['work', '20.00']);
    assert.deepEqual(await readFile(world.history), before);
    await chmod(world.folder, 0o700);
  });
});
