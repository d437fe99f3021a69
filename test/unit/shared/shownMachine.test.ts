import assert from 'node:assert/strict';
import { shownMachine } from '../../../src/core/shared/shownMachine';
import { english } from '../../../src/core/text/translate';

describe('the name of a machine, as it is shown', () => {
  for (const [name, shown] of [
    ['build-server', 'build-server'],
    ['', 'another machine'],
    ['\u200b\u2060 \n', 'another machine'],
    ['W'.repeat(500), `${'W'.repeat(23)}…`],
    ['one\ntwo\u202e', 'one two'],
  ] as const)
    it(`is ${JSON.stringify(shown)} for ${JSON.stringify(name.slice(0, 20))}`, () => {
      assert.equal(shownMachine({ name }, english), shown);
    });
});
