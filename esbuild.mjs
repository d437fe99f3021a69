import './scripts/toolNode.mjs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { updateManifest } from './scripts/manifest.mjs';
import { mailParts } from './scripts/mailParts.mjs';
import { mcpParts } from './scripts/mcpParts.mjs';
import { writeNotices } from './scripts/notices.mjs';
import { pgParts } from './scripts/pgParts.mjs';
import { priceTables } from './scripts/priceTables.mjs';
import { updateProviderDocs, updateSchemas } from './scripts/providerDocs.mjs';
import { providerParts } from './scripts/providerParts.mjs';
import { updateReadme } from './scripts/readme.mjs';
import { squeeze } from './scripts/squeeze.mjs';
import { isMain, root } from './scripts/toolNode.mjs';
import { undiciParts } from './scripts/undiciParts.mjs';
import { uPlotParts } from './scripts/uPlotParts.mjs';
import { updateUsageDocs } from './scripts/usageDocs.mjs';
import { turns } from './scripts/watchTurns.mjs';
import { zodOutside, zodPart } from './scripts/zodPart.mjs';

// Packages: they may have been installed a moment ago, by the first import.
const esbuild = await import('esbuild');
const { listTables } = await import('./scripts/listTables.mjs');

const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));

/** @type {import('esbuild').BuildOptions} */
const base = {
  absWorkingDir: root,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  define: {
    __VERSION__: JSON.stringify(version),
    __MINUTE_MS__: '60000',
    // Made by the build before, and held to what the code makes by a test.
    __DEFINITION_SCHEMA__: JSON.stringify(JSON.stringify(JSON.parse(await readFile(join(root, 'docs', 'definition.schema.json'), 'utf8')))),
    __PRICE_TABLES__: JSON.stringify(await priceTables()),
    __LIST_TABLES__: JSON.stringify(await listTables()),
  },
  // Node resolves import('./app') as ESM, where the extension is not optional; require finds it.
  supported: { 'dynamic-import': false },
  logLevel: 'warning',
};

/** What is loaded later is a bundle of its own, which the bundle before it only names. */
function loadedLater(names, folder = '.') {
  const filter = new RegExp(`^\\./(${names.join('|')})$`);
  return {
    name: 'loaded-later',
    setup(build) {
      build.onResolve({ filter }, ({ path }) => ({ path: `${folder}/${path.slice(2)}`, external: true }));
    },
  };
}

const laterStaysOutside = loadedLater(['app', 'startupStatus', 'lastKnown', 'database', 'mail']);
const app = { in: 'src/app.ts', external: ['vscode'], plugins: [laterStaysOutside, zodOutside, providerParts] };
const zod = { in: 'zod-part', plugins: [zodPart] };
const extension = [
  { in: 'src/extension.ts', out: 'dist/extension.js', external: ['vscode'], plugins: [laterStaysOutside] },
  { in: 'src/startupStatus.ts', out: 'dist/startupStatus.js', external: ['vscode'], plugins: [laterStaysOutside] },
  { in: 'src/lastKnown.ts', out: 'dist/lastKnown.js', external: ['vscode'] },
  { ...app, out: 'dist/app.js' },
  { ...zod, out: 'dist/zod.js' },
  { in: 'src/database.ts', out: 'dist/database.js', plugins: [zodOutside, pgParts] },
  { in: 'src/mail.ts', out: 'dist/mail.js', plugins: [mailParts] },
  { in: 'src/usageWorker.ts', out: 'dist/usageWorker.js' },
  {
    in: 'src/webview/main.ts',
    out: 'dist/webview/history.js',
    platform: 'browser',
    format: 'iife',
    target: 'chrome138',
    plugins: [uPlotParts],
  },
  { in: 'src/webview/page.css', out: 'dist/webview/history.css', target: 'chrome138' },
];

