import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, delimiter, dirname, join } from 'node:path';
import { startOwned } from './ownedProcess';
import { cacheFolder, nodeFolder, repoRoot, toolNode } from './paths';
import { removedAtEnd } from './scratchFolder';
import { ensureSystemPackages } from './systemPackages';
import { withoutNpm } from './withoutNpm';

export interface Workbench {
  /** The Node that runs code-server and built its native parts. */
  readonly node: string;
  readonly codeServerEntry: string;
  readonly chromium: string;
}

const source = join(repoRoot, 'test', 'workbench');

async function targetFolder(): Promise<string> {
  const hash = createHash('sha256').update(await readFile(join(source, 'package-lock.json')));
  hash.update(await readFile(join(nodeFolder, 'package.json'))).update(`${process.platform}-${process.arch}`);
  return join(cacheFolder(), `workbench-${hash.digest('hex').slice(0, 12)}`);
}

async function npmCi(folder: string): Promise<void> {
  const env: NodeJS.ProcessEnv = {
    ...withoutNpm(process.env),
    PATH: `${dirname(toolNode)}${delimiter}${process.env['PATH'] ?? ''}`,
    // Saves a download of headers that not every network allows.
    npm_config_nodedir: join(nodeFolder, 'node_modules', `node-${process.platform}-${process.arch}`),
  };
  const npm = startOwned('npm', ['ci', '--foreground-scripts', '--no-audit', '--no-fund'], env, { cwd: folder });
  const started = Date.now();
  const progress = setInterval(() => {
    console.log(`Workbench: still installing (${Math.round((Date.now() - started) / 1000)} s)…`);
  }, 30_000);
  try {
    const code = await npm.ended;
    const file = join(source, 'package.json');
    if (code !== 0) throw new Error(`npm ci of ${file} failed (${code}). The end of what it said:\n${npm.output().slice(-4000)}`);
  } finally {
    clearInterval(progress);
    await npm.stop();
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** What an interrupted install left behind. */
async function removeRemains(target: string): Promise<void> {
  const prefix = `${basename(target)}.partial-`;
  for (const name of await readdir(dirname(target))) {
    if (name.startsWith(prefix) && !isRunning(Number(name.slice(prefix.length))))
      await rm(join(dirname(target), name), { recursive: true, force: true });
  }
}

async function installInto(target: string): Promise<void> {
  console.log(`Workbench: installing a real VS Code (code-server, 700 MB, 3 to 5 minutes, once) into ${target}`);
  await mkdir(dirname(target), { recursive: true });
  await removeRemains(target);
  const partial = `${target}.partial-${process.pid}`;
  const { remove } = removedAtEnd(partial);
  try {
    await mkdir(partial);
    for (const file of ['package.json', 'package-lock.json']) await copyFile(join(source, file), join(partial, file));
    await npmCi(partial);
    await rename(partial, target).catch((error: unknown) => {
      // Another install finished first; its folder is as good.
      if (!existsSync(target)) throw error;
    });
  } finally {
    await remove();
  }
  console.log('Workbench: installed.');
}

/** Installs the workbench once per lock file, outside the clone, and says where its parts are. */
export async function installWorkbench(): Promise<Workbench> {
  if (!existsSync(toolNode)) throw new Error('The development packages are not installed. Run: npm ci');
  const target = await targetFolder();
  const present = existsSync(target);
  const chromium = ensureSystemPackages(!present);
  if (!present) await installInto(target);
  return { node: toolNode, codeServerEntry: join(target, 'node_modules', 'code-server', 'out', 'node', 'entry.js'), chromium };
}
