import './toolNode.mjs';
import { existsSync } from 'node:fs';
import { copyFile, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { updateDefinitionSchema, updateProviderDocs } from './providerDocs.mjs';
import { updateReadme } from './readme.mjs';
import { isMain, root } from './toolNode.mjs';

// A package: it may have been installed a moment ago, by the first import.
const { build: esbuild } = await import('esbuild');

/** Everything after the first check lives in dist/app.js; the start-up bundle only names it. */
const appStaysOutside = {
  name: 'app-stays-outside',
  setup(build) {
    build.onResolve({ filter: /^\.\/(app|startupStatus|database)$/ }, ({ path }) => ({ path, external: true }));
  },
};

/** @param {string} version */
function shared(version) {
  return {
    absWorkingDir: root,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    define: { __VERSION__: JSON.stringify(version), __MINUTE_MS__: '60000' },
    // Node resolves import('./app') as ESM, where the extension is not optional; require finds it.
    supported: { 'dynamic-import': false },
    logLevel: 'warning',
  };
}

const bundles = [
  { entry: 'src/extension.ts', outfile: 'dist/extension.js', minify: true, external: ['vscode'], plugins: [appStaysOutside] },
  { entry: 'src/startupStatus.ts', outfile: 'dist/startupStatus.js', minify: true, external: ['vscode'] },
  { entry: 'src/app.ts', outfile: 'dist/app.js', minify: true, external: ['vscode'], plugins: [appStaysOutside] },
  { entry: 'src/database.ts', outfile: 'dist/database.js', minify: true, external: ['pg-native'] },
  {
    entry: 'src/webview/main.ts',
    outfile: 'dist/webview/history.js',
    minify: true,
    platform: 'browser',
    format: 'iife',
    target: 'chrome138',
  },
  { entry: 'src/cli/main.ts', outfile: 'dist/cli.js', banner: { js: '#!/usr/bin/env node' } },
];

async function sources() {
  const found = [];
  for (const tree of ['src', 'test'].filter((name) => existsSync(join(root, name)))) {
    for (const file of await readdir(join(root, tree), { recursive: true })) {
      const ours = file.endsWith('.ts') && !file.endsWith('.d.ts') && !file.split(/[\\/]/).includes('node_modules');
      if (ours) found.push(join(tree, file));
    }
  }
  return found.sort();
}

async function transpile(base) {
  for (const tree of ['src', 'test']) await rm(join(root, 'out', tree), { recursive: true, force: true });
  const entryPoints = await sources();
  await esbuild({ ...base, entryPoints, outdir: 'out', outbase: root, bundle: false, sourcemap: true });
  return entryPoints.length;
}

/** What tests put in the place of dist/app.js: nothing that ships can be told to hurry. */
const shortMinutes = { outfile: 'out/shortMinutes/app.js', minuteMs: '1000' };

async function bundle(base) {
  const sizes = {};
  await rm(join(root, 'dist'), { recursive: true, force: true });
  for (const { entry, ...options } of bundles) {
    if (!existsSync(join(root, entry))) {
      console.error(`ERROR: ${entry} does not exist, so ${options.outfile} was not built.`);
      continue;
    }
    // Packages' modules before their older forms, some of which load their parts in ways that a bundle cannot follow.
    const whole = { ...base, mainFields: ['module', 'main'], ...options, entryPoints: [entry], bundle: true, legalComments: 'none' };
    await esbuild(whole);
    if (entry === 'src/app.ts')
      await esbuild({ ...whole, outfile: shortMinutes.outfile, define: { ...base.define, __MINUTE_MS__: shortMinutes.minuteMs } });
    sizes[options.outfile] = (await stat(join(root, options.outfile))).size;
  }
  if (existsSync(join(root, 'dist', 'webview')))
    await copyFile(join(root, 'node_modules', 'uplot', 'dist', 'uPlot.min.css'), join(root, 'dist', 'webview', 'uPlot.css'));
  return sizes;
}

/** Bundles into dist/, and every source and test file one by one into out/. Returns the bundles' sizes in bytes. */
export async function build() {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const base = shared(version);
  const sizes = await bundle(base);
  const count = await transpile(base);
  await updateReadme();
  await updateProviderDocs();
  await updateDefinitionSchema();
  for (const [file, bytes] of Object.entries(sizes)) console.log(`${file}  ${(bytes / 1024).toFixed(1)} KB`);
  console.log(`out/  ${count} files`);
  return sizes;
}

if (isMain(import.meta.url)) await build();
