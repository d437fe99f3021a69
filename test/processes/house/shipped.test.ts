import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { repositoryRoot } from '../../support/fixture';
import { shippedFiles } from '../../support/shipped';
import { readText } from '../../support/sources';

const vsce = join(repositoryRoot, 'node_modules', '@vscode', 'vsce', 'vsce');

/** What `npx vsce ls` prints in a folder. */
async function listed(folder: string): Promise<readonly string[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [vsce, 'ls'], { cwd: folder });
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .sort();
}

// incident 34
describe('what ships', function () {
  // It looks at each file of the repository, built ones too.
  this.timeout(3 * 60_000);

  it('is what is named one by one, and no other file of this repository', async () => {
    assert.deepEqual(await listed(repositoryRoot), shippedFiles);
  });

  it('is no file that somebody left beside it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'api-balance-shipped-'));
    try {
      const planted = [
        'key.txt',
        '.env',
        'notes.md',
        'a.js',
        'dist/app.js.map',
        'dist/cli.js',
        'dist/cli/main.js',
        'dist/a.js',
        'media/a.png',
        'src/a.ts',
      ];
      for (const file of [...shippedFiles, ...planted]) {
        await mkdir(dirname(join(folder, file)), { recursive: true });
        await writeFile(join(folder, file), '');
      }
      for (const file of ['package.json', '.vscodeignore']) await copyFile(join(repositoryRoot, file), join(folder, file));
      assert.deepEqual(await listed(folder), shippedFiles);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe('what speaks SMTP', () => {
  it('is loaded with the first mail', () => {
    const bundles = shippedFiles.filter((file) => file.endsWith('.js') && file.startsWith('dist/'));
    assert.deepEqual(
      bundles.filter((file) => readText(file).includes('EHLO')),
      ['dist/mail.js'],
    );
  });
});

describe('the notices of what others wrote', () => {
  const entries = readText('dist/THIRD_PARTY_NOTICES.txt').split(/^-{80}\n\n/m);

  it('are of exactly the packages that are in the bundles', () => {
    const names = entries.slice(1).map((entry) => entry.split(' ')[0]);
    assert.deepEqual(names, [
      '@pydantic/genai-prices',
      'big.js',
      'jsonc-parser',
      'nodemailer',
      'pg',
      'pg-cloudflare',
      'pg-connection-string',
      'pg-int8',
      'pg-protocol',
      'pg-types',
      'postgres-array',
      'postgres-bytea',
      'postgres-date',
      'postgres-interval',
      'uplot',
      'xtend',
      'zod',
    ]);
  });

  it('each hold the text of its licence, with whose it is', () => {
    for (const entry of entries.slice(1)) assert.match(entry, /^\S+ \d+\.\d+\.\d+\n\n(.|\n)*copyright(.|\n)*warrant/i);
  });
});

describe('the media', () => {
  it('are all shipped', async () => {
    const found = await readdir(join(repositoryRoot, 'media'), { recursive: true, withFileTypes: true });
    const names = found
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => relative(repositoryRoot, join(parentPath, name)).replaceAll('\\', '/'));
    assert.deepEqual(
      names.filter((name) => !shippedFiles.includes(name)),
      [],
    );
  });
});
