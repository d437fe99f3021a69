import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** `*`: active at once, while the extension under test waits for the end of the start-up. */
const manifest = {
  name: 'watch',
  publisher: 'api-balance-test',
  version: '1.0.0',
  engines: { vscode: '^1.105.0' },
  main: './hostWatch.js',
  activationEvents: ['*'],
};

export async function installWatch(extensionsDir: string): Promise<void> {
  const folder = join(extensionsDir, 'api-balance-test.watch-1.0.0');
  await mkdir(folder, { recursive: true });
  await copyFile(join(__dirname, 'hostWatch.js'), join(folder, 'hostWatch.js'));
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
}
