import assert from 'node:assert/strict';
import { commands, type CompletionList, Position, workspace } from 'vscode';
import { until } from '../support/until';

describe('the description of an endpoint', () => {
  it('is completed by the editor while it is written', async () => {
    // What provides the schema is loaded with the first command.
    await commands.executeCommand('apiBalance.showLog');
    const content = '{\n  "$schema": "api-balance-schema:/definition.json",\n  \n}';
    const { uri } = await workspace.openTextDocument({ language: 'json', content });
    let offered: readonly string[] = [];
    // The editor's own JSON extension starts with the first JSON document.
    await until(async () => {
      const { items } = await commands.executeCommand<CompletionList>('vscode.executeCompletionItemProvider', uri, new Position(2, 2));
      offered = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
      return offered.includes('secretHeaders');
    });
    for (const field of ['url', 'amount', 'unit', 'scale']) assert.ok(offered.includes(field), field);
  });
});
