import { tab } from './page/editor';
import { answer, quickMessage, quickRow } from './page/quickInput';
import { chooseProvider, nameAdded } from './page/addAccount';
import { openSidebar, sidebar } from './page/sidebar';
import { leaveHover, statusBarSays } from './page/statusBar';
import { reroute } from './reroute/reroute';
import { themes } from './page/themes';
import { useStage } from './stage/useStage';

const steps = ['Add a key', 'Watch balances, and be alerted in time', 'See where the money goes'] as const;
const key = 'sk-sandbox-walkthrough';

describe('the walkthrough', () => {
  const stage = useStage((sandbox) => reroute(sandbox, ['https://api.deepseek.com']));
  const step = (title: string) => stage().page.locator('.getting-started-step').filter({ hasText: title });
  const isDone = (title: string): Promise<void> => step(title).locator('.codicon-getting-started-step-checked').first().waitFor();

  const press = async (title: string, button: string): Promise<void> => {
    await step(title).click();
    await step(title).getByRole('button', { name: button }).click();
  };

  it('opens from the welcome view, with its three steps', async () => {
    const { page } = stage();
    await openSidebar(page);
    await sidebar(page).getByText('Open the walkthrough').click();
    for (const title of steps) await step(title).waitFor();
  });

  it('has pictures that follow the theme', async () => {
    const { page, shot } = stage();
    // A narrow editor leaves the pictures out.
    await page.setViewportSize({ width: 1600, height: 900 });
    for (const title of steps) {
      await step(title).click();
      for (const { name, className, ...media } of themes) {
        await page.emulateMedia(media);
        await page.locator(`.monaco-workbench.${className}`).waitFor();
        await page.frameLocator('iframe.webview.ready').frameLocator('#active-frame').locator('svg').first().waitFor();
        await shot(`walkthrough-${title.split(/\W/)[0]?.toLowerCase()}-${name}`);
      }
      await page.emulateMedia({ colorScheme: 'dark', forcedColors: 'none' });
    }
  });

  it('ticks off each step when it is done, and not before', async () => {
    const { page, shot, sandbox } = stage();
    sandbox.account('deepseek', key).set({ unit: 'CNY', paid: '100.00', granted: '10.00' });
    await press('Add a key', 'Add Account');
    await chooseProvider(page, 'DeepSeek');
    await quickMessage(page, 'sent to api.deepseek.com only').waitFor();
    await answer(page, key);
    await nameAdded(page, 'Work');
    await statusBarSays(page, '¥110');
    await isDone('Add a key');
    await press('Watch balances, and be alerted in time', 'Watch Balances');
    await quickRow(page, 'Every hour').click();
    await isDone('Watch balances, and be alerted in time');
    await leaveHover(page);
    await press('See where the money goes', 'Show Overview');
    await tab(page, 'API Balance').waitFor();
    await tab(page, 'Welcome').click();
    await isDone('See where the money goes');
    await shot('walkthrough-done');
  });
});
