import assert from 'node:assert/strict';
import { notification } from './page/notifications';
import { answer, answerTwiceAtOnce, quickMessage, quickTitle } from './page/quickInput';
import { openSidebar, pressOnRow, treeRow, unfold } from './page/sidebar';
import { fits, hoverStatusBar, leaveHover, statusBarSays } from './page/statusBar';
import { accountEntries } from './stage/settings';
import { useStage } from './stage/useStage';

const key = 'sk-ant-admin-sandbox-estimate';
const spend = (amount: string) => ({
  unit: 'USD',
  paid: '0',
  granted: '0',
  spend: { day: amount, week: amount, month: amount, total: amount },
});

describe('an account whose provider reports spend alone', () => {
  const stage = useStage(({ origin, account }) => {
    account('anthropic', key).set(spend('3.10'));
    return {
      env: { SPEND_KEY: key, API_BALANCE_LOCAL_ORIGINS: origin },
      settings: {
        'apiBalance.accounts': [{ id: 'ant', provider: 'anthropic', label: 'Organisation', key: 'env:SPEND_KEY', baseUrl: origin }],
      },
    };
  });

  it('shows what was spent, as spend', async () => {
    const { page, shot } = stage();
    await openSidebar(page);
    await pressOnRow(treeRow(page, 'Organisation'), 'Check This Account');
    await statusBarSays(page, '$3.10 spent this month');
    await unfold(treeRow(page, 'Organisation'));
    await treeRow(page, /Spent today \(UTC\).*\$3\.10/).waitFor();
    await shot('spend');
  });

  it('refuses what is no amount and no time', async () => {
    const { page } = stage();
    await pressOnRow(treeRow(page, 'Organisation'), 'Enter Balance');
    await quickTitle(page, 'Enter Balance of Organisation (1/2)').waitFor();
    await answer(page, '12,34');
    await quickMessage(page, 'Enter an amount with a decimal point').waitFor();
    await answer(page, '50.00');
    await quickTitle(page, '(2/2)').waitFor();
    await answer(page, 'yesterday');
    await quickMessage(page, 'or nothing for now').waitFor();
    await answer(page, '2999-01-01');
    await quickMessage(page, 'in the future').waitFor();
  });

  it('judges what was entered last, when Enter came again before the first was judged', async () => {
    const { page } = stage();
    await answerTwiceAtOnce(page, ['2999-01-01', 'tomorrow']);
    await quickMessage(page, 'or nothing for now').waitFor();
  });

  it('takes what is spent from then on off the balance that was entered', async () => {
    const { page, shot, sandbox, server } = stage();
    await answer(page, '');
    await notification(page, '≈ $50.00, estimated from your entry just now').waitFor();
    const [entry] = await accountEntries(server);
    assert.match(JSON.stringify(entry?.['estimate']), /"amount":"50.00".*"spentThatDay":"3.10"/);
    sandbox.account('anthropic', key).set(spend('11.90'));
    await pressOnRow(treeRow(page, 'Organisation'), 'Check This Account');
    await statusBarSays(page, '≈ $41');
    await treeRow(page, 'Organisation')
      .filter({ hasText: /≈ \$41\.20 · estimated from your entry/ })
      .waitFor();
    assert.ok(await fits(await hoverStatusBar(page)));
    await shot('estimate');
    await leaveHover(page);
  });

  it('shows how far it was off when a balance is entered again', async () => {
    const { page, shot } = stage();
    await pressOnRow(treeRow(page, 'Organisation'), 'Enter Balance');
    await quickTitle(page, '(1/2)').waitFor();
    await answer(page, '40.80');
    await quickTitle(page, '(2/2)').waitFor();
    await answer(page, '');
    await notification(page, /led to ≈ \$41\.20; the dashboard shows \$40\.80: \$0\.40 less than estimated/).waitFor();
    await statusBarSays(page, '≈ $40');
    await shot('estimate-drift');
  });
});
