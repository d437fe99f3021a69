import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { noTokens } from '../../../src/core/usage/tokens';
import { continueDev } from '../../../src/usage/continueDev';
import { readGrowing, readOnce } from '../../support/usage/changingHome';
import { usageFixture } from '../../support/usage/usageFixture';
import { usageOf } from '../../support/usage/usageOf';

const log = '.continue/dev_data/0.2.0/tokensGenerated.jsonl';
const total = { calls: 1, unmeasured: 0, tokens: { ...noTokens, input: 800, output: 60 } };
const text = readFileSync(usageFixture('continue', 'dev_data', '0.2.0', 'tokensGenerated.jsonl'), 'utf8');

describe('usage: Continue', () => {
  it('comes to the right totals of the sample, which the tool counted by itself', () => {
    const read = usageOf(continueDev, { '.continue': usageFixture('continue') });
    assert.deepEqual(read.counted, total);
    const [{ call } = assert.fail()] = read.calls;
    assert.deepEqual(
      [call.quality, call.mayHoldCache, call.model, call.provider],
      ['counted', true, 'deepseek-chat', { name: 'deepseek', evidence: 'logged' }],
    );
  });

  it('comes to the same when a log grows between two looks, wherever it was cut, and when it is copied', () => {
    for (const { counted } of readGrowing(continueDev, log, text)) assert.deepEqual(counted, total);
    assert.deepEqual(readOnce(continueDev, { [log]: text + text }).counted, total);
  });

  it('does not take whoever speaks as OpenAI or Anthropic does for OpenAI or Anthropic', () => {
    for (const spoken of ['openai', 'anthropic']) {
      const read = readOnce(continueDev, { [log]: text.replace('"provider":"deepseek"', `"provider":"${spoken}"`) });
      assert.deepEqual(read.calls[0]?.call.provider, { name: 'deepseek', evidence: 'model' });
    }
    const own = text.replace('"provider":"deepseek"', '"provider":"anthropic"').replace('deepseek-chat', 'claude-opus-5');
    assert.deepEqual(readOnce(continueDev, { [log]: own }).calls[0]?.call.provider, { name: 'anthropic', evidence: 'logged' });
  });

  it('leaves out what an old version wrote without a time, and tells a version it does not know', () => {
    const old = '{"eventName":"tokensGenerated","model":"m","provider":"p","promptTokens":1,"generatedTokens":1}\n';
    const read = readOnce(continueDev, {
      '.continue/dev_data/0.1.0/tokensGenerated.jsonl': old,
      '.continue/dev_data/0.3.0/tokensGenerated.jsonl': text.replace('0.2.0', '0.3.0'),
      [log]: text,
    });
    assert.deepEqual(read.counted, total);
    assert.deepEqual(read.report.skipped, [{ file: 'tokensGenerated.jsonl', reason: 'tooNew' }]);
  });
});
