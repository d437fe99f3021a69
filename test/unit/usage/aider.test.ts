import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { noTokens } from '../../../src/core/usage/tokens';
import { aider } from '../../../src/usage/aider';
import { readGrowing, readOnce } from '../../support/usage/changingHome';
import { usageFixture } from '../../support/usage/usageFixture';
import { usageOf } from '../../support/usage/usageOf';

const total = { calls: 2, unmeasured: 0, tokens: { ...noTokens, input: 2200, output: 90 } };

/** @see https://github.com/Aider-AI/aider/blob/5dc9490bb35f9729ef2c95d00a19ccd30c26339c/aider/analytics.py */
const sent = (main_model: string, time: number, properties: object = {}): string =>
  `${JSON.stringify({
    event: 'message_send',
    properties: { main_model, prompt_tokens: 10, completion_tokens: 5, cost: 0.25, total_cost: 0.5, ...properties },
    user_id: 'x',
    time,
  })}\n`;

describe('usage: Aider', () => {
  it('comes to the right totals of the sample, by the cost of each message and not by the growing one', () => {
    assert.deepEqual(usageOf(aider, { '.aider': usageFixture('aider') }).counted, total);
    const dear = readOnce(aider, { '.aider/analytics.jsonl': sent('gpt-5', 1791190900) + sent('gpt-5', 1791190901, { total_cost: 0.75 }) });
    assert.deepEqual(
      dear.calls.flatMap(({ call }) => call.costs.map(({ amount }) => amount)),
      [250_000, 250_000],
    );
  });

  it('says that the tool counted by itself, and that what was cached is not told', () => {
    const [first] = usageOf(aider, { '.aider': usageFixture('aider') }).calls;
    assert.deepEqual([first?.call.quality, first?.call.mayHoldCache], ['counted', true]);
  });

  it('does not use the cost of a DeepSeek model, which is reckoned wrong', () => {
    assert.deepEqual(
      usageOf(aider, { '.aider': usageFixture('aider') }).calls.flatMap(({ call }) => call.costs),
      [],
    );
  });

  it('comes to the same when a log grows between two looks, wherever it was cut', () => {
    const text = readFileSync(usageFixture('aider', 'analytics.jsonl'), 'utf8');
    for (const { counted } of readGrowing(aider, '.aider/analytics.jsonl', text)) assert.deepEqual(counted, total);
  });

  it('counts a log once that was copied, and looks into no folder of the home but its own', () => {
    const log = sent('gpt-5', 1791190900);
    const read = readOnce(aider, {
      '.aider/analytics.jsonl': log,
      'analytics.jsonl': log,
      '.aider.analytics.jsonl': log,
      'other/analytics.jsonl': sent('gpt-5', 1791190999),
    });
    assert.deepEqual([read.counted.calls, read.report.filesRead], [1, 3]);
  });

  it('follows the file that a person named', () => {
    assert.equal(
      aider.places({
        home: '/h',
        variable: (name) => (name === 'AIDER_ANALYTICS_LOG' ? '/logs/analytics.jsonl' : undefined),
        isConfined: false,
      })[0],
      '/logs',
    );
  });

  it('tells provider and model apart as far as the log does', () => {
    const names = ['openrouter/anthropic/claude-sonnet-4', 'openai/gpt-5', 'gpt-5', 'ollama/REDACTED', 'None'];
    const read = readOnce(aider, { '.aider/analytics.jsonl': names.map((name, index) => sent(name, 1791190900 + index)).join('') });
    assert.deepEqual(
      read.calls.map(({ call: { model, provider } }) => [model, provider?.name, provider?.evidence]),
      [
        ['anthropic/claude-sonnet-4', 'openrouter', 'logged'],
        ['gpt-5', 'openai', 'model'],
        ['gpt-5', 'openai', 'model'],
        [null, 'ollama', 'logged'],
        [null, undefined, undefined],
      ],
    );
  });
});
