import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { npmCommand } from './npmCommand.mjs';
import { run } from './run.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stampFile = join(root, 'node_modules', '.api-balance-lock');

function fail(message) {
  console.error(message);
  process.exit(1);
}

function readOr(file, fallback) {
  return existsSync(file) ? readFileSync(file, 'utf8') : fallback;
}

function requireTools({ file, before, shell }) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 18)) {
    fail(`API Balance needs Node 20.18 or newer, and this is ${process.version}. Install a newer Node from https://nodejs.org.`);
  }
  if (spawnSync('git', ['--version']).error) fail('API Balance needs git, which was not found. Install it from https://git-scm.com.');
  const { status } = spawnSync(file, [...before, '--version'], { shell });
  if (status !== 0) fail('API Balance needs npm, which was not found. It comes with Node: https://nodejs.org.');
}

// Every script imports this first, through toolNode.mjs, so none of them needs another command before it.
const hash = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');
if (readOr(stampFile, '') !== hash) {
  const { file, before, shell } = npmCommand();
  requireTools({ file, before, shell });
  console.log('Installing the development packages (npm ci, about a minute)…');
  // npm would also warn that the machine's Node is too old for packages that only ever run on the installed one.
  const args = [...before, 'ci', '--loglevel=error', '--no-audit', '--no-fund'];
  const slowToEnd = '\nStopping: npm takes back what it has begun, which can take half a minute…';
  const { code } = await run(file, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], shell, group: true, slowToEnd });
  if (code !== 0) fail('npm ci failed; what it printed above says why. Mend that, then run the same command again.');
  writeFileSync(stampFile, hash);
  console.log('Installed.');
}
