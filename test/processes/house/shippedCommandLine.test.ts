import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { commands } from '../../../src/cli/commands';
import { repositoryRoot } from '../../support/fixture';
import { packedCommandLine } from '../../support/packedCommandLine';
import { runCli } from '../../support/runCli';
import { readText, sourcesBelow } from '../../support/sources';

const staged = 'out/cli';
const mostBytes = 600 * 1024;
const Manifest = z.record(z.string(), z.unknown());

// incident 34
describe('the command line as a package', function () {
  this.timeout(2 * 60_000);
  let tarball = '';
  before(async () => {
    tarball = await packedCommandLine();
  });

  it('is one file, at the path that is printed last, and small', async () => {
    assert.ok(isAbsolute(tarball) && tarball.endsWith('.tgz'), tarball);
    const { size } = await stat(tarball);
    assert.ok(size <= mostBytes, `${size} bytes`);
  });
  it('has exactly these files', async () => {
    const { stdout } = await promisify(execFile)('tar', ['-tzf', tarball]);
    assert.deepEqual(
      stdout
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => line.replace(/^package\//, ''))
        .sort(),
      [
        'LICENSE',
        'README.md',
        'THIRD_PARTY_NOTICES.txt',
        'completions/_api-balance',
        'completions/api-balance.bash',
        'completions/api-balance.fish',
        'dist/cli.js',
        'dist/cli/database.js',
        'dist/cli/mail.js',
        'dist/cli/main.js',
        'dist/cli/mcp.js',
        'dist/cli/usage.js',
        'dist/cli/zod.js',
        'docs/channels.md',
        'docs/command-line.md',
        'docs/describe-your-own.md',
        'docs/explained-spend.md',
        'docs/mcp.md',
        'docs/metrics.md',
        'docs/server.md',
        'docs/troubleshooting.md',
        'package.json',
        ...(await readdir(join(repositoryRoot, 'docs'))).filter((name) => name.endsWith('.schema.json')).map((name) => `schemas/${name}`),
      ].sort(),
    );
  });
  it('has a manifest of its own, which installs and runs nothing else', () => {
    const manifest = (path: string): z.infer<typeof Manifest> => Manifest.parse(JSON.parse(readText(path)));
    const [own, root] = [manifest(`${staged}/package.json`), manifest('package.json')];
    for (const field of ['name', 'version', 'license', 'repository']) assert.deepEqual(own[field], root[field], field);
    assert.deepEqual(own['engines'], { node: '>=22.13' });
    assert.deepEqual(own['bin'], { 'api-balance': 'dist/cli.js' });
    for (const field of ['dependencies', 'devDependencies', 'scripts', 'private', 'main', 'contributes']) assert.ok(!(field in own), field);
    assert.equal(root['private'], true);
  });
  it('names those whose code is in it, and nobody else', () => {
    const notices = readText(`${staged}/THIRD_PARTY_NOTICES.txt`).split(/^-{80}\n\n/m);
    const names = notices.slice(1).map((entry) => entry.split(' ')[0]);
    for (const name of ['@modelcontextprotocol/server', 'big.js', 'nodemailer', 'pg', 'undici', 'zod'])
      assert.ok(names.includes(name), name);
    assert.ok(!names.includes('uplot'));
    for (const entry of notices.slice(1)) assert.match(entry, /copyright/i);
  });
  it('speaks SMTP only where a mail is sent', () => {
    const speaks = ['dist/cli.js', 'dist/cli/main.js', 'dist/cli/mail.js', 'dist/cli/mcp.js', 'dist/cli/database.js'].filter((path) =>
      readText(`${staged}/${path}`).includes('EHLO'),
    );
    assert.deepEqual(speaks, ['dist/cli/mail.js']);
  });
  it('has no path of the machine it was made on in it', () => {
    for (const path of ['dist/cli.js', 'dist/cli/mail.js', 'dist/cli/main.js', 'dist/cli/mcp.js', 'dist/cli/zod.js'])
      assert.ok(!readText(`${staged}/${path}`).includes(repositoryRoot), path);
  });
  it('has no validator of the MCP SDK in it, which stands there without a notice', () => {
    assert.doesNotMatch(readText(`${staged}/dist/cli/mcp.js`), /ajv/i);
  });
  it('has each document that its help, its sentences or its README names', async () => {
    const helps = await Promise.all(Object.keys(commands).map((name) => runCli([name, '--help'])));
    const sentences = sourcesBelow('src').map(({ text }) => text.replace(/^\s*(\*|\/\*\*|\/\/).*$/gm, '').replace(/https?:\S+/g, ''));
    const readme = readText(`${staged}/README.md`).replace(/\[[^\]]*\]\(https:[^)]*\)/g, '');
    const said = [...helps.map(({ stdout }) => stdout), (await runCli(['help'])).stdout, ...sentences, readme].join('\n');
    const named = new Set([...said.matchAll(/\bdocs\/[\w-]+\.\w+/g)].map(([path]) => path));
    assert.ok(named.has('docs/server.md') && named.has('docs/describe-your-own.md'), [...named].join(' '));
    for (const path of named) assert.ok(existsSync(join(repositoryRoot, staged, path)), path);
    for (const [, name = ''] of readme.matchAll(/`([\w-]+\.md)`/g)) assert.ok(existsSync(join(repositoryRoot, staged, 'docs', name)), name);
  });
  it('has documents that lead to what is in it, or out of it', async () => {
    for (const name of await readdir(join(repositoryRoot, staged, 'docs')))
      for (const [, link = ''] of readText(`${staged}/docs/${name}`).matchAll(/\]\(([^)#]+)/g))
        assert.ok(link.startsWith('https://') || existsSync(join(repositoryRoot, staged, 'docs', link)), `${name}: ${link}`);
  });
  it('has a README whose links lead out of the package', () => {
    const links = [...readText(`${staged}/README.md`).matchAll(/\]\(([^)]+)\)/g)].map(([, link = '']) => link);
    assert.ok(links.length > 2);
    for (const link of links) assert.match(link, /^https:/);
  });
});
