import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import type { Workbench } from '../workbench/installWorkbench';
import { repoRoot } from '../workbench/paths';
import { startCodeServer } from '../workbench/startCodeServer';
import { listenForSamples } from './listenForSamples';

export interface Sample {
  /** Milliseconds to load the main module and all that it requires. */
  readonly load: number;
  /** Milliseconds until `activate` returned. */
  readonly call: number;
  /** Milliseconds of what it put off to the next turn. */
  readonly later: number;
  /** Milliseconds from there until that turn and all it promised was done: the last balances are painted. */
  readonly settled: number;
}

export interface Measured {
  readonly extensionId: string;
  /** Its unpacked folder. */
  readonly folder: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Fills the folder of its global storage before the first start. */
  readonly fillStorage?: (folder: string) => void;
}

export interface ActivationMeter {
  /** Starts a fresh extension host and ends it again. */
  sample(): Promise<Sample>;
  stop(): Promise<void>;
}

const probe = join(repoRoot, 'test', 'bench', 'extensions', 'probe');

/** A VS Code of its own for one extension, with nothing beside it but the probe. */
export async function startMeter(
  workbench: Workbench,
  browser: Browser,
  { extensionId, folder, settings = {}, fillStorage }: Measured,
): Promise<ActivationMeter> {
  const scratch = await mkdtemp(join(tmpdir(), 'api-balance-bench-'));
  const extensionsDir = join(scratch, 'extensions');
  await cp(probe, join(extensionsDir, 'api-balance-bench.probe-1.0.0'), { recursive: true });
  await cp(folder, join(extensionsDir, `${extensionId}-1.0.0`), { recursive: true });
  const listener = await listenForSamples();
  const env = { API_BALANCE_BENCH_EXTENSION: extensionId, API_BALANCE_BENCH_URL: listener.url };
  const userDataDir = join(scratch, 'user');
  fillStorage?.(join(userDataDir, 'User', 'globalStorage', extensionId));
  const server = await startCodeServer({ workbench, extensionsDir, env, settings, userDataDir });
  const page = await browser.newPage();
  return {
    sample: async () => {
      const [sample] = await Promise.all([listener.next(60_000), page.goto(server.url(scratch), { waitUntil: 'domcontentloaded' })]);
      // Leaving the page ends its extension host, which would otherwise compete with the next one.
      await page.goto('about:blank');
      return sample;
    },
    stop: async () => {
      await page.close();
      await server.stop();
      await listener.close();
      await rm(scratch, { recursive: true, force: true });
    },
  };
}
