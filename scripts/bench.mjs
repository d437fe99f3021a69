import './toolNode.mjs';
import { readdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { build } from '../esbuild.mjs';
import { packageExtension } from './package.mjs';
import { run } from './run.mjs';
import { root, toolNode } from './toolNode.mjs';

await build();
const vsix = await packageExtension();
let failed = false;
const all = [
  'manyAccounts',
  'ledger',
  'manyLedgers',
  'history',
  'historyPage',
  'overview',
  'sharedHistory',
  'usageLogs',
  'watchMonth',
  'activation',
];
/** `npm run bench -- sharedHistory` runs that one. */
const only = process.argv.slice(2);
for (const name of only.length > 0 ? only : all) {
  const { code } = await run(toolNode, [join(root, 'out', 'test', 'bench', `${name}.js`)], { cwd: root, stdio: 'inherit' });
  failed ||= code !== 0;
}

console.log('\nSizes\n');
const bundles = (await readdir(join(root, 'dist'), { recursive: true }))
  .filter((name) => name.endsWith('.js'))
  .map((name) => join('dist', name));
for (const file of [...bundles.sort(), relative(root, vsix)])
  console.log(`${file.padEnd(26)} ${((await stat(join(root, file))).size / 1024).toFixed(1).padStart(8)} KB`);
process.exitCode = failed ? 1 : 0;
