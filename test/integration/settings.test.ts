import assert from 'node:assert/strict';
import { ConfigurationTarget, workspace } from 'vscode';

const keys = ['accounts', 'statusBar.show', 'statusBar.account'] as const;

// incident 31: the open folder's settings.json sets every one of them.
describe('settings', () => {
  it('take no value from the open folder', () => {
    assert.equal(workspace.workspaceFolders?.length, 1);
    for (const key of keys) {
      const { workspaceValue, workspaceFolderValue, defaultValue } = workspace.getConfiguration('apiBalance').inspect<unknown>(key) ?? {};
      assert.deepEqual([workspaceValue, workspaceFolderValue], [undefined, undefined], key);
      assert.deepEqual(workspace.getConfiguration('apiBalance').get(key), defaultValue, key);
    }
  });

  it('cannot be written into a folder', async () => {
    for (const key of keys)
      await assert.rejects(async () => workspace.getConfiguration('apiBalance').update(key, [], ConfigurationTarget.Workspace), key);
  });
});
