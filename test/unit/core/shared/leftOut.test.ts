import assert from 'node:assert/strict';
import { leftOutTeller } from '../../../../src/core/shared/leftOut';
import { english } from '../../../../src/core/text/translate';

describe('what is said of checks that are left out of a shared history', () => {
  it('is said once of each kind', () => {
    const said: string[] = [];
    const tell = leftOutTeller(english, (text) => said.push(text));
    for (let turn = 0; turn < 2; turn += 1) for (const why of ['unread', 'unfit', 'tooMany', 'unheard'] as const) tell(why, 3);
    assert.equal(said.length, 4);
    for (const text of said) assert.match(text, /\(3\)/);
  });
});
