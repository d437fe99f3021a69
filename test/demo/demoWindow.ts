import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { originsVariable } from '../../src/core/environmentOrigins';
import * as providers from '../../src/providers';
import type { Sandbox } from '../sandbox/startSandbox';
import { installWorkbench } from '../workbench/installWorkbench';
import { startCodeServer } from '../workbench/startCodeServer';
import type { DemoAccount } from './demoTargets';

/** VS Code with the extension and the demo accounts, until Ctrl+C. Real keys of the environment can be imported there. */
export async function demoWindow(sandbox: Sandbox, accounts: readonly DemoAccount[], { vsix, port }: { readonly vsix: string; readonly port: number }): Promise<void> {
  const keys = Object.fromEntries(accounts.map(({ variable, target }) => [variable, target.key]));
  const workbench = await installWorkbench();
  const folder = join(tmpdir(), 'api-balance-demo');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'README.md'), '# API Balance demo\n\nClick the balance in the status bar, bottom right.\n');
  const server = await startCodeServer({
    workbench, vsix, port,
    settings: { 'apiBalance.accounts': accounts.map(({ entry }) => entry) },
    env: { ...ownKeys(), ...keys, [originsVariable]: sandbox.origin },
  });
  console.log(`\nVS Code is ready: ${server.url(folder)}\nClick the balance in the status bar, bottom right. Ctrl+C stops.`);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve);
  });
  await Promise.all([server.stop(), sandbox.stop()]);
}

function ownKeys(): Readonly<Record<string, string>> {
  const names = Object.values(providers).flatMap((provider) => (provider.kind === 'dashboard' ? [] : provider.credentials.apiKey.env));
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}
