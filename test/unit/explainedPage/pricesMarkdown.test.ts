import assert from 'node:assert/strict';
import { payerLines } from '../../../src/core/explainedPage/payerLines';
import { pricesMarkdown } from '../../../src/core/explainedPage/pricesMarkdown';
import type { UsageStanding } from '../../../src/core/explained/usageStanding';
import { pricesText } from '../../../src/cli/pricesText';
import { hourMs } from '../../../src/core/time/durations';
import { answerOf, balances, callAt, explainedViewOf } from '../../support/explainedWorld';
import { displayAt } from '../../support/overviewWorld';

const now = Date.UTC(2026, 10, 22, 15, 20);
const rows = balances(now, [
  [30, 100],
  [2, 90],
]);
const hostile = '| <img src=x> [a](command:b)';
const answer = answerOf(
  {
    rows,
    calls: [
      callAt(now - 5 * hourMs),
      callAt(now - 6 * hourMs, {}, 'cline'),
      callAt(now - 7 * hourMs, { model: hostile }),
      callAt(now - 8 * hourMs, { provider: { name: 'anthropic', evidence: 'model' }, model: 'claude-haiku-4-5' }),
    ],
  },
  now,
);
const standing: UsageStanding = {
  tools: ['claude-code', 'cline'],
  machine: 'only',
  answer,
  isReading: false,
  progress: null,
  fault: null,
  mistakes: [],
};
const wrong = { path: ['prices', 1, 'factor'], text: 'must be a number' };

describe('the prices that models get', () => {
  it('stand in a table with their source, their page and the tools that called', () => {
    const text = pricesMarkdown(standing, displayAt(now));
    const line = text.split('\n').find((one) => one.startsWith('| deepseek-flash | CNY'));
    assert.match(line ?? '', /^\| deepseek-flash \| CNY \| 1\.00 \| 0\.02 \| 1\.00 \| 1\.00 \| 4\.00 \| 2 \| Claude Code, Cline \|$/);
    const why = text.split('\n').find((one) => one.startsWith('- deepseek-flash, CNY: price of the provider, checked on '));
    assert.match(why ?? '', /from 2026-09-10 04:00 UTC; times 2 on weekdays that are no holidays 09:00–12:00, 14:00–18:00 \(UTC\\?\+8\)/);
    assert.match(text, /^https:\/\/api-docs\.deepseek\.com\/\S+$/m);
    assert.match(text, /^- claude-haiku-4-5, USD: .*suggested by the name of the model alone/m);
  });
  it('are none, with the reason, for a model that nobody knows, whatever it is called', () => {
    const text = pricesMarkdown(standing, displayAt(now));
    assert.match(text, /no price of this model is known/);
    assert.doesNotMatch(text, /(?<!\\)<img|(?<!\\)\]\(command/);
  });
  it('say when they were looked at long ago', () => {
    assert.doesNotMatch(
      pricesMarkdown(standing, displayAt(now))
        .split('\n')
        .find((one) => one.startsWith('- claude-haiku')) ?? '',
      /45 days/,
    );
    const later = now + 60 * 24 * hourMs;
    assert.match(
      pricesMarkdown(standing, displayAt(later))
        .split('\n')
        .find((one) => one.startsWith('- claude-haiku')) ?? '',
      /more than 45 days ago/,
    );
  });
  it('have before them what is wrong in the settings, as the page has', () => {
    const said = 'apiBalance.usage.prices, entry 2, "factor": must be a number.';
    assert.ok(pricesMarkdown({ ...standing, mistakes: [wrong] }, displayAt(now)).includes(`> ${said}`));
    assert.equal(explainedViewOf({ answer, mistakes: [wrong] }, displayAt(now)).notice, said);
  });
  it('say what to do where nothing was read', () => {
    assert.match(pricesMarkdown({ ...standing, tools: [], answer: null }, displayAt(now)), /No tool is chosen/);
    assert.match(pricesMarkdown({ ...standing, answer: null }, displayAt(now)), /not read yet/);
    assert.match(pricesMarkdown({ ...standing, answer: null, isReading: true }, displayAt(now)), /being read/);
  });
  it('are the same on the command line', () => {
    const text = pricesText(answer.prices, now);
    assert.match(text, /^deepseek +deepseek-flash +CNY +1\.00 +0\.02 +1\.00 +1\.00 +4\.00 +claude-code, cline$/m);
    assert.ok(text.split('\n').every((line) => line.length <= 118));
    assert.match(pricesText([], now), /^No calls/);
  });
});

describe('who pays, on the page', () => {
  it('is asked of calls that name a provider by the model alone, with what they would have cost', () => {
    const [line, ...more] = payerLines(answer, (account) => account, displayAt(now));
    assert.equal(more.length, 0);
    assert.match(
      line?.text ?? '',
      /^anthropic, by the name of the model alone\. Calls: 1\. API-equivalent ≈\s\$0\.\d+, not added: a key or a plan may have paid\.$/,
    );
    assert.match(payerLines(answer, (account) => account, displayAt(now, { hidden: true }))[0]?.text ?? '', /≈\s••••/);
  });
});
