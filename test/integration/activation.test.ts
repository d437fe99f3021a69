import assert from 'node:assert/strict';
import { commands, extensions } from 'vscode';

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

/** VS Code types a manifest as `any`; this is the one place that says what is read from it. */
function manifestOf(extension: { readonly packageJSON: Manifest }): Manifest {
  return extension.packageJSON;
}

describe('activation', () => {
  const extension = extensions.getExtension<unknown>('api-balance.api-balance');

  it('activates without throwing', async () => {
    assert.ok(extension, 'the extension is not installed');
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it('registers every command it contributes, under its own prefix', async () => {
    assert.ok(extension, 'the extension is not installed');
    const contributed = manifestOf(extension).contributes.commands.map(({ command }) => command);
    const registered = new Set(await commands.getCommands(true));
    assert.notEqual(contributed.length, 0);
    assert.deepEqual(
      contributed.filter((id) => !registered.has(id)),
      [],
    );
    assert.deepEqual(
      contributed.filter((id) => !id.startsWith('apiBalance.')),
      [],
    );
  });
});
