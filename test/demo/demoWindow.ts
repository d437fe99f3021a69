import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { originsVariable } from '../../src/core/accounts/environmentOrigins';
import type { HistoryRow } from '../../src/core/history/historyRow';
import * as providers from '../../src/providers';
import { installWorkbench } from '../workbench/installWorkbench';
import { repoRoot } from '../workbench/paths';
import { scratchFolder } from '../workbench/scratchFolder';
import { startCodeServer } from '../workbench/startCodeServer';
import type { DemoAccount } from './demoAccounts';
import { writeHistory } from './demoHistory';
import { freePort } from './freePort';

export interface DemoWindow {
  readonly origin: string;
  readonly accounts: readonly DemoAccount[];
  readonly history: readonly HistoryRow[];
  readonly vsix: string;
  readonly port: number;
}

/** VS Code with the extension and the demo accounts, until it is stopped. Real keys of the environment can be imported there. */
export async function demoWindow({ origin, accounts, history, vsix, port }: DemoWindow): Promise<void> {
  const keys = Object.fromEntries(accounts.map(({ variable, target }) => [variable, target.key]));
  const workbench = await installWorkbench();
  const { path } = scratchFolder('api-balance-demo-');
  const [folder, userDataDir] = [join(path, 'api-balance-demo'), join(path, 'user-data')];
  await mkdir(folder);
  await writeFile(join(folder, 'README.md'), '# API Balance demo\n\nClick the balance in the status bar, bottom right.\n');
  await openOnOverview(folder);
  writeHistory(join(userDataDir, 'User', 'globalStorage', await extensionId()), history);
  const server = await startCodeServer({
    workbench,
    vsix,
    userDataDir,
    port: await freePort(port),
    settings: { 'apiBalance.accounts': accounts.map(({ entry }) => entry), 'task.allowAutomaticTasks': 'on' },
    env: { ...ownKeys(), ...keys, [originsVariable]: origin },
  });
  console.log(
    `\nVS Code is ready: ${server.url(folder)}\nIt opens on the Overview; click the balance in the status bar, bottom right. Ctrl+C stops.`,
  );
  await server.ended;
  throw new Error(`VS Code has ended by itself. The end of its log:\n${server.log().slice(-4000)}`);
}

/** No address of a page opens a view of an extension; a task of the folder does, by the command that its command line asks for. */
async function openOnOverview(folder: string): Promise<void> {
  const task = { label: 'Overview', type: 'shell', command: '${command:apiBalance.showOverview}', runOptions: { runOn: 'folderOpen' } };
  await mkdir(join(folder, '.vscode'));
  await writeFile(join(folder, '.vscode', 'tasks.json'), JSON.stringify({ version: '2.0.0', tasks: [task] }));
}

async function extensionId(): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(repoRoot, 'package.json'), 'utf8'));
  const { publisher, name } = z.object({ publisher: z.string(), name: z.string() }).parse(manifest);
  return `${publisher}.${name}`;
}

function ownKeys(): Readonly<Record<string, string>> {
  const names = Object.values(providers).flatMap((provider) => (provider.kind === 'dashboard' ? [] : provider.credentials.apiKey.env));
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}
