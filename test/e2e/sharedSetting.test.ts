import assert from 'node:assert/strict';
import { editSettings } from './page/editor';
import { notification } from './page/notifications';
import { closeQuickInput, quickTitle, runCommand } from './page/quickInput';
import { useStage } from './stage/useStage';

const password = 'MARKED-e2e-typed-Qv82';

describe('a connection string that was typed into the setting of the shared history', () => {
  const stage = useStage(({ origin }) => ({
    env: { SHARED_KEY: 'sk-sandbox-typed-setting', API_BALANCE_LOCAL_ORIGINS: origin },
    settings: {
      'apiBalance.accounts': [{ id: 'work', provider: 'deepseek', label: 'Work', baseUrl: origin, key: 'env:SHARED_KEY' }],
      'apiBalance.history.postgres': `postgresql://team:${password}@127.0.0.1:5432/postgres`,
    },
  }));

  it('is used for nothing, and its password is told to be open and shown nowhere', async () => {
    const { page, shot } = stage();
    await notification(page, 'is for host and port alone, so nothing is shared').waitFor();
    await runCommand(page, 'Share History…');
    await quickTitle(page, 'The History Is Not Shared').waitFor();
    await shot('shared-typed-password');
    assert.ok(!(await page.content()).includes('Qv82'), 'a piece of the password is on screen');
  });

  it('is told anew when the setting names a server that this machine has no connection string for', async () => {
    const { page, server } = stage();
    await closeQuickInput(page);
    await editSettings(page, server, { 'apiBalance.history.postgres': 'db.example.com' });
    await notification(page, 'this machine has no connection string').waitFor();
  });
});
