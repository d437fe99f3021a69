import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { md5 } from '../../../src/core/usage/md5';

describe('md5', () => {
  it('comes to what everybody else makes of a text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        assert.equal(md5(text), createHash('md5').update(text, 'utf8').digest('hex'));
      }),
    );
  });
});
