import { existsSync, readFileSync, watch } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { parsed } from '../../../src/core/text/parsed';
import { until } from '../../support/until';
import type { CodeServer } from '../../workbench/startCodeServer';

const Settings = z.looseObject({
  'apiBalance.accounts': z.array(z.record(z.string(), z.unknown())).optional(),
  'apiBalance.statusBar.account': z.string().optional(),
  'apiBalance.refresh.interval': z.number().optional(),
});

/** Whole: while the editor writes the file, there is nothing in it, or a part. */
export async function readSettings({ settingsFile }: CodeServer): Promise<z.infer<typeof Settings>> {
  let found: unknown;
  await until(async () => (found = parsed(await readFile(settingsFile, 'utf8'))) !== undefined);
  return Settings.parse(found);
}

export async function accountEntries(server: CodeServer): Promise<readonly Readonly<Record<string, unknown>>[]> {
  return (await readSettings(server))['apiBalance.accounts'] ?? [];
}

/** The whole text of the settings file with these changes, on one line: an editor indents typed lines itself. */
export async function changedSettings(server: CodeServer, changes: Readonly<Record<string, unknown>>): Promise<string> {
  return JSON.stringify({ ...(await readSettings(server)), ...changes });
}

/** Resolves when the file holds exactly this. */
export function fileHolds(file: string, text: string): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (existsSync(file) && readFileSync(file, 'utf8') !== text) return;
      watcher.close();
      resolve();
    };
    const watcher = watch(dirname(file), look);
    look();
  });
}
