import assert from 'node:assert/strict';
import { type Sandbox, startSandbox } from '../sandbox/startSandbox';
import { addAccount } from './page/addAccount';
import { bystander, changeBystander, checkAll } from './page/bystander';
import { editSettings } from './page/editor';
import { modal, pressInModal } from './page/notifications';
import { closeQuickInput, pressOnQuickRow, quickRow, runCommand } from './page/quickInput';
import { statusBarSays } from './page/statusBar';
import { accountEntries } from './stage/settings';
import { useStage } from './stage/useStage';

const key = 'sk-sandbox-origin-key';
const money = { unit: 'CNY', paid: '100.00', granted: '10.00' } as const;

describe('a key and another host', () => {
  const stage = useStage(({ origin }) => ({
    env: { ...bystander.env, API_BALANCE_LOCAL_ORIGINS: origin },
    settings: { 'apiBalance.accounts': [bystander.entry(origin)], 'apiBalance.statusBar.account': 'deepseek' },
  }));
  let stranger: Sandbox;
  const hostOf = ({ origin }: Sandbox): string => new URL(origin).host;

  before(async () => {
    const { page, sandbox } = stage();
    stranger = await startSandbox();
    stranger.account('deepseek', key).set({ ...money, paid: '7.00' });
    sandbox.account('deepseek', key).set(money);
    changeBystander(sandbox);
    await runCommand(page, 'Add Account…');
    await addAccount(page, { provider: 'DeepSeek', origin: sandbox.origin, label: 'Work', key });
  });
  after(() => stranger.stop());

  const pointTo = async (origin: string): Promise<void> => {
    const { page, server } = stage();
    const entries = (await accountEntries(server)).map((entry) => (entry['id'] === 'deepseek' ? { ...entry, baseUrl: origin } : entry));
    await editSettings(page, server, { 'apiBalance.accounts': entries });
    await statusBarSays(page, 'Check balance');
  };
  /** Of the account that is not the bystander. */
  const statuses = (): readonly (number | null)[] =>
    stage()
      .sandbox.requests.filter(({ account }) => account === 'deepseek account')
      .map(({ status }) => status);

  it('does not follow a redirect', async () => {
    const { page, shot, sandbox } = stage();
    for (const status of [302, 307] as const) {
      sandbox.setFault(key, { fault: 'redirect', to: stranger.origin, status });
      sandbox.clearRequests();
      await checkAll(stage());
      // The second time it reads as the first time.
      await quickRow(page, 'Work').filter({ hasText: 'answered with a redirect. It was not followed' }).waitFor();
      await shot(`redirect-${status}`);
      await closeQuickInput(page);
      assert.deepEqual(statuses(), [status]);
    }
    sandbox.setFault(key, null);
    assert.equal(stranger.requests.length, 0);
  });

  it('sends nothing to a host that the settings name, until the person allows it', async () => {
    const { page, shot, sandbox } = stage();
    await pointTo(stranger.origin);
    sandbox.clearRequests();
    await checkAll(stage());
    await quickRow(page, 'Work')
      .filter({ hasText: `it was not sent to ${hostOf(stranger)}` })
      .waitFor();
    await shot('other-host-refused');
    await pressOnQuickRow(quickRow(page, 'Work'), 'Allow Host');
    await modal(page)
      .filter({ hasText: hostOf(sandbox) })
      .filter({ hasText: hostOf(stranger) })
      .waitFor();
    await shot('other-host-modal');
    await pressInModal(page, 'Cancel');
    // The list may have stayed open behind the question; a click beside it would close it while it opens anew.
    await closeQuickInput(page);
    assert.deepEqual([statuses(), stranger.requests.length], [[], 0]);
  });

  it('goes on refusing after Cancel', async () => {
    const { page } = stage();
    await checkAll(stage());
    await quickRow(page, 'Work').filter({ hasText: 'it was not sent to' }).waitFor();
    await closeQuickInput(page);
    assert.equal(stranger.requests.length, 0);
  });

  it('sends once the host is allowed, and asks again for the way back', async () => {
    const { page, sandbox } = stage();
    await runCommand(page, 'Allow Key for Another Host…');
    await quickRow(page, 'Work').click();
    await modal(page).waitFor();
    await pressInModal(page, `Send Key to ${hostOf(stranger)}`);
    await statusBarSays(page, '¥17');
    assert.deepEqual(
      stranger.requests.map(({ status }) => status),
      [200],
    );
    await pointTo(sandbox.origin);
    await checkAll(stage());
    await quickRow(page, 'Work')
      .filter({ hasText: `it was not sent to ${hostOf(sandbox)}` })
      .waitFor();
    await closeQuickInput(page);
    assert.deepEqual([statuses(), stranger.requests.length], [[], 1]);
  });
});
