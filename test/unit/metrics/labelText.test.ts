import assert from 'node:assert/strict';
import { distinctLabels, labelText } from '../../../src/core/metrics/labelText';
import { foreignTexts, unseen } from '../../support/foreignTexts';
import { markedKey } from '../../support/testKeys';

describe('a text of others as a label', () => {
  it('is a plain line of at most a hundred characters', () => {
    for (const text of [...foreignTexts, 'x\u0000y', 'é'.repeat(10_000), '\u{1f600}'.repeat(10_000), '\udc00'.repeat(10)]) {
      const label = labelText(text);
      assert.doesNotMatch(label, unseen, JSON.stringify(text.slice(0, 50)));
      assert.ok(Array.from(label).length <= 100);
    }
  });

  it('holds no key and no address', () => {
    for (const text of [
      markedKey,
      `Work ${markedKey}`,
      'https://hooks.example.com/x',
      `${'x '.repeat(200)}${markedKey}`,
      'postgresql://u:p@h/d',
    ])
      assert.equal(labelText(text), 'hidden');
  });
});

describe('labels that tell series apart', () => {
  it('are the names themselves, where these are plain', () => {
    assert.deepEqual(distinctLabels(['a', '积分', 'a b']), ['a', '积分', 'a b']);
  });

  it('are never alike, and who has a plain name keeps it', () => {
    assert.deepEqual(distinctLabels(['a\u202e', 'a', 'a\u0000', 'a 2', 'a']), ['a 3', 'a', 'a 4', 'a 2', 'a 5']);
    const all = distinctLabels([...foreignTexts, ...foreignTexts, 'x'.repeat(10_000), `${'x'.repeat(10_000)}y`]);
    assert.equal(new Set(all).size, all.length);
  });
});
