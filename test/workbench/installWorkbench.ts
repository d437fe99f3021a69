import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, delimiter, dirname, join } from 'node:path';
import { cacheFolder, nodeFolder, repoRoot, toolNode } from './paths';
import { ensureSystemPackages } from './systemPackages';

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
  const env: NodeJS.ProcessEnv = { ...process.env, PATH: `${dirname(toolNode)}${delimiter}${process.env['PATH'] ?? ''}` };
  // An outer `npm test` hands its own settings down, and nodedir saves a download of headers that not every network allows.
  for (const name of Object.keys(env)) if (/^npm_(?!config_(registry|cafile|cache|proxy|https_proxy|noproxy)$)/i.test(name)) Reflect.deleteProperty(env, name);
  env['npm_config_nodedir'] = join(nodeFolder, 'node_modules', `node-${process.platform}-${process.arch}`);
  const child = spawn('npm', ['ci', '--foreground-scripts', '--no-audit', '--no-fund'], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  const keep = (chunk: Buffer): void => void (log = (log + chunk.toString()).slice(-20_000));
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const started = Date.now();
  const progress = setInterval(() => { console.log(`Workbench: still installing (${Math.round((Date.now() - started) / 1000)} s)…`); }, 30_000);
  try {
    const closed: unknown[] = await once(child, 'close');
    const [code] = closed;
    if (code !== 0) throw new Error(`npm ci of ${join(source, 'package.json')} failed (${String(code)}). The end of what it said:\n${log.slice(-4000)}`);
  } finally {
    clearInterval(progress);
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
    if (name.startsWith(prefix) && !isRunning(Number(name.slice(prefix.length)))) await rm(join(dirname(target), name), { recursive: true, force: true });
  }
}

async function installInto(target: string): Promise<void> {
  console.log(`Workbench: installing a real VS Code (code-server, 700 MB, 3 to 5 minutes, once) into ${target}`);
  await mkdir(dirname(target), { recursive: true });
  await removeRemains(target);
  const partial = `${target}.partial-${process.pid}`;
  await mkdir(partial);
  try {
    for (const file of ['package.json', 'package-lock.json']) await copyFile(join(source, file), join(partial, file));
    await npmCi(partial);
    await rename(partial, target).catch((error: unknown) => {
      // Another install finished first; its folder is as good.
      if (!existsSync(target)) throw error;
    });
  } finally {
    await rm(partial, { recursive: true, force: true });
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
