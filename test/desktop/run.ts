import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { prepareSurroundings } from '../integration/prepareSurroundings';
import { repoRoot } from '../workbench/paths';

/** Downloads a desktop VS Code (or takes the one `VSCODE_EXECUTABLE` names) and runs the integration tests in it. */
async function main(): Promise<void> {
  const scratch = await mkdtemp(join(tmpdir(), 'api-balance-desktop-'));
  const executable = process.env['VSCODE_EXECUTABLE'];
  try {
    const { folder, env } = await prepareSurroundings(scratch);
    const code = await runTests({
      extensionDevelopmentPath: repoRoot,
      extensionTestsPath: join(repoRoot, 'out', 'test', 'integration', 'index'),
      extensionTestsEnv: env,
      launchArgs: [folder, '--disable-extensions', '--disable-workspace-trust', '--user-data-dir', join(scratch, 'data')],
      ...(executable === undefined || executable === '' ? {} : { vscodeExecutablePath: executable }),
    });
    process.exitCode = code;
  } finally {
    await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  console.error('The desktop tests need a VS Code: let this machine reach update.code.visualstudio.com, or set VSCODE_EXECUTABLE to one.');
  process.exitCode = 1;
});
