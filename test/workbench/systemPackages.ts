import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const browserNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const browserPaths = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'];
const buildPackages = ['libkrb5-dev', 'python3', 'make', 'g++'];

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function onPath(name: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function findChromium(): string | undefined {
  const chosen = process.env['CHROMIUM'];
  if (chosen !== undefined && chosen !== '') {
    if (!isExecutable(chosen)) throw new Error(`CHROMIUM is set to ${chosen}, which cannot be run. Set it to a Chromium or Chrome.`);
    return chosen;
  }
  return [...browserNames.map(onPath), ...browserPaths.filter(isExecutable)].find((path) => path !== undefined);
}

function isInstalled(debianPackage: string): boolean {
  const answer = spawnSync('dpkg-query', ['-W', '-f=${db:Status-Status}', debianPackage], { encoding: 'utf8' });
  return answer.stdout === 'installed';
}

/** Another program may be installing, such as one that keeps the system up to date; apt has no way to wait for the lists of packages. */
function afterOthers<T extends { readonly stderr: string }>(run: () => T): T {
  for (let tries = 0; ; tries += 1) {
    const answer = run();
    if (!answer.stderr.includes('Could not get lock') || tries === 60) return answer;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5_000);
  }
}

function aptInstall(packages: readonly string[]): void {
  const command = `apt-get install -y --no-install-recommends ${packages.join(' ')}`;
  if (process.getuid?.() !== 0) {
    throw new Error(`The test workbench needs ${packages.join(', ')}. Run: sudo ${command}`);
  }
  console.log(`Workbench: installing the system packages ${packages.join(', ')} (apt-get)…`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const line of ['apt-get update -qq', command]) {
    const [file = '', ...args] = line.split(' ');
    const { status, stdout, stderr } = afterOthers(() => spawnSync(file, args, { env, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }));
    if (status !== 0)
      throw new Error(`Could not install ${packages.join(', ')}: "${line}" failed.\n${stdout.slice(-2000)}${stderr.slice(-2000)}`);
  }
}

/** Returns the browser's path, once everything that npm cannot bring is there. */
export function ensureSystemPackages(willBuild: boolean): string {
  const chromium = findChromium();
  const hasApt = onPath('apt-get') !== undefined && onPath('dpkg-query') !== undefined;
  const missing = [
    ...(chromium === undefined ? ['chromium'] : []),
    ...(willBuild && hasApt ? buildPackages.filter((name) => !isInstalled(name)) : []),
  ];
  if (missing.length > 0 && !hasApt) {
    throw new Error(
      `The test workbench needs ${missing.join(', ')}, and this system has no apt-get to install it. Install Chromium or Chrome, or set CHROMIUM to one.`,
    );
  }
  if (missing.length > 0) aptInstall(missing);
  const found = chromium ?? findChromium();
  if (found === undefined) throw new Error('chromium was installed but is not on the PATH. Set CHROMIUM to its path.');
  return found;
}

/** For what a suite needs beside the browser. */
export function ensureDebianPackage(name: string): void {
  if (onPath('apt-get') === undefined)
    throw new Error(`These tests need ${name}, and this system has no apt-get to install it. Install it by hand.`);
  aptInstall([name]);
}
