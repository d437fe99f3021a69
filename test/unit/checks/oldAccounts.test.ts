import assert from 'node:assert/strict';
import type { AccountFacts } from '../../../src/core/views/accountView';
import { oldAccounts } from '../../../src/core/checks/oldAccounts';
import { nothingKnown, type WatchRecord } from '../../../src/core/checks/watchRecord';
import type { Account } from '../../../src/core/model/account';
import { anthropic } from '../../../src/providers';
import { accountOf, factsOf, minute, start } from '../../support/accounts';
import { idOf, originAt } from '../../support/ids';

const checked = (minutesAgo: number, more: Partial<AccountFacts['account']> = {}, provider?: AccountFacts['provider']): AccountFacts =>
  factsOf({ checkedAt: start - minutesAgo * minute }, more, provider);
const refusedAt =
  (origin: string) =>
  (account: Account): WatchRecord =>
    account.origin === origin ? { ...nothingKnown, schedule: { dueAt: null, failures: 1, refusals: 1 } } : nothingKnown;
const old = (facts: readonly AccountFacts[], recordOf: (account: Account) => WatchRecord = () => nothingKnown): readonly string[] =>
  oldAccounts(facts, recordOf, 10, { now: start, minuteMs: minute }).map(({ id }) => id);

describe('what a window renews when it gets the focus', () => {
  it('is what is older than the person said', () => {
    assert.deepEqual(old([checked(11, { id: idOf('a') }), checked(10, { id: idOf('b') }), factsOf({}, { id: idOf('never') })]), [
      'a',
      'never',
    ]);
  });
  it('is not what its provider wants to be asked for less often', () => {
    assert.deepEqual(old([checked(59, {}, anthropic)]), []);
    assert.deepEqual(old([checked(61, {}, anthropic)]), ['work']);
  });
  it('is not what was refused, unless it points elsewhere since', () => {
    assert.deepEqual(old([checked(11)], refusedAt(accountOf().origin)), []);
    assert.deepEqual(old([checked(11, { origin: originAt('https://mirror.example.com') })], refusedAt(accountOf().origin)), ['work']);
  });
});
