import assert from 'node:assert/strict';
import { accountView } from '../../../src/core/views/accountView';
import { accountPickRow, stateIcon } from '../../../src/core/views/accountsPickView';
import type { Snapshot } from '../../../src/core/model/snapshot';
import type { ProviderError } from '../../../src/core/model/providerError';
import { english } from '../../../src/core/text/translate';
import { factsOf, held, hour, readingOf, start } from '../../support/accounts';
import { awkwardLabels } from '../../support/labels';
import { ageOf, displayAt } from '../../support/surfaces';

const hourAgo = ageOf(start, start + hour);
const timeout: ProviderError = { kind: 'timeout', host: 'api.deepseek.com' };
const rich: Partial<Snapshot> = { reading: readingOf([held('CNY', '110'), held('USD', '0')]), checkedAt: start };
const row = (snapshot: Partial<Snapshot>, now = start, label = 'Work') =>
  accountPickRow(accountView(factsOf(snapshot, { label }), displayAt(now)), english);

describe('hubRow', () => {
  for (const [what, snapshot, now, label, description] of [
    ['nothing yet', {}, start, '$(circle-outline) DeepSeek · Work', ['balance unknown']],
    ['the first check', { checking: true }, start, '$(sync~spin) DeepSeek · Work', ['checking…']],
    ['a fresh balance', rich, start, '$(pass) DeepSeek · Work', ['¥110.00', '$0.00', 'just now']],
    ['a check over it', { ...rich, checking: true }, start, '$(sync~spin) DeepSeek · Work', ['¥110.00', '$0.00', 'just now']],
    ['a failure over it', { ...rich, error: timeout }, start + hour, '$(warning) DeepSeek · Work', ['¥110.00', '$0.00', hourAgo]],
    ['a failure', { error: timeout }, start, '$(warning) DeepSeek · Work', ['balance unknown']],
    ['low', { reading: readingOf([held('CNY', '12')]) }, start, '$(warning) DeepSeek · Work', ['¥12.00', 'just now']],
    ['exhausted', { reading: readingOf([held('CNY', '0')]) }, start, '$(error) DeepSeek · Work', ['¥0.00', 'just now']],
    [
      'calls refused',
      { reading: readingOf([held('CNY', '47')], { callsRefused: true }) },
      start,
      '$(circle-slash) DeepSeek · Work',
      ['¥47.00', 'just now'],
    ],
    ['no number in the answer', { error: { kind: 'notReported', host: 'h' } }, start, '$(question) DeepSeek · Work', ['balance unknown']],
  ] as const) {
    it(`${what}: ${label} ${description.join(' · ')}`, () => {
      const shown = row(snapshot, now);
      assert.equal(`$(${shown.icon}) ${shown.label}`, label);
      assert.equal(shown.description.split(' · ')[0], description[0], 'the amount comes first');
      assert.deepEqual(shown.description.split(' · ').sort(), [...description].sort());
    });
  }

  it('says what is wrong and offers the one thing to do', () => {
    const { detail, action } = row({ ...rich, error: timeout });
    assert.match(detail, /did not answer in time/);
    assert.equal(action, 'checkAgain');
    assert.deepEqual([row(rich).detail, row(rich).action], ['', null]);
    assert.match(row({}).detail, /Not checked yet/);
  });

  it('keeps its icon apart from a person’s own words', () => {
    for (const label of awkwardLabels)
      assert.deepEqual([row(rich, start, label).icon, row(rich, start, label).label.includes(label)], ['pass', true], label);
  });

  it('has an icon for every state, with or without a number', () => {
    for (const state of ['ok', 'low', 'exhausted', 'unavailable', 'unknown', 'failed'] as const) {
      for (const amount of ['¥1.00', null]) assert.match(stateIcon({ state, amount, problem: null }), /^[a-z-]+$/);
    }
  });
});
