import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ensureDebianPackage } from '../workbench/systemPackages';

const run = promisify(execFile);

export interface Signed {
  readonly key: string;
  readonly cert: string;
}

export interface Issuer {
  /** What a client is told to trust. */
  readonly root: string;
  readonly sign: (of: { readonly names: readonly string[]; readonly days?: number }) => Promise<Signed>;
}

/** An authority of one's own, as a company has for its databases. Made anew, so that no private key lies in the repository. */
export async function certificateAuthority(name = 'sandbox authority'): Promise<Issuer> {
  const [key, root] = await inFolder(async (path) => {
    const made = ['-keyout', path('key'), '-out', path('root'), '-subj', `/CN=${name}`];
    await openssl('req', '-x509', '-nodes', '-newkey', 'rsa:2048', '-days', '2', ...made);
    return [readFileSync(path('key'), 'utf8'), readFileSync(path('root'), 'utf8')];
  });
  return {
    root,
    sign: ({ names, days = 2 }) =>
      inFolder(async (path) => {
        writeFileSync(path('authority.key'), key);
        writeFileSync(path('authority'), root);
        const alternatives = names.map((one) => (/^[\d.]+$/.test(one) ? `IP:${one}` : `DNS:${one}`));
        writeFileSync(path('extensions'), `subjectAltName=${alternatives.join(',')}\n`);
        await openssl('req', '-nodes', '-newkey', 'rsa:2048', '-keyout', path('key'), '-out', path('request'), '-subj', '/CN=sandbox');
        const by = ['-CA', path('authority'), '-CAkey', path('authority.key'), '-set_serial', '1', '-extfile', path('extensions')];
        await openssl('x509', '-req', '-in', path('request'), '-out', path('cert'), '-days', String(days), ...by);
        return { key: readFileSync(path('key'), 'utf8'), cert: readFileSync(path('cert'), 'utf8') };
      }),
  };
}

/** Installed first where there is none, as PostgreSQL is. */
async function openssl(...args: readonly string[]): Promise<void> {
  try {
    await run('openssl', args);
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'ENOENT')) throw cause;
    ensureDebianPackage('openssl');
    await run('openssl', args);
  }
}

async function inFolder<T>(work: (path: (name: string) => string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'api-balance-authority-'));
  try {
    return await work((name) => join(folder, name));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
