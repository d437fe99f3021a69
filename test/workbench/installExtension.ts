import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Workbench } from './installWorkbench';

const run = promisify(execFile);

/** Installs a packaged extension as a person does, into the folders that `args` name. */
export async function installExtension(workbench: Workbench, vsix: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<void> {
  const { stdout, stderr } = await run(workbench.node, [workbench.codeServerEntry, ...args, '--install-extension', vsix, '--force'], { env, timeout: 120_000 });
  if (!/was successfully installed/.test(stdout)) throw new Error(`VS Code did not install ${vsix}:\n${stdout}${stderr}`);
}
