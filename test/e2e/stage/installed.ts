import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { repoRoot } from '../../workbench/paths';

/** The packaged extension, as `npm run package` leaves it. */
export async function vsixPath(): Promise<string> {
  const manifest = z
    .object({ name: z.string(), version: z.string() })
    .parse(JSON.parse(await readFile(join(repoRoot, 'package.json'), 'utf8')));
  return join(repoRoot, `${manifest.name}-${manifest.version}.vsix`);
}

export async function writeFolderSettings(folder: string, settings: Readonly<Record<string, unknown>>): Promise<void> {
  await mkdir(join(folder, '.vscode'));
  await writeFile(join(folder, '.vscode', 'settings.json'), JSON.stringify(settings));
}

/** Makes the minutes of the installed extension a second long: that is decided by its build, so another build is put in its place. */
export async function shortenMinutes(extensionsDir: string): Promise<void> {
  const installed = (await readdir(extensionsDir)).find((name) => /^[\w-]+\.api-balance-/.test(name));
  if (installed === undefined) throw new Error(`API Balance is not in ${extensionsDir}`);
  await copyFile(join(repoRoot, 'out', 'shortMinutes', 'app.js'), join(extensionsDir, installed, 'dist', 'app.js'));
}
