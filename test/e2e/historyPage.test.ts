import assert from 'node:assert/strict';
import { addAccount } from './page/addAccount';
import { historyFrame, openHistory } from './page/history';
import { statusBarItem, statusBarSays } from './page/statusBar';
import { useStage } from './stage/useStage';

const key = 'sk-sandbox-history-key';

describe('history page', () => {
  const stage = useStage();

  it('draws what a check wrote down', async () => {
    const { page, sandbox, shot } = stage();
    sandbox.account('deepseek', key).set({ unit: 'CNY', paid: '100.00', granted: '10.00' });
    await statusBarItem(page).click();
    await addAccount(page, { provider: 'DeepSeek', origin: sandbox.origin, label: 'Work', key });
    await statusBarSays(page, '¥110');
    await openHistory(page);
    await historyFrame(page).getByText('¥110.00').first().waitFor();
    await historyFrame(page).locator('.plot canvas').first().waitFor();
    await shot('history-page');
  });

  it('breaks no rule of its content security policy', () => {
    assert.deepEqual(
      stage().console.filter((text) => /Content Security Policy/i.test(text) && /history\.js|uPlot|history\.css/.test(text)),
      [],
    );
  });
});
