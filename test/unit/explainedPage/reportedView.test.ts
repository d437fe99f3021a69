import assert from 'node:assert/strict';
import { reportedLines } from '../../../src/core/explained/reportedLines';
import type { HistoryDisplay } from '../../../src/core/historyPage/historyDisplay';
import { micros, unit } from '../../../src/core/money/money';
import { english } from '../../../src/core/text/translate';
import { dayMs, hourMs } from '../../../src/core/time/durations';
import { answerOf, balances, callAt, explainedViewOf } from '../../support/explainedWorld';
import { idOf } from '../../support/ids';

const now = Date.UTC(2026, 10, 20, 9);
const day = Date.UTC(2026, 10, 17);
const display = (hidden = false): HistoryDisplay => ({ now, locale: 'en', timeZone: 'UTC', hidden, sharing: null, t: english });
const part = (model: string, key: string, yuan: number, requests: number) => ({
  ...{ account: idOf('deepseek'), from: day, to: day + dayMs, unit: unit('CNY'), model, key, amount: micros(yuan * 1_000_000), requests },
});
const reported = reportedLines({
  days: [],
  balances: [],
  parts: [part('deepseek-flash', 'laptop', 0.3, 1), part('deepseek-v4-pro', 'ci', 4, 60)],
});
const standing = {
  answer: answerOf(
    {
      rows: balances(now, [
        [80, 20],
        [1, 15],
      ]),
      reported,
      calls: [callAt(day + 5 * hourMs)],
    },
    now,
  ),
};
const view = (way: 'tool' | 'model', hidden = false) => explainedViewOf(standing, display(hidden), { group: 'deepseek CNY reported', way });

describe('the tab Explained, of what a provider reported', () => {
  it('offers it beside the balance of the same account', () =>
    assert.deepEqual(
      view('tool').choices.map(({ key, title }) => [key, title]),
      [
        ['deepseek CNY', 'DeepSeek · deepseek · CNY'],
        ['deepseek CNY reported', 'DeepSeek · deepseek · CNY · as reported'],
      ],
    ));
  it('has by model what the provider says beside what logs say, and models that no log has', () => {
    const rows = view('model').card?.rows ?? [];
    assert.deepEqual(
      rows.map(({ name, calls, reported: told }) => [name, calls, told]),
      [
        ['deepseek-flash', '1', '¥0.30'],
        ['deepseek-v4-pro', '–', '¥4.00'],
      ],
    );
    assert.match(rows[0]?.amount ?? '', /≈/);
    assert.ok((view('tool').card?.rows ?? []).every((row) => row.reported === undefined));
  });
  it('says whose keys it was, and how many requests logs hold, not where others were made', () => {
    const text = view('tool').card?.sentences.join(' ') ?? '';
    assert.match(text, /counts 61 requests, logs here 1\. By key: ci ¥4\.00, laptop ¥0\.30\./);
  });
  it('hides amounts on a shared screen', () => {
    const shown = JSON.stringify(view('model', true).card);
    assert.doesNotMatch(shown, /4\.00|0\.30/);
  });
});
