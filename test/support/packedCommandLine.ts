import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { repositoryRoot } from './fixture';

/** The path of the tarball that `npm run package:cli` makes, which is the last line it prints. */
export async function packedCommandLine(): Promise<string> {
  const script = join(repositoryRoot, 'scripts', 'packageCli.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [script], { cwd: repositoryRoot });
  return stdout.trimEnd().split('\n').at(-1) ?? '';
}
