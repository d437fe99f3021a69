import assert from 'node:assert/strict';
import { keyShape } from '../../../src/core/provider/keyShape';
import type { Credential } from '../../../src/core/provider/provider';
import { english } from '../../../src/core/text/translate';
import { deepseek, moonshot } from '../../../src/providers';
import { markedKey, markedPieces } from '../../support/testKeys';

const credential: Credential = deepseek.credentials.apiKey;
const shape = (pasted: string, of = credential) => keyShape(pasted, of, english);

describe('keyShape', () => {
  for (const pasted of [markedKey, ` ${markedKey}\n`, `\t${markedKey}\r\n`, `"${markedKey}"`, `'${markedKey}'`, ` "${markedKey}" `]) {
    it(`takes ${JSON.stringify(pasted.replace(markedKey, '…'))} for the key alone`, () =>
      assert.deepEqual(shape(pasted), { key: markedKey }));
  }

  for (const [what, pasted, reason] of [
    ['nothing', '', /Enter the key/],
    ['blanks', ' \n', /Enter the key/],
    ['empty quotes', '""', /Enter the key/],
    ['a header', `Bearer ${markedKey}`, /Bearer/],
    ['a header in small letters', `bearer\t${markedKey}`, /Bearer/],
    ['two words', `${markedKey} ${markedKey}`, /spaces or line breaks inside/],
    ['two lines', `${markedKey}\n${markedKey}`, /spaces or line breaks inside/],
    ['a zero-width space', `${markedKey}\u200b`, /characters that no key has/],
    ['an ellipsis', 'sk-sandbox-…-tail', /characters that no key has/],
    ['letters beyond ASCII', 'ключ-ключ-ключ', /characters that no key has/],
    ['a control character', `${markedKey}\u0000x`, /spaces or line breaks/],
    ['a stub', 'sk-1234', /too short/],
  ] as const) {
    it(`refuses ${what} and says why, without repeating it`, () => {
      const { refused = '' } = shape(pasted);
      assert.match(refused, reason);
      for (const piece of markedPieces) assert.ok(!refused.includes(piece));
    });
  }

  it('doubts, but does not refuse, a key that plainly belongs elsewhere', () => {
    const kimi = shape('sk-kimi-sandbox-MARKED', moonshot.credentials.apiKey);
    assert.match(kimi.hint ?? '', /Kimi coding key/);
    assert.equal(kimi.refused, undefined);
    assert.equal(shape(markedKey, moonshot.credentials.apiKey).hint, undefined);
  });
});
