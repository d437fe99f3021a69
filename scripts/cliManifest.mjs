import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './toolNode.mjs';

const read = async (name) => JSON.parse(await readFile(join(root, name), 'utf8'));

/** The manifest of the command line as a package of its own: the root's is the editor's, and is private. */
export async function cliManifest() {
  const { name, version, license, homepage, repository, bugs, keywords } = await read('package.json');
  const { description } = await read('package.nls.json');
  return {
    name,
    version,
    description,
    license,
    homepage,
    repository,
    bugs,
    keywords: [...keywords, 'cli', 'command line'],
    type: 'commonjs',
    bin: { 'api-balance': 'dist/cli.js' },
    files: ['dist', 'docs', 'schemas', 'completions', 'THIRD_PARTY_NOTICES.txt'],
    engines: { node: '>=22.13' },
  };
}
