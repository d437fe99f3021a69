import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installExtension } from './installExtension';
import type { Workbench } from './installWorkbench';
import { startOwned } from './ownedProcess';
import { type ScratchFolder, scratchFolder } from './scratchFolder';
import { serverEnvironment } from './serverEnvironment';

export interface CodeServerOptions {
  readonly workbench: Workbench;
  /** A packaged extension to install before the first start. */
  readonly vsix?: string;
  /** User settings, over quiet defaults. Left out, a settings file that is already there stays as it is. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Added to a minimal environment: what the person running the tests has set is not passed on. */
  readonly env?: Readonly<Record<string, string>>;
  /** A built VS Code ignores a page's `payload` without it. */
  readonly smokeTestDriver?: boolean;
  /** Default: a fresh folder that `stop` removes. */
  readonly userDataDir?: string;
  readonly extensionsDir?: string;
  /** Called when the extension is installed, before VS Code starts. */
  readonly onInstalled?: (extensionsDir: string) => Promise<void>;
  /** Default: any free port. */
  readonly port?: number;
  /** Default false: every folder is trusted without asking. */
  readonly workspaceTrust?: boolean;
}

export type Payload = readonly (readonly [string, string])[];

export interface CodeServer {
  readonly origin: string;
  readonly userDataDir: string;
  readonly settingsFile: string;
  url(folder: string, payload?: Payload): string;
  /** The end of the server's log. */
  log(): string;
  /** Its exit code, when it has ended by itself or by `stop`. */
  readonly ended: Promise<number>;
  stop(): Promise<void>;
}

const quietSettings = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off',
  // The colour scheme and forced colours of the browser window choose the theme.
  'window.autoDetectColorScheme': true,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
} as const;

function pageUrl(origin: string, folder: string, payload: Payload | undefined): string {
  const query = [`folder=${encodeURIComponent(folder)}`];
  if (payload !== undefined) query.push(`payload=${encodeURIComponent(JSON.stringify(payload))}`);
  return `${origin}/?${query.join('&')}`;
}

/** Starts a real VS Code and resolves when its pages can be opened. */
export async function startCodeServer(options: CodeServerOptions): Promise<CodeServer> {
  const scratch = scratchFolder('api-balance-vscode-');
  try {
    return await startIn(scratch, options);
  } catch (error) {
    await scratch.remove();
    throw error;
  }
}

async function startIn({ path, remove }: ScratchFolder, options: CodeServerOptions): Promise<CodeServer> {
  const { workbench, vsix, settings, env = {}, smokeTestDriver = false, port = 0, workspaceTrust = false } = options;
  const userDataDir = options.userDataDir ?? join(path, 'user-data');
  const settingsFile = join(userDataDir, 'User', 'settings.json');
  await mkdir(join(userDataDir, 'User'), { recursive: true });
  if (settings !== undefined || !existsSync(settingsFile))
    await writeFile(settingsFile, JSON.stringify({ ...quietSettings, ...settings }, undefined, 2));
  const config = join(path, 'config.yaml');
  await writeFile(config, 'auth: none\ncert: false\n');

  const extensionsDir = options.extensionsDir ?? join(path, 'extensions');
  const shared = ['--config', config, '--user-data-dir', userDataDir, '--extensions-dir', extensionsDir];
  const environment = { ...serverEnvironment(path), ...env };
  if (vsix !== undefined) await installExtension(workbench, vsix, shared, environment);
  await options.onInstalled?.(extensionsDir);

  const args = [
    '--auth',
    'none',
    '--bind-addr',
    `127.0.0.1:${port}`,
    '--disable-telemetry',
    '--disable-update-check',
    '--disable-getting-started-override',
  ];
  if (!workspaceTrust) args.push('--disable-workspace-trust');
  if (smokeTestDriver) args.push('--vscode-option', 'enable-smoke-test-driver');
  const server = startOwned(workbench.node, [workbench.codeServerEntry, ...shared, ...args], environment);
  try {
    const [, origin = ''] = await server.printed(/HTTP server listening on (http:\/\/127\.0\.0\.1:\d+)/, 60_000);
    const stop = async (): Promise<void> => {
      await server.stop();
      await remove();
    };
    const url = (folder: string, payload?: Payload): string => pageUrl(origin, folder, payload);
    return { origin, userDataDir, settingsFile, url, log: () => server.output(), ended: server.ended, stop };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
