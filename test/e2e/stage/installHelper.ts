import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

/**
 * Puts an extension of one file beside the packaged one.
 * @param main that file, as it was built.
 */
export async function installHelper(extensionsDir: string, name: string, main: string): Promise<void> {
  const folder = join(extensionsDir, `api-balance-test.${name}-1.0.0`);
  const manifest = {
    name,
    publisher: 'api-balance-test',
    version: '1.0.0',
    engines: { vscode: '^1.105.0' },
    main: `./${basename(main)}`,
    // At once, while the extension under test waits for the end of the start-up.
    activationEvents: ['*'],
  };
  await mkdir(folder, { recursive: true });
  await copyFile(main, join(folder, basename(main)));
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
}