/** What only some commands need is a further name here: the file in src/cli that is loaded with `import('./name')`. */
const commandLineParts = ['main', 'database', 'mail', 'mcp', 'usage'];
/** What these leave out of a package; all but what a client is served with, whose SDK has a zod of its own ways, share one zod. */
const lighter = {
  main: [zodOutside, providerParts, undiciParts],
  usage: [zodOutside],
  database: [zodOutside, pgParts],
  mail: [mailParts],
  mcp: [mcpParts],
};
/** A launcher in words that every Node knows, and beside it the folder of what it loads. */
function commandLineIn(folder) {
  const launcher = {
    in: 'src/cli/launcher.ts',
    out: `${folder}/cli.js`,
    target: 'node8',
    banner: { js: '#!/usr/bin/env node' },
    plugins: [loadedLater(commandLineParts, './cli')],
  };
  const parts = commandLineParts.map((name) => ({
    in: `src/cli/${name}.ts`,
    out: `${folder}/cli/${name}.js`,
    target: 'node22',
    plugins: [loadedLater(commandLineParts), ...(lighter[name] ?? [])],
  }));
  return [launcher, ...parts, { ...zod, out: `${folder}/cli/zod.js`, target: 'node22' }];
}
const commandLine = commandLineIn('dist');

/** What tests put in the place of dist/app.js: nothing that ships can be told to hurry. */
const shortMinutes = { ...app, out: 'out/shortMinutes/app.js', define: { ...base.define, __MINUTE_MS__: '1000' } };

/** @returns {import('esbuild').BuildOptions} */
function bundle({ in: entry, out: outfile, ...own }, production) {
  return {
    ...base,
    // Packages' modules before their older forms, some of which load their parts in ways that a bundle cannot follow.
    mainFields: ['module', 'main'],
    legalComments: 'none',
    bundle: true,
    minify: production,
    sourcemap: !production,
    metafile: true,
    ...own,
    entryPoints: [entry],
    outfile,
  };
}

/** Every source and test by itself, for what runs in plain Node. */
async function singleFiles() {
  const entryPoints = [];
  for (const folder of ['src', 'test']) {
    for (const file of await readdir(join(root, folder), { recursive: true })) {
      const ours = file.endsWith('.ts') && !file.endsWith('.d.ts') && !file.split(/[\\/]/).includes('node_modules');
      if (ours) entryPoints.push(join(folder, file));
    }
  }
  return { ...base, entryPoints: entryPoints.sort(), outdir: 'out', outbase: root, sourcemap: true };
}

async function clear(...folders) {
  for (const folder of folders) await rm(join(root, folder), { recursive: true, force: true });
}

/** @returns {Promise<readonly import('esbuild').Metafile[]>} What went into each bundle. */
async function buildAll(bundles, production) {
  const built = await Promise.all(bundles.map((one) => esbuild.build(bundle(one, production))));
  // The launcher stays in words that every Node knows.
  const small = bundles.filter(({ out, target }) => out.endsWith('.js') && target !== 'node8');
  if (production) await Promise.all(small.map(({ out }) => squeeze(join(root, out))));
  return built.flatMap(({ metafile }) => metafile ?? []);
}

/** The command line as it ships, in a folder of its own: others may be using dist/ meanwhile. */
export function buildCommandLine(folder) {
  return buildAll(commandLineIn(folder), true);
}

async function bundleInto(production) {
  await clear('dist');
  const metafiles = await buildAll([...extension, ...commandLine], production);
  await writeNotices(metafiles.slice(0, extension.length), join(root, 'dist', 'THIRD_PARTY_NOTICES.txt'));
  for (const [file, { bytes }] of metafiles.flatMap(({ outputs }) => Object.entries(outputs)))
    if (/\.(js|css)$/.test(file)) console.log(`${file}  ${(bytes / 1024).toFixed(1)} KB`);
}

/**
 * The bundles, into dist/. For production they are minified, and that is all; else they have source maps, every source and test
 * goes into out/ one by one, and the documents that are made from the code are written.
 */
export async function build({ production = false } = {}) {
  await bundleInto(production);
  if (production) return;
  await clear('out/src', 'out/test');
  await Promise.all([esbuild.build(bundle(shortMinutes, false)), esbuild.build(await singleFiles())]);
  await updateReadme();
  await updateProviderDocs();
  await updateSchemas();
  await updateUsageDocs();
  await updateManifest();
}

/** Builds again whatever changes. A new file in out/ wants a new start. */
async function watch() {
  await build();
  const all = [...[...extension, ...commandLine, shortMinutes].map((one) => bundle(one, false)), await singleFiles()];
  const turn = turns(all.length);
  for (const options of all) {
    const context = await esbuild.context({ ...options, logLevel: 'silent', plugins: [...(options.plugins ?? []), turn()] });
    await context.watch();
  }
}

if (isMain(import.meta.url))
  await (process.argv.includes('--watch') ? watch() : build({ production: process.argv.includes('--production') }));
