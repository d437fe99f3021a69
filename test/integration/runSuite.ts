import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repoRoot } from '../workbench/paths';
import { runInExtensionHost } from '../workbench/runInExtensionHost';
import { prepareSurroundings } from './prepareSurroundings';

async function main(): Promise<void> {
  const scratch = await mkdtemp(join(tmpdir(), 'api-balance-integration-'));
  try {
    const { folder, env } = await prepareSurroundings(scratch);
    const { failed } = await runInExtensionHost({
      extensionPath: repoRoot,
      testsPath: join(__dirname, 'index'),
      folder,
      env,
    });
    process.exitCode = failed === 0 ? 0 : 1;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
