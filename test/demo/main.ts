import { parseArgs } from 'node:util';
import { checkTargets, type CheckTarget } from '../../src/cli/checkTargets';
import { environmentAccounts, variablesOf } from '../../src/cli/environmentAccounts';
import { renderTable } from '../../src/cli/render';
import { checkReport, type Checked } from '../../src/core/views/checkReport';
import { defaultThresholds } from '../../src/core/model/headline';
import { english } from '../../src/core/text/translate';
import { userAgent } from '../../src/core/text/version';
import { postgresQuery } from '../../src/node/postgres/postgresQuery';
import { undiciTransport } from '../../src/node/network/undiciTransport';
import * as providers from '../../src/providers';
import { startSandbox } from '../sandbox/startSandbox';
import { endProcess, isEnding, undoAtEnd } from '../workbench/atEnd';
import { demoAccounts } from './demoAccounts';
import { demoHistory } from './demoHistory';
import { demoWindow } from './demoWindow';

const isDone = undoAtEnd(() => {
  console.log('\nStopped.');
});

main()
  .then(isDone)
  .catch((error: unknown) => {
    // What fails while all is cleared away was stopped, and is nobody's fault.
    if (!isEnding()) {
      isDone();
      console.error(error instanceof Error ? error.message : error);
    }
    return endProcess(1);
  });

/** Prints the demo balances, then opens a real VS Code on the same sandbox and the same accounts. */
async function main(): Promise<void> {
  const { once, all, real, vsix, port } = options();
  const sandbox = await startSandbox();
  const accounts = demoAccounts(sandbox, all);
  console.log('Demo accounts, answered by a sandbox on this machine:\n');
  const checked = await printTable(accounts.map(({ target }) => target));
  await realKeys(real);
  if (!once) await demoWindow({ origin: sandbox.origin, accounts, history: demoHistory(accounts, checked), vsix, port });
  await sandbox.stop();
}

interface DemoOptions {
  /** The table alone. */
  readonly once: boolean;
  /** An account at every provider. */
  readonly all: boolean;
  /** The person's own keys as well. */
  readonly real: boolean;
  readonly vsix: string;
  readonly port: number;
}

function options(): DemoOptions {
  const flag = { type: 'boolean', default: false } as const;
  const texts = { vsix: { type: 'string', default: '' }, port: { type: 'string', default: '8484' } } as const;
  const { values } = parseArgs({ options: { once: flag, all: flag, real: flag, ...texts } });
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port > 65_535) throw new Error(`--port takes a number up to 65535, and this is "${values.port}".`);
  return { ...values, port };
}

async function printTable(targets: readonly CheckTarget[]): Promise<readonly Checked[]> {
  const { send, close } = undiciTransport(userAgent);
  const checked = await checkTargets(targets, { send, query: postgresQuery() }, new AbortController().signal);
  await close();
  const labels = Object.fromEntries(targets.map(({ account, provider }) => [account.id, `${provider.name} · ${account.label}`]));
  console.log(renderTable(checkReport(checked, Date.now(), defaultThresholds, english), labels));
  return checked;
}

/** A key of the environment is named, and used only when asked for. */
async function realKeys(use: boolean): Promise<void> {
  const all = Object.values(providers);
  const real = environmentAccounts(
    all,
    { environment: process.env, readKeyFile: () => null, certificateFault: () => null },
    { providers: [] },
  );
  if (!real.ok || real.targets.length === 0) return;
  if (use) {
    console.log('\nYour own accounts, answered by the providers:\n');
    await printTable(real.targets);
    return;
  }
  const found = real.targets.flatMap(({ provider }) =>
    provider.kind === 'dashboard' ? [] : variablesOf(provider).filter((name) => process.env[name]),
  );
  console.log(`\nFound in the environment, and not used: ${found.join(', ')}. To check them too: npm start -- --real`);
}
