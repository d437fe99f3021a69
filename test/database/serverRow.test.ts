import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { discord } from '../receivers/discord';
import { startReceiver, type RunningReceiver } from '../receivers/startReceiver';
import { startSandbox, type Sandbox } from '../sandbox/startSandbox';
import { recipe } from '../support/recipes';
import type { CliRun } from '../support/runCli';
import { runCommand } from '../support/runCommand';
import { vendorChannels } from '../support/vendorChannels';
import { certificateAuthority } from './certificates';
import { startPostgres, type PostgresServer } from './startPostgres';

const key = 'sk-sandbox-recipe-kimi';
const role = 'balance_reader.yourprojectref';

describe('the server of the documents', function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), 'api-balance-server-'));
  const path = (name: string): string => join(folder, name);
  let server: PostgresServer;
  let sandbox: Sandbox;
  let team: RunningReceiver;
  before(async function () {
    this.timeout(5 * 60_000);
    const authority = await certificateAuthority();
    const tls = await authority.sign({ names: ['127.0.0.1'] });
    writeFileSync(path('prod-ca-2021.crt'), authority.root);
    [server, sandbox, team] = await Promise.all([
      startPostgres({ tls: { ...tls, cert: `${tls.cert}${authority.root}` } }),
      startSandbox(),
      startReceiver({ vendor: discord }),
    ]);
    // The pooler takes the project off the name of a role; PostgreSQL itself has it as it is.
    await server.run(
      `CREATE ROLE anon; ${recipe('row-role').replaceAll('TO balance_reader', `TO "${role}"`).replace('ROLE balance_reader', `ROLE "${role}"`)}`,
    );
    await server.run("INSERT INTO ai_balance VALUES ('claude', 4.2000001, 'USD', now()), ('other', 1, 'USD', now())");
    sandbox.account('moonshot', key).set({ unit: 'USD', paid: '49.58', granted: '0.00' });
    writeFileSync(path('kimi'), key);
    writeFileSync(path('claude-password'), 'choose-one');
    writeFileSync(path('discord'), `http://127.0.0.1:${team.port}${vendorChannels.discord.path}`);
  });
  after(async () => {
    await Promise.all([server.stop(), sandbox.stop(), team.stop()]);
    rmSync(folder, { recursive: true });
  });

  /** The configuration as it stands, but for where things are. */
  const run = (args: readonly string[], change = (text: string): string => text): Promise<CliRun> => {
    const text = recipe('config')
      .replace('"provider": "moonshot",', `"provider": "moonshot", "baseUrl": "${sandbox.origin}", "site": "global",`)
      // Left out, a server of this machine is asked without encryption.
      .replace('aws-0-eu-central-1.pooler.supabase.com:5432",', `${server.place}", "sslmode": "verify-full",`)
      .replaceAll('/etc/api-balance', folder)
      .replace('/var/log/api-balance', folder)
      .replace('/var/lib/api-balance', path('history'));
    writeFileSync(path('config.json'), change(text));
    return runCommand([...args, '--config', path('config.json')], { limitMs: 40_000 });
  };

  it('asks both, posts one message, logs, keeps a history, and says by its exit code that one is low', async () => {
    const { code, stderr } = await run(['watch', '--once']);
    assert.deepEqual([code, stderr], [2, '']);
    const [shown, ...more] = team.shown();
    assert.deepEqual(more, []);
    assert.match(shown?.text ?? '', /Claude[\s\S]*4\.20[\s\S]*Kimi[\s\S]*49\.58/);
    assert.match(readFileSync(path('claude.log'), 'utf8'), /^\S+Z claude USD available=4\.20 state=low\n\S+Z - - posted=summary channel=team title=".*"\n$/);
    assert.match(readFileSync(path('kimi.log'), 'utf8'), /^\S+Z kimi USD available=49\.58 .*state=ok\n\S+Z - - posted=summary .*\n$/);
    const { stdout } = await run(['history']);
    assert.match(stdout, /claude {2}4\.20 USD\n/);
    assert.match(stdout, /kimi {2}49\.58 USD\n/);
  });
  it('asks no database whose certificate it was not told to trust', async () => {
    const { code, stdout } = await run(['check', '--json'], (text) => text.replace(/"sslrootcert": .*/, ''));
    assert.equal(code, 1, stdout);
    assert.match(stdout, /"kind": "proxyOrTls"/);
  });
  it('reads the row and nothing else', async () => {
    const { stdout } = await run(['check', '--json'], (text) =>
      text.replace(/"query": .*/, '"query": "DELETE FROM ai_balance RETURNING balance",'),
    );
    assert.doesNotMatch(stdout, /"4\.2/);
    assert.equal((await server.rows('SELECT * FROM ai_balance')).length, 2);
  });
});
