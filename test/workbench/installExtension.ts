import type { Workbench } from './installWorkbench';
import { startOwned } from './ownedProcess';

/** Installs a packaged extension as a person does, into the folders that `args` name. */
export async function installExtension(
  workbench: Workbench,
  vsix: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<void> {
  const installing = startOwned(workbench.node, [workbench.codeServerEntry, ...args, '--install-extension', vsix, '--force'], env);
  try {
    const code = await installing.endedWithin(120_000);
    const isInstalled = code === 0 && installing.output().includes('was successfully installed');
    if (!isInstalled) throw new Error(`VS Code did not install ${vsix} (${code}):\n${installing.output()}`);
  } finally {
    await installing.stop();
  }
}
