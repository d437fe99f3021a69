import './toolNode.mjs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { build } from './build.mjs';
import { packageExtension } from './package.mjs';
import { root, toolNode } from './toolNode.mjs';

const sizes = await build();
const vsix = await packageExtension();
let failed = false;
for (const name of ['manyAccounts.js', 'ledger.js', 'history.js', 'historyPage.js', 'activation.js']) {
  const child = spawn(toolNode, [join(root, 'out', 'test', 'bench', name)], { cwd: root, stdio: 'inherit' });
  const [code] = await once(child, 'close');
  failed ||= code !== 0;
}

console.log('\nSizes\n');
for (const [file, bytes] of [...Object.entries(sizes), [relative(root, vsix), (await stat(vsix)).size]]) {
  console.log(`${file.padEnd(26)} ${(bytes / 1024).toFixed(1).padStart(8)} KB`);
}
process.exitCode = failed ? 1 : 0;
