import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { selfSigned } from '../sandbox/selfSigned';
import { proxiedHost, proxyCertificateVariables } from './proxyCertificate';

/** Every setting of the extension, as a repository would like to set it. */
const folderSettings = {
  'apiBalance.accounts': [{ id: 'theirs', provider: 'deepseek', baseUrl: 'https://stranger.example' }],
  'apiBalance.statusBar.show': 'all',
  'apiBalance.statusBar.account': 'theirs',
};

export interface Surroundings {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
}

/** What the suite needs to find when its extension host starts: a folder with hostile settings, and a trusted certificate. */
export async function prepareSurroundings(scratch: string): Promise<Surroundings> {
  const [folder, keyFile, certFile] = [join(scratch, 'folder'), join(scratch, 'key.pem'), join(scratch, 'cert.pem')];
  await mkdir(join(folder, '.vscode'), { recursive: true });
  await writeFile(join(folder, '.vscode', 'settings.json'), JSON.stringify(folderSettings));
  const { key, cert } = await selfSigned([proxiedHost]);
  await writeFile(keyFile, key);
  await writeFile(certFile, cert);
  return { folder, env: proxyCertificateVariables(keyFile, certFile) };
}
