import './toolNode.mjs';
import { stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { packageExtension } from './package.mjs';
import { run } from './run.mjs';
import { root, toolNode } from './toolNode.mjs';

const { vsix, sizes } = await packageExtension();
let failed = false;
for (const name of ['manyAccounts.js', 'ledger.js', 'manyLedgers.js', 'history.js', 'historyPage.js', 'activation.js']) {
  const { code } = await run(toolNode, [join(root, 'out', 'test', 'bench', name)], { cwd: root, stdio: 'inherit' });
  failed ||= code !== 0;
}

console.log('\nSizes\n');
/** @type {Record<string, number>} */
const all = { ...sizes, [relative(root, vsix)]: (await stat(vsix)).size };
for (const [file, bytes] of Object.entries(all)) {
  console.log(`${file.padEnd(26)} ${(bytes / 1024).toFixed(1).padStart(8)} KB`);
}
process.exitCode = failed ? 1 : 0;
