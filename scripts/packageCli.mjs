import { isMain, root, toolNode } from './toolNode.mjs';
import { copyFile, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildCommandLine } from '../esbuild.mjs';
import { cliManifest } from './cliManifest.mjs';
import { writeNotices } from './notices.mjs';
import { npmCommand } from './npmCommand.mjs';
import { inPackage, packagedDocs } from './packagedDocs.mjs';
import { run } from './run.mjs';

const staged = join(root, 'out', 'cli');
/** Under the names that each shell looks for. */
const completions = { bash: 'api-balance.bash', zsh: '_api-balance', fish: 'api-balance.fish' };

async function textOf(what, file, args, options = {}) {
  const { code, output } = await run(file, args, { cwd: staged, stdio: ['ignore', 'pipe', 'inherit'], ...options });
  if (code !== 0) throw new Error(`${what} failed:\n${output}`);
  return output;
}

/** What the program itself prints, so that the files and the command never differ. */
async function writeCompletions() {
  await mkdir(join(staged, 'completions'));
  for (const [shell, file] of Object.entries(completions)) {
    const args = [join(staged, 'dist', 'cli.js'), 'completion', shell];
    await writeFile(join(staged, 'completions', file), await textOf(`api-balance completion ${shell}`, toolNode, args));
  }
}

async function copySchemas() {
  await mkdir(join(staged, 'schemas'));
  for (const name of (await readdir(join(root, 'docs'))).filter((file) => file.endsWith('.schema.json')))
    await copyFile(join(root, 'docs', name), join(staged, 'schemas', name));
}

async function copyDocs() {
  await mkdir(join(staged, 'docs'));
  for (const name of packagedDocs) await writeFile(join(staged, 'docs', name), inPackage(await readFile(join(root, 'docs', name), 'utf8')));
}

/** Stages the command line as a package of its own in out/cli, packs it as npm publishes it, and returns the path of the tarball. */
export async function packageCommandLine() {
  await rm(staged, { recursive: true, force: true });
  await mkdir(staged, { recursive: true });
  await writeNotices(await buildCommandLine(join('out', 'cli', 'dist')), join(staged, 'THIRD_PARTY_NOTICES.txt'));
  await writeFile(join(staged, 'package.json'), `${JSON.stringify(await cliManifest(), undefined, 2)}\n`);
  await copyFile(join(root, 'docs', 'npm-readme.md'), join(staged, 'README.md'));
  await copyFile(join(root, 'LICENSE'), join(staged, 'LICENSE'));
  await copySchemas();
  await copyDocs();
  await writeCompletions();
  const { file, before, shell } = npmCommand();
  const [packed] = JSON.parse(await textOf('npm pack', file, [...before, 'pack', '--json', '--pack-destination', '..'], { shell }));
  for (const { path, size } of packed.files) console.log(`${path}  ${(size / 1024).toFixed(1)} KB`);
  const tarball = join(root, 'out', packed.filename);
  console.log(`${((await stat(tarball)).size / 1024).toFixed(1)} KB packed, ${(packed.unpackedSize / 1024).toFixed(1)} KB installed`);
  return tarball;
}

// The last line is for programs.
if (isMain(import.meta.url)) console.log(await packageCommandLine());
