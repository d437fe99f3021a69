import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { markedKey, markedPieces } from '../support/testKeys';
import { answerUpToKey } from './page/addAccount';
import { clipboard, editorAction, editorText } from './page/editor';
import { modal, notification, pressInModal } from './page/notifications';
import { answer, closeQuickInput, quickRow, runCommand } from './page/quickInput';
import { openSidebar, treeRow } from './page/sidebar';
import { hoverStatusBar, statusBarItem } from './page/statusBar';
import { useStage } from './stage/useStage';

// incident 33: the last piece is a word of its own, which is common inside others.
const pieces = markedPieces.map((piece) => (piece.length > 4 ? piece : new RegExp(`(?<![a-z])${piece}(?![a-z])`)));

function piecesIn(text: string): readonly (string | RegExp)[] {
  return pieces.filter((piece) => (typeof piece === 'string' ? text.includes(piece) : piece.test(text)));
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}

describe('a marked key', () => {
  const stage = useStage();
  const seen: string[] = [];

  /** Visible text, labels for screen readers and tooltips. */
  const look = async (name: string): Promise<void> => {
    const { page } = stage();
    const text = `${await page.locator('body').innerText()}\n${await page.content()}`;
    assert.deepEqual(piecesIn(text), [], `on screen: ${name}`);
    seen.push(name);
  };

  it('is nowhere on screen while it is refused, echoed and stored', async () => {
    const { page, sandbox } = stage();
    sandbox.mark(markedKey);
    await statusBarItem(page).click();
    await answerUpToKey(page, { provider: 'DeepSeek', origin: sandbox.origin, label: 'Marked' });
    await answer(page, markedKey);
    await modal(page).filter({ hasText: 'could not be verified' }).waitFor();
    await look('refused');
    await pressInModal(page, 'Go Back');
    await look('back');
    sandbox.account('deepseek', markedKey).set({ unit: 'CNY', paid: '100.00', granted: '10.00' });
    await answer(page, markedKey);
    await notification(page, 'Marked was added').waitFor();
    await look('added');
  });

  it('is in no surface when the provider echoes it', async () => {
    const { page, sandbox } = stage();
    await openSidebar(page);
    for (const fault of ['status-401', 'envelope-200', 'reset-mid-body'] as const) {
      sandbox.setFault(markedKey, fault);
      await statusBarItem(page).click();
      await quickRow(page, 'Marked').locator('.codicon-warning, .codicon-question').waitFor();
      await look(`hub, ${fault}`);
      await quickRow(page, 'Marked').click();
      await editorText(page, '# DeepSeek · Marked').waitFor();
      await treeRow(page, 'Marked').waitFor();
      await hoverStatusBar(page);
      await look(`receipt, tree and tooltip, ${fault}`);
      await editorAction(page, 'Copy Receipt').click();
      await page.getByText('Receipt copied').waitFor();
      assert.deepEqual(piecesIn(await clipboard(page)), []);
    }
    sandbox.setFault(markedKey, null);
    assert.equal(seen.length, 9);
  });

  it('leaves one line per request in the log, and says where it went and why', async () => {
    const { page, shot, sandbox, server } = stage();
    await statusBarItem(page).click();
    await quickRow(page, 'Marked').locator('.codicon-pass').waitFor();
    await closeQuickInput(page);
    await runCommand(page, 'Show Log');
    await page.locator('.output-view-container, .panel .view-lines').filter({ hasText: '(check)' }).first().waitFor();
    await shot('log');
    await look('log');
    const log = filesBelow(join(server.userDataDir, 'logs')).filter((file) => file.endsWith('API Balance.log')).map((file) => readFileSync(file, 'utf8')).join('');
    const lines = log.split('\n').filter((line) => line.includes(' GET '));
    const { host } = new URL(sandbox.origin);
    assert.equal(lines.length, sandbox.requests.length);
    assert.match(lines[0] ?? '', new RegExp(`GET ${host} 401 \\d+ ms \\(key verified\\)$`));
    assert.match(lines.at(-1) ?? '', new RegExp(`GET ${host} 200 \\d+ ms \\(check\\)$`));
  });

  it('is in no file that VS Code wrote, and not in the browser console', () => {
    const { server, console } = stage();
    const files = filesBelow(server.userDataDir);
    assert.ok(files.some((file) => file.endsWith('settings.json')));
    assert.deepEqual(files.filter((file) => piecesIn(readFileSync(file, 'latin1')).length > 0), []);
    assert.deepEqual(console.filter((line) => piecesIn(line).length > 0), []);
    assert.deepEqual(piecesIn(server.log()), []);
  });
});
