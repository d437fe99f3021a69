import './install.mjs';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { run } from './run.mjs';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The Node that the devDependency `node` brought: vsce and code-server need a newer one than many machines have. */
export const toolNode = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** @param {string} moduleUrl */
export function isMain(moduleUrl) {
  return process.argv[1] !== undefined && moduleUrl === pathToFileURL(process.argv[1]).href;
}

async function handOver() {
  const PATH = `${join(root, 'node_modules', '.bin')}${delimiter}${process.env['PATH'] ?? ''}`;
  const { code } = await run(toolNode, process.argv.slice(1), { stdio: 'inherit', env: { ...process.env, PATH } });
  process.exit(code);
}

// Whatever Node the machine has, all that follows runs on the installed one. Importing this file first is all it takes.
if (Number.parseInt(process.versions.node, 10) < 24 && existsSync(toolNode)) await handOver();
