import assert from 'node:assert/strict';
import type { Spend } from '../../../src/core/model/reading';
import { unit } from '../../../src/core/money/money';
import { receiptMarkdown } from '../../../src/core/views/receiptView';
import { isRunning, windowName } from '../../../src/core/views/spendWindow';
import { accountsTree } from '../../../src/core/views/treeView';
import { exact, factsOf, held, readingOf } from '../../support/accounts';
import { historyView } from '../../support/historyPage';
import { pastChecks } from '../../support/pastChecks';
import { displayAt } from '../../support/surfaces';

const hour = 3_600_000;
const usd = unit('USD');
/** A Sunday, the last of its month. */
const sunday = Date.UTC(2026, 4, 31, 20);
const monday = sunday + 5 * hour;

describe('a window of spend that was told of', () => {
  it('ends with the day, the week that begins on Monday, or the month, by UTC', () => {
    for (const window of ['day', 'week', 'month'] as const) {
      assert.equal(isRunning(window, sunday, sunday + 3 * hour), true, window);
      assert.equal(isRunning(window, sunday, monday), false, window);
    }
    assert.equal(isRunning('week', monday, monday + 6 * 24 * hour), true);
    for (const window of ['total', 'entry'] as const) assert.equal(isRunning(window, sunday, monday), true, window);
  });
  it('is named by its date once it is over', () => {
    assert.deepEqual(
      (['day', 'week', 'month', 'total', 'entry'] as const).map((window) => windowName(window, sunday, displayAt(monday))),
      [
        'Spent on May 31 (UTC)',
        'Spent in the week of May 31 (UTC)',
        'Spent in May 2026 (UTC)',
        'Spent in total',
        'Spent since the day of your entry (UTC)',
      ],
    );
  });
});

describe('each surface that shows what a provider reports as spent', () => {
  const windows: readonly Spend['window'][] = ['day', 'month'];
  const reading = readingOf([held('USD', '40', {}, sunday)], {
    at: sunday,
    spend: windows.map((window) => ({ unit: usd, window, amount: exact('3') })),
  });
  const facts = factsOf({ reading, checkedAt: sunday });
  const checks = pastChecks(monday);
  checks.answered(sunday, reading);
  const surfaces: Readonly<Record<string, (now: number) => string>> = {
    'the tree': (now) => JSON.stringify(accountsTree([facts], [], displayAt(now))),
    'the receipt': (now) => receiptMarkdown(facts, displayAt(now)),
    'the history page': (now) =>
      JSON.stringify(historyView(checks.store, [facts], {}, 1200, { ...displayAt(now), timeZone: 'UTC', hidden: false }).content),
  };
  for (const [name, textAt] of Object.entries(surfaces))
    it(`${name} says of which day and month it was`, () => {
      for (const title of ['Spent today (UTC)', 'Spent this month (UTC)']) {
        assert.ok(textAt(sunday + hour).includes(title), title);
        assert.ok(!textAt(monday).includes(title), title);
      }
      for (const title of ['Spent on May 31 (UTC)', 'Spent in May 2026 (UTC)']) assert.ok(textAt(monday).includes(title), title);
    });
});
