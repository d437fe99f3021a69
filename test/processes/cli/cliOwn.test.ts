import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox';
import { Report, runCli } from '../../support/runCli';

const key = 'sandbox-MARKED-cli-own';

describe('command line: what one hosts or describes', () => {
  let sandbox: Sandbox;
  const folder = mkdtempSync(join(tmpdir(), 'api-balance-own-'));
  const file = join(folder, 'own.json');
  before(async () => {
    sandbox = await startSandbox();
    for (const [provider, of] of [
      ['newapi', `${key}-relay`],
      ['custom', `${key}-endpoint`],
    ] as const)
      sandbox.account(provider, of).set({ unit: 'USD', paid: '42.50', granted: '0.00' });
    writeFileSync(
      file,
      JSON.stringify({
        url: `${sandbox.origin}/v1/own/balance`,
        secretHeaders: { 'x-own-key': '{apiKey}' },
        amount: '/data/left',
        unit: { pointer: '/data/currency' },
      }),
    );
  });
  after(async () => {
    await sandbox.stop();
    rmSync(folder, { recursive: true });
  });
  const amounts = (stdout: string) =>
    Report.parse(JSON.parse(stdout)).accounts.map(({ provider, balances }) => [provider, balances[0]?.available, balances[0]?.unit]);

  it('checks a gateway at its address, with a key from a variable that is named', async () => {
    const { code, stdout, stderr } = await runCli(
      ['check', 'newapi', '--base-url', `${sandbox.origin}/v1`, '--key-env', 'RELAY', '--json'],
      { RELAY: `${key}-relay` },
    );
    assert.deepEqual([code, stderr, amounts(stdout)], [0, '', [['newapi', '42.50', 'USD']]]);
  });
  it('says that a gateway needs its address', async () => {
    const { code, stderr } = await runCli(['check', 'newapi', '--key-env', 'RELAY'], { RELAY: key });
    assert.deepEqual([code, stderr], [1, '--base-url is required: the address of your own New API or One API site.\n']);
  });
  it('leaves gateways out where it takes all keys it finds', async () => {
    const { stderr } = await runCli(['check'], { LITELLM_API_KEY: key });
    assert.match(stderr, /^No key was found/);
  });
  it('checks an endpoint as a file describes it', async () => {
    const { code, stdout, stderr } = await runCli(['check', 'custom', '--definition', file, '--key-env', 'OWN', '--json'], {
      OWN: `${key}-endpoint`,
    });
    assert.deepEqual([code, stderr, amounts(stdout)], [0, '', [['custom', '42.50', 'USD']]]);
  });
  it('says what is wrong with the file, or that there is none', async () => {
    assert.deepEqual(
      (await runCli(['check', 'custom', '--key-env', 'OWN'], { OWN: key })).stderr,
      '--definition must name the address that is asked.\n',
    );
    assert.match(
      (await runCli(['check', 'custom', '--definition', join(folder, 'none.json')])).stderr,
      /^The file of --definition could not be read\.\n$/,
    );
    assert.match((await runCli(['check', '--definition', file])).stderr, /need the name of one provider/);
    const typed = await runCli(['check', 'custom', '--key-env', 'sk-MARKED-typed']);
    assert.match(typed.stderr, /takes the name of a variable, not a key/);
    assert.ok(!`${typed.stdout}${typed.stderr}`.includes('MARKED'));
  });
});
