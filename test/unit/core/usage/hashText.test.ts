import assert from 'node:assert/strict';
import { hashText } from '../../../../src/core/usage/hashText';

describe('hashText', () => {
  it('gives each text one name of sixteen digits', () => {
    const texts = ['', 'a', 'b', 'ab', 'ba', 'aa', 'aaa', ...Array.from({ length: 20_000 }, (_, n) => `[[${n},0,${n % 7}],[${n * 3}]]`)];
    const names = texts.map(hashText);
    assert.equal(new Set(names).size, texts.length);
    assert.ok(names.every((name) => /^[\da-f]{16}$/.test(name)));
    assert.equal(hashText('ab'), hashText('ab'));
  });
});
