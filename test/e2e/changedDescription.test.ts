import assert from 'node:assert/strict';
import { type Stranger, startStranger } from '../support/stranger';
import { chooseFromMenu, openSidebar, treeRow } from './page/sidebar';
import { bystander, changeBystander, checkAll } from './page/bystander';
import { codeLens, editorText, editSettings } from './page/editor';
import { modal, pressInModal } from './page/notifications';
import { answer, closeQuickInput, pressOnQuickRow, quickBox, quickMessage, quickRow, quickTitle } from './page/quickInput';
import { statusBarItem, statusBarSays } from './page/statusBar';
import { changed, type Changed } from './stage/changedEntries';
import { useStage } from './stage/useStage';

const key = 'sandbox-described-key-Rb64';
const description = {
  secretHeaders: { 'x-own-key': '{apiKey}' },
  success: { pointer: '/status', equals: 'ok' },
  amount: '/data/left',
  unit: { pointer: '/data/currency' },
};

// A description travels with the settings, so others write it too: its key goes where it was given for, and nowhere else.
describe('an account whose description is changed while the window is open', () => {
  const stage = useStage(({ origin, account }) => {
    account('custom', key).set({ unit: 'USD', paid: '42.50', granted: '0.00' });
    const entry = { id: 'own', provider: 'custom', label: 'Own', definition: { url: `${origin}/v1/own/balance`, ...description } };
    return {
      env: { ...bystander.env, API_BALANCE_LOCAL_ORIGINS: origin },
      settings: { 'apiBalance.accounts': [entry, bystander.entry(origin)], 'apiBalance.statusBar.account': 'own' },
    };
  });
  let stranger: Stranger;
  before(async () => {
    stranger = await startStranger({ status: 'ok', data: { left: '7.00', currency: 'USD' } });
  });
  after(() => stranger.stop());

  let edits = 0;
  /** As it comes with synced settings. The bystander's name tells when the window has heard of it. */
  const change = async (entry: Readonly<Record<string, unknown>>): Promise<void> => {
    const { page, sandbox, server } = stage();
    edits += 1;
    const neighbour = { ...bystander.entry(sandbox.origin), label: `Bystander ${edits}` };
    await editSettings(page, server, { 'apiBalance.accounts': [{ id: 'own', label: 'Own', ...entry }, neighbour] });
    await treeRow(page, `Bystander ${edits}`).waitFor();
    sandbox.clearRequests();
  };
  const at = (url: string): Readonly<Record<string, unknown>> => ({ provider: 'custom', definition: { url, ...description } });
  /** What came to the account's own host, but for the bystander. */
  const asked = () => stage().sandbox.requests.filter(({ account }) => account !== 'bystander');

  it('takes a key for its own host', async () => {
    const { page, sandbox } = stage();
    changeBystander(sandbox);
    await openSidebar(page);
    await checkAll(stage());
    await quickRow(page, 'Own').filter({ hasText: 'no usable' }).waitFor();
    await pressOnQuickRow(quickRow(page, 'Own'), 'Enter Key');
    await quickTitle(page, 'Key of Own').waitFor();
    await answer(page, key);
    await statusBarSays(page, '$42');
  });

  for (const { name, entry, expected } of changed) {
    it(`${expected.kind}: ${name}`, async () => {
      const { page, sandbox } = stage();
      const places = { own: sandbox.origin, stranger: stranger.host };
      await change(entry(places, at));
      // Of the bystander, and of the account where it may ask.
      const answered = sandbox.asked(expected.kind === 'asked at its own host' ? 2 : 1);
      await checkAll(stage());
      await answered;
      await sees(expected, places);
      await closeQuickInput(page);
      assert.deepEqual([...stranger.heard], []);
    });
  }

  async function sees(expected: Changed['expected'], places: { readonly own: string; readonly stranger: string }): Promise<void> {
    const { page } = stage();
    switch (expected.kind) {
      case 'asked at its own host':
        // Whatever that host answers.
        await quickRow(page, 'Own').locator('.codicon-modifier-spin').waitFor({ state: 'detached' });
        assert.deepEqual(
          asked().map(({ host, path, carriedKey }) => [host, path, carriedKey]),
          [[new URL(places.own).host, expected.path(places), true]],
        );
        return;
      case 'not sent':
        await quickRow(page, 'Own')
          .filter({ hasText: `it was not sent to ${expected.host(places)}` })
          .waitFor();
        assert.deepEqual(asked(), []);
        return;
      case 'cannot be used':
        await quickRow(page, /Account own cannot be used/)
          .filter({ hasText: expected.reason })
          .waitFor();
        assert.equal(await quickRow(page, /· Own/).count(), 0);
        assert.deepEqual(asked(), []);
        return;
    }
  }

  it('follows no redirect of its own host', async () => {
    const { page, sandbox } = stage();
    await change(at(`${sandbox.origin}/v1/own/balance`));
    sandbox.setFault(key, { fault: 'redirect', to: `${stranger.origin}/v1/own/balance` });
    await checkAll(stage());
    await quickRow(page, 'Own').filter({ hasText: 'answered with a redirect. It was not followed' }).waitFor();
    await closeQuickInput(page);
    sandbox.setFault(key, null);
    assert.deepEqual([asked().map(({ status }) => status), stranger.heard], [[302], []]);
  });

  it('asks for a key where the changed description is tested', async () => {
    const { page } = stage();
    await change(at(`${stranger.origin}/v1/own/balance`));
    await chooseFromMenu(page, treeRow(page, /· Own/), 'Describe Your Own Provider');
    await editorText(page, 'Nothing has been sent yet').waitFor();
    await codeLens(page, 'Test').click();
    await quickTitle(page, 'Test Description').waitFor();
    await quickMessage(page, `The key for ${stranger.host}. It is sent there only`).waitFor();
    assert.equal(await quickBox(page).inputValue(), '');
    await closeQuickInput(page);
    assert.deepEqual([...stranger.heard], []);
  });

  it('goes to the new host once the person has allowed it, and to that one alone', async () => {
    const { page, sandbox, shot } = stage();
    await checkAll(stage());
    await quickRow(page, 'Own')
      .filter({ hasText: `it was not sent to ${stranger.host}` })
      .waitFor();
    await shot('description-other-host');
    await pressOnQuickRow(quickRow(page, 'Own'), 'Allow Host');
    await modal(page)
      .filter({ hasText: new URL(sandbox.origin).host })
      .filter({ hasText: stranger.host })
      .waitFor();
    await shot('description-other-host-modal');
    assert.deepEqual([...stranger.heard], []);
    await pressInModal(page, `Send Key to ${stranger.host}`);
    await statusBarSays(page, '$7.00');
    assert.equal(stranger.heard.length, 2);
    assert.match(stranger.heard.join('\n'), new RegExp(`"x-own-key":"${key}"`));
    await change(at(`${sandbox.origin}/v1/own/balance`));
    await statusBarItem(page).click();
    await quickRow(page, 'Own')
      .filter({ hasText: `it was not sent to ${new URL(sandbox.origin).host}` })
      .waitFor();
    await closeQuickInput(page);
    assert.deepEqual([asked(), stranger.heard.length], [[], 2]);
  });
});
