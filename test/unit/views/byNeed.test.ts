import assert from 'node:assert/strict';
import fc from 'fast-check';
import { accountsByNeed, needOf } from '../../../src/core/views/byNeed';
import type { Snapshot } from '../../../src/core/model/snapshot';
import { factsOf, held, readingOf, start } from '../../support/accounts';
import { idOf } from '../../support/ids';
import { displayAt } from '../../support/surfaces';

const host = 'api.deepseek.com';
const account = (label: string, snapshot: Partial<Snapshot>) =>
  factsOf(snapshot, { id: idOf(label.toLowerCase().replaceAll(' ', '-')), label });
const holding = (amount: string) => ({ reading: readingOf([held('CNY', amount)]) });

/** In the order in which they are to stand. */
const all = [
  account('zero', holding('0')),
  account('zero unpaid', { error: { kind: 'forbidden', host, status: 402 } }),
  account('refusing', { reading: readingOf([held('CNY', '47')], { callsRefused: true }) }),
  account('key gone', { ...holding('110'), error: { kind: 'missingKey', host } }),
  account('key refused', { error: { kind: 'unauthorized', host } }),
  account('moved', { ...holding('12'), error: { kind: 'originRefused', host } }),
  account('short', holding('12')),
  account('short and away', { ...holding('12'), error: { kind: 'timeout', host } }),
  account('away', { ...holding('110'), error: { kind: 'unreachable', host } }),
  account('strange', { error: { kind: 'unexpectedResponse', host } }),
  account('Work 2', holding('110')),
  account('Work 10', holding('111')),
  account('x never asked', {}),
  account('y reports none', { error: { kind: 'notReported', host } }),
];

describe('the order of accounts', () => {
  it('is by need, then by name, whatever order they come in', () => {
    const names = all.map(({ account: { label } }) => label);
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) =>
        assert.deepEqual(
          accountsByNeed(shuffled, displayAt(start)).map(({ facts }) => facts.account.label),
          names,
        ),
      ),
    );
  });
  it('has no need where nothing can be done', () => {
    assert.deepEqual(
      accountsByNeed(all.slice(-4), displayAt(start)).map((one) => needOf(one)),
      [null, null, null, null],
    );
  });
});
