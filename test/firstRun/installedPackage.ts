import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { startOwned } from '../workbench/ownedProcess';
import { cacheFolder } from '../workbench/paths';
import { removedAtEnd } from '../workbench/scratchFolder';
import { ensureDebianPackage } from '../workbench/systemPackages';
import { withoutNpm } from '../workbench/withoutNpm';

/** The folder of a package of npm's registry, installed once and kept between runs. */
async function installedPackage(name: string, version: string): Promise<string> {
  const target = join(cacheFolder(), `${name}-${version}`);
  const inside = ['node_modules', name] as const;
  if (existsSync(target)) return join(target, ...inside);
  console.log(`Installing ${name} ${version} (once) into ${target}`);
  const partial = `${target}.partial-${process.pid}`;
  const { remove } = removedAtEnd(partial);
  try {
    await mkdir(partial, { recursive: true });
    const args = ['install', '--prefix', partial, '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', `${name}@${version}`];
    const npm = startOwned('npm', args, withoutNpm(process.env), { cwd: partial });
    if ((await npm.ended) !== 0) throw new Error(`npm could not install ${basename(target)}:\n${npm.output().slice(-2000)}`);
    await rename(partial, target).catch((error: unknown) => {
      // Another run finished first; its folder is as good.
      if (!existsSync(target)) throw error;
    });
  } finally {
    await remove();
  }
  return join(target, ...inside);
}

/** The folder of exactly this Node. */
export async function nodeFolder(version: string): Promise<string> {
  const folder = join(await installedPackage(`node-${process.platform}-${process.arch}`, version), 'bin');
  const { stderr } = spawnSync(join(folder, 'node'), ['--version'], { encoding: 'utf8' });
  // From Node 25 on, builds for Linux need it.
  if (stderr.includes('libatomic.so.1')) ensureDebianPackage('libatomic1');
  return folder;
}

/** npm's own script, of a version that runs on every Node that is tried. */
export async function npmScript(): Promise<string> {
  return join(await installedPackage('npm', '10.9.2'), 'bin', 'npm-cli.js');
}
