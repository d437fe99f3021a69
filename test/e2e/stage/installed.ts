import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { repoRoot } from '../../workbench/paths';

/** The packaged extension, as `npm run package` leaves it. */
export async function vsixPath(): Promise<string> {
  const manifest = z.object({ name: z.string(), version: z.string() }).parse(JSON.parse(await readFile(join(repoRoot, 'package.json'), 'utf8')));
  return join(repoRoot, `${manifest.name}-${manifest.version}.vsix`);
}

export async function writeFolderSettings(folder: string, settings: Readonly<Record<string, unknown>>): Promise<void> {
  await mkdir(join(folder, '.vscode'));
  await writeFile(join(folder, '.vscode', 'settings.json'), JSON.stringify(settings));
}
