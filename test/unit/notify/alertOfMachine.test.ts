import assert from 'node:assert/strict';
import type { Alert } from '../../../src/core/checks/alerts';
import type { ProviderError } from '../../../src/core/model/providerError';
import { alertMessage } from '../../../src/core/notify/summary';
import { factsOf, start } from '../../support/accounts';
import { displayAt } from '../../support/surfaces';
import { host } from '../../support/watch';

const failing: Alert = {
  rule: 'checkFailing',
  account: factsOf({}).account.id,
  unit: null,
  amount: null,
  threshold: null,
  days: null,
  at: start,
};

describe('the title of a failed check, where machines share their history', () => {
  const titleOf = (error: ProviderError, machine: string | null, more: object = {}): string | undefined =>
    alertMessage({ ...failing, ...more }, [factsOf({ error, checkedAt: start, failingSince: start })], displayAt(start), machine)?.title;
  const refused: ProviderError = { kind: 'unauthorized', host, status: 401 };
  it('names the machine of what its own key or network met, and of nothing else', () => {
    const named = / on build-2 could not be checked, twice in a row: key refused/;
    assert.match(titleOf(refused, 'build-2', { refusal: refused }) ?? '', named);
    assert.doesNotMatch(titleOf(refused, null, { refusal: refused }) ?? 'build-2', /build-2/);
    assert.match(titleOf({ kind: 'unreachable', host }, 'build-2') ?? '', / on build-2 could not be checked three times/);
    for (const error of [
      { kind: 'serverError', host, status: 500 },
      { kind: 'retired', host },
    ] as const)
      assert.doesNotMatch(titleOf(error, 'build-2') ?? 'build-2', /build-2/);
  });
});
