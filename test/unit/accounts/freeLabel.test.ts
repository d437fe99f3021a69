import assert from 'node:assert/strict';
import { freeLabel } from '../../../src/core/accounts/freeLabel';

describe('the name of a new account', () => {
  for (const [what, taken, name] of [
    ['is the name of its provider', [], 'DeepSeek'],
    ['has a number where that is taken', ['DeepSeek'], 'DeepSeek 2'],
    ['has the first number that is free', ['DeepSeek', 'DeepSeek 2', 'DeepSeek 4'], 'DeepSeek 3'],
    ['minds no other names', ['DeepSeek 2', 'Work'], 'DeepSeek'],
  ] as const)
    it(what, () => assert.equal(freeLabel('DeepSeek', taken), name));
});
