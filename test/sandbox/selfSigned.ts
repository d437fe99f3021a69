import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * A fresh certificate for loopback that no one has signed but itself.
 * Made anew, so that no private key lies in the repository.
 */
export async function selfSigned(names: readonly string[] = ['localhost']): Promise<{ readonly key: string; readonly cert: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-tls-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  try {
    await run('openssl', [
      ...['req', '-x509', '-nodes', '-newkey', 'rsa:2048', '-days', '2', '-keyout', key, '-out', cert],
      ...['-subj', '/CN=localhost', '-addext', ['subjectAltName=IP:127.0.0.1', ...names.map((name) => `DNS:${name}`)].join(',')],
    ]);
    return { key: await readFile(key, 'utf8'), cert: await readFile(cert, 'utf8') };
  } catch (cause) {
    throw new Error('The self-signed certificate needs the `openssl` command (1.1.1 or later) on the PATH', { cause });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
