import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { markedKey, markedPieces } from '../support/testKeys';
import { until } from '../support/until';
import type { CodeServer } from '../workbench/startCodeServer';
import { answerUpToKey, nameAdded } from './page/addAccount';
import { clipboard, editorAction } from './page/editor';
import { modal, notification, pressInModal } from './page/notifications';
import { answer, closeQuickInput, pressOnQuickRow, quickMessage, quickRow, runCommand } from './page/quickInput';
import { openSidebar, treeRow, unfold } from './page/sidebar';
import { hoverStatusBar, leaveHover, statusBarItem } from './page/statusBar';
import { historyFrame } from './page/history';
import { useStage } from './stage/useStage';

// incident 33: the last piece is a word of its own, which is common inside others.
const pieces = markedPieces.map((piece) => (piece.length > 4 ? piece : new RegExp(`(?<![a-z])${piece}(?![a-z])`)));

function piecesIn(text: string): readonly (string | RegExp)[] {
  return pieces.filter((piece) => (typeof piece === 'string' ? text.includes(piece) : piece.test(text)));
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
}

function logOf({ userDataDir }: CodeServer): string {
  return filesBelow(join(userDataDir, 'logs'))
    .filter((file) => file.endsWith('API Balance.log'))
    .map((file) => readFileSync(file, 'utf8'))
    .join('');
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
    await answerUpToKey(page, { provider: 'DeepSeek', origin: sandbox.origin });
    await answer(page, markedKey);
    await modal(page).filter({ hasText: 'could not be verified' }).waitFor();
    await look('refused');
    await pressInModal(page, 'Go Back');
    await quickMessage(page, 'does not accept this key').waitFor();
    await look('back');
    sandbox.account('deepseek', markedKey).set({ unit: 'CNY', paid: '100.00', granted: '10.00' });
    await answer(page, markedKey);
    await notification(page, 'DeepSeek was added').waitFor();
    await look('added');
    await nameAdded(page, 'Marked');
  });

  it('is in no surface when the provider echoes it', async () => {
    const { page, sandbox } = stage();
    await openSidebar(page);
    // Each has a sentence of its own, so that none is taken for the one before it.
    for (const [fault, sentence] of [
      ['status-401', 'does not accept this key'],
      ['envelope-200', 'in a form that was not expected'],
      ['reset-mid-body', 'could not be reached'],
    ] as const) {
      sandbox.setFault(markedKey, fault);
      await statusBarItem(page).click();
      await quickRow(page, 'Marked').filter({ hasText: sentence }).waitFor();
      await look(`list, ${fault}`);
      await pressOnQuickRow(quickRow(page, 'Marked'), 'Show Receipt');
      await historyFrame(page).getByText(sentence).first().waitFor();
      await unfold(treeRow(page, 'Marked'));
      await treeRow(page, sentence).waitFor();
      await (await hoverStatusBar(page)).filter({ hasText: 'Marked' }).waitFor();
      await look(`receipt, tree and tooltip, ${fault}`);
      await leaveHover(page);
      // A message of the copy before must not be taken for this one's.
      await page.getByText('Receipt copied').waitFor({ state: 'detached' });
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
    const linesIn = (): readonly string[] =>
      logOf(server)
        .split('\n')
        .filter((line) => line.includes(' GET '));
    // The file and the view are behind the check, and older lines look the same.
    await until(() => linesIn().length >= sandbox.requests.length);
    await page
      .locator('.panel .view-line')
      .filter({ hasText: 'GET' })
      .nth(sandbox.requests.length - 1)
      .waitFor();
    await shot('log');
    await look('log');
    const lines = linesIn();
    const { host } = new URL(sandbox.origin);
    assert.equal(lines.length, sandbox.requests.length);
    assert.match(lines[0] ?? '', new RegExp(`\\[warning\\] GET ${host}/user/balance 401 in \\d+ ms \\(key verified\\)$`));
    assert.match(lines.at(-1) ?? '', new RegExp(`\\[info\\] \\S+: GET ${host}/user/balance 200 in \\d+ ms \\(check\\)$`));
  });

  it('is in no file that VS Code wrote, and not in the browser console', () => {
    const { server, console } = stage();
    const files = filesBelow(server.userDataDir);
    assert.ok(files.some((file) => file.endsWith('settings.json')));
    assert.deepEqual(
      files.filter((file) => piecesIn(readFileSync(file, 'latin1')).length > 0),
      [],
    );
    assert.deepEqual(
      console.filter((line) => piecesIn(line).length > 0),
      [],
    );
    assert.deepEqual(piecesIn(server.log()), []);
  });
});
