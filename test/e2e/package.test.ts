import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { shippedFiles } from '../support/shipped';
import { vsixPath } from './stage/installed';
import { readZip, type ZipEntry } from './stage/readZip';

// incident 34: what ships is listed, one by one. vsce has names of its own for three of the files.
const packedAs: Readonly<Record<string, string>> = { 'CHANGELOG.md': 'changelog.md', LICENSE: 'LICENSE.txt', 'README.md': 'readme.md' };
const expected = ['[Content_Types].xml', 'extension.vsixmanifest', ...shippedFiles.map((name) => `extension/${packedAs[name] ?? name}`)];

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

  it('is small, and what is loaded at start smaller', () => {
    assert.ok(size <= 400 * 1024, `the package has ${size} bytes`);
    const start = ['dist/extension.js', 'dist/startupStatus.js'].map((name) => entry(name).length);
    assert.ok(
      start.every((length) => length > 0) && start.reduce((sum, length) => sum + length) <= 8 * 1024,
      `${start.join(' and ')} bytes`,
    );
    // The first time, and where the settings are others than those that the last words were made for. A good kilobyte of it is what
    // SQLite lacks in the Node of the editor's floor.
    const { length } = entry('dist/lastKnown.js');
    assert.ok(length > 0 && length <= 22 * 1024, `dist/lastKnown.js has ${length} bytes`);
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
    assert.deepEqual([...required].filter((name) => name !== 'vscode' && name?.startsWith('node:') !== true).sort(), [
      './database',
      './mail',
      './zod',
    ]);
    // The database speaks its own protocol. So does mail, whose composer could fetch attachments, and is told not to.
    assert.doesNotMatch(entry('dist/database.js').toString(), /require\("(node:)?https?"\)/);
    assert.match(entry('dist/mail.js').toString(), /disableUrlAccess:(!0|true)/);
  });
});
