import './toolNode.mjs';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from './build.mjs';
import { run } from './run.mjs';
import { isMain, root, toolNode } from './toolNode.mjs';

const staged = join(root, 'out', 'package');
const required = [
  'dist/extension.js',
  'dist/startupStatus.js',
  'dist/app.js',
  'dist/database.js',
  'dist/webview/history.js',
  'dist/webview/uPlot.css',
  'README.md',
  'LICENSE',
  'CHANGELOG.md',
  'package.nls.json',
];
const optional = ['media', 'l10n'];
const notShipped = ['devDependencies', 'dependencies', 'scripts', 'private', 'allowScripts', 'bin'];

async function readManifest() {
  return JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
}

function loadProviders() {
  const file = join(root, 'out', 'src', 'providers', 'index.js');
  return Object.values(createRequire(import.meta.url)(file)).filter((provider) => typeof provider?.id === 'string');
}

/** A provider stays one file: the settings schema learns its id, name and sites here. */
function fillProviders(manifest, providers) {
  const sections = [manifest.contributes?.configuration ?? []].flat();
  const accounts = sections.map((section) => section.properties?.['apiBalance.accounts']).find((property) => property !== undefined);
  const fields = accounts?.items?.properties;
  if (fields?.provider === undefined || fields.site === undefined) {
    throw new Error('package.json declares no provider and site in the schema of apiBalance.accounts.');
  }
  fields.provider.enum = providers.map(({ id }) => id);
  fields.provider.enumDescriptions = providers.map(({ name }) => name);
  const sites = new Map();
  for (const { name, sites: own } of providers) {
    for (const site of Object.keys(own ?? {})) sites.set(site, [...(sites.get(site) ?? []), name]);
  }
  fields.site.enum = [...sites.keys()];
  fields.site.enumDescriptions = [...sites.values()].map((names) => names.join(', '));
}

/** Lays out what ships in out/package, which also runs unpacked, and returns that folder. */
async function stageExtension() {
  await rm(staged, { recursive: true, force: true });
  const manifest = await readManifest();
  fillProviders(manifest, loadProviders());
  for (const field of notShipped) Reflect.deleteProperty(manifest, field);
  Reflect.deleteProperty(manifest.engines, 'node');
  const missing = required.filter((file) => !existsSync(join(root, file)));
  if (missing.length > 0)
    throw new Error(`The package needs ${missing.join(', ')}, which ${missing.length === 1 ? 'does' : 'do'} not exist.`);
  await mkdir(staged, { recursive: true });
  const translations = (await readdir(root)).filter((name) => /^package\.nls\..+\.json$/.test(name));
  for (const path of [...new Set([...required, ...translations, ...optional])]) {
    if (existsSync(join(root, path))) await cp(join(root, path), join(staged, path), { recursive: true });
  }
  await writeFile(join(staged, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
  return staged;
}

/** Builds and packs the extension. Returns the .vsix file's path, and the sizes of the bundles in it. */
export async function packageExtension() {
  const sizes = await build();
  const { version } = await readManifest();
  const vsix = join(root, `api-balance-${version}.vsix`);
  await rm(vsix, { force: true });
  const cwd = await stageExtension();
  const vsce = join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
  const args = [vsce, 'package', '--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '--out', vsix];
  const { code, output } = await run(toolNode, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  if (code !== 0) throw new Error(`vsce could not package the extension:\n${output}`);
  for (const entry of (await readdir(cwd, { recursive: true, withFileTypes: true })).filter((item) => item.isFile())) {
    const path = join(entry.parentPath, entry.name);
    console.log(`${path.slice(cwd.length + 1)}  ${((await stat(path)).size / 1024).toFixed(1)} KB`);
  }
  console.log(`${vsix}  ${((await stat(vsix)).size / 1024).toFixed(1)} KB`);
  return { vsix, sizes };
}

if (isMain(import.meta.url)) await packageExtension();
