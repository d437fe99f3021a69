import { parseArgs } from 'node:util';
import { checkTargets, type CheckTarget } from '../../src/cli/checkTargets';
import { environmentAccounts, variablesOf } from '../../src/cli/environmentAccounts';
import { renderTable } from '../../src/cli/render';
import { checkReport } from '../../src/core/checkReport';
import { defaultThresholds } from '../../src/core/headline';
import { english } from '../../src/core/translate';
import { userAgent } from '../../src/core/version';
import { postgresQuery } from '../../src/node/postgresQuery';
import { undiciTransport } from '../../src/node/undiciTransport';
import * as providers from '../../src/providers';
import { startSandbox } from '../sandbox/startSandbox';
import { demoAccounts } from './demoTargets';
import { demoWindow } from './demoWindow';

void main();

/** Prints the demo balances, then opens a real VS Code on the same sandbox and the same accounts. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { once: { type: 'boolean' }, real: { type: 'boolean' }, vsix: { type: 'string' }, port: { type: 'string', default: '8484' } } });
  const sandbox = await startSandbox();
  const accounts = demoAccounts(sandbox);
  console.log('Demo accounts, answered by a sandbox on this machine:\n');
  await printTable(accounts.map(({ target }) => target));
  await realKeys(values.real ?? false);
  if (values.once) return sandbox.stop();
  await demoWindow(sandbox, accounts, { vsix: values.vsix ?? '', port: Number(values.port) });
}

async function printTable(targets: readonly CheckTarget[]): Promise<void> {
  const { send, close } = undiciTransport(userAgent);
  const checked = await checkTargets(targets, { send, query: postgresQuery() }, new AbortController().signal);
  await close();
  const labels = Object.fromEntries(targets.map(({ account, provider }) => [account.id, `${provider.name} · ${account.label}`]));
  console.log(renderTable(checkReport(checked, Date.now(), defaultThresholds, english), labels));
}

/** A key of the environment is named, and used only when asked for. */
async function realKeys(use: boolean): Promise<void> {
  const all = Object.values(providers);
  const real = environmentAccounts(all, { environment: process.env, readKeyFile: () => null }, { providers: [] });
  if (!real.ok || real.targets.length === 0) return;
  if (use) {
    console.log('\nYour own accounts, answered by the providers:\n');
    return printTable(real.targets);
  }
  const found = real.targets.flatMap(({ provider }) => (provider.kind === 'dashboard' ? [] : variablesOf(provider).filter((name) => process.env[name])));
  console.log(`\nFound in the environment, and not used: ${found.join(', ')}. To check them too: npm start -- --real`);
}
