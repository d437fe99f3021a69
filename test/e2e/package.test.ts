import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import * as providers from '../../src/providers';
import { vsixPath } from './stage/installed';
import { readZip, type ZipEntry } from './stage/readZip';

// incident 34: what ships is listed here, one by one.
const expected = [
  '[Content_Types].xml',
  'extension.vsixmanifest',
  ...[
    'package.json',
    'package.nls.json',
    'readme.md',
    'changelog.md',
    'LICENSE.txt',
    'dist/extension.js',
    'dist/app.js',
    'dist/database.js',
    'dist/startupStatus.js',
    'dist/webview/history.js',
    'dist/webview/uPlot.css',
    'media/history-dark.svg',
    'media/history-light.svg',
    'media/history.css',
    'media/icon.png',
    'media/view.svg',
  ].map((name) => `extension/${name}`),
];

const Choice = z.object({ enum: z.array(z.string()), enumDescriptions: z.array(z.string()) });
const Manifest = z.looseObject({
  contributes: z.object({
    configuration: z.object({
      properties: z.object({
        'apiBalance.accounts': z.object({ items: z.object({ properties: z.object({ provider: Choice, site: Choice }) }) }),
      }),
    }),
  }),
});

describe('the package', () => {
  let size = 0;
  let entries: readonly ZipEntry[] = [];
  const entry = (name: string): Buffer => entries.find((one) => one.name === `extension/${name}`)?.bytes ?? Buffer.alloc(0);
  before(async () => {
    const zip = await readFile(await vsixPath());
    size = zip.length;
    entries = readZip(zip);
  });

  it('holds what ships and nothing else', () => {
    assert.deepEqual(entries.map(({ name }) => name).sort(), [...expected].sort());
  });

  it('is small, and its start-up bundle smaller', () => {
    const start = entry('dist/extension.js');
    assert.ok(size <= 250 * 1024, `the package has ${size} bytes`);
    assert.ok(start.length > 0 && start.length <= 16 * 1024, `dist/extension.js has ${start.length} bytes`);
  });

  it('starts without a parser, a decimal library or an HTTP client', () => {
    const start = entry('dist/extension.js').toString();
    assert.deepEqual([...start.matchAll(/require\(([^)]*)\)/g)].map(([, name]) => name).sort(), [
      '"./app"',
      '"./startupStatus"',
      '"vscode"',
    ]);
    assert.doesNotMatch(start, /zod|safeParse|big\.js|undici|fetch\(/i);
  });

  it("brings no HTTP client of its own, which would bypass the editor's proxy settings", () => {
    const app = entry('dist/app.js').toString();
    assert.doesNotMatch(app, /undici|EnvHttpProxyAgent/);
    const required = new Set([...app.matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name));
    assert.deepEqual(
      [...required].filter((name) => name !== 'vscode' && name?.startsWith('node:') !== true),
      ['./database'],
    );
    // The database speaks its own protocol.
    assert.doesNotMatch(entry('dist/database.js').toString(), /require\("(node:)?https?"\)/);
  });

  it('tells the settings editor every provider and site', () => {
    const { contributes } = Manifest.parse(JSON.parse(entry('package.json').toString()));
    const { provider, site } = contributes.configuration.properties['apiBalance.accounts'].items.properties;
    assert.deepEqual(
      [...provider.enum].sort(),
      Object.values(providers)
        .map(({ id }) => id)
        .sort(),
    );
    assert.deepEqual(provider.enumDescriptions.length, provider.enum.length);
    const sites = Object.values(providers).flatMap((one) => (one.kind === 'dashboard' ? [] : Object.keys(one.sites)));
    assert.deepEqual([...site.enum].sort(), [...new Set(sites)].sort());
  });

  it('ships no development field of the manifest', () => {
    const manifest = Manifest.parse(JSON.parse(entry('package.json').toString()));
    assert.deepEqual(
      ['devDependencies', 'dependencies', 'scripts', 'private', 'bin', 'allowScripts'].filter((name) => name in manifest),
      [],
    );
  });
});
