import { isMain, root, toolNode } from './toolNode.mjs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './run.mjs';

/** Packs the extension as `npx vsce package` does, which builds it first, and returns the path of the .vsix file. */
export async function packageExtension() {
  const { name, version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const vsix = join(root, `${name}-${version}.vsix`);
  const vsce = join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
  const { code, output } = await run(toolNode, [vsce, 'package', '--out', vsix], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    group: true,
  });
  if (code !== 0) throw new Error(`vsce could not package the extension:\n${output}`);
  console.log(`${vsix}  ${((await stat(vsix)).size / 1024).toFixed(1)} KB`);
  return vsix;
}

if (isMain(import.meta.url)) await packageExtension();
