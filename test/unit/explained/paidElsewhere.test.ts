import assert from 'node:assert/strict';
import { explainedJson } from '../../../src/core/explained/explainedJson';
import { explainCalls, type ExplainedCalls } from '../../../src/core/explained/explainCalls';
import { spendingGroups, type AccountPlaceName } from '../../../src/core/explained/spendingGroups';
import { paidElsewhere } from '../../../src/core/explained/paidElsewhere';
import { micros, unit } from '../../../src/core/money/money';
import { meantBy } from '../../../src/core/prices/meantProvider';
import { hourMs } from '../../../src/core/time/durations';
import type { LoggedCall } from '../../../src/core/usage/loggedCall';
import * as providers from '../../../src/providers';
import { callAt } from '../../support/explainedWorld';
import { idOf } from '../../support/ids';
import { total } from '../../support/pastReadings';

const now = Date.UTC(2026, 10, 25, 12);
const meant = meantBy(Object.values(providers));
const from = now - 20 * hourMs;

interface Balance {
  readonly account: string;
  readonly unit: string;
  readonly left: readonly number[];
  readonly at?: number;
}

/** With balances that are read every ten hours. */
function explained(
  all: readonly Balance[],
  call: Partial<LoggedCall<number>>,
  placeOf: (account: string) => AccountPlaceName = (account) => ({ provider: account.split('-')[0] ?? '', site: null }),
): ExplainedCalls {
  const rows = all.flatMap(({ account, unit, left, at = from }) =>
    left.map((amount, index) => ({ account: idOf(account), unit, reading: total(at + index * 10 * hourMs, amount) })),
  );
  const groups = spendingGroups(rows, placeOf);
  const calls = [callAt(from + 5 * hourMs, call)];
  return explainCalls({ calls, since: 0, tools: [], groups, meant, overrides: [], bookings: [], known: null, now });
}

/** Of each group what calls come to at least and at most, in hundredths. */
function ranges({ groups }: ExplainedCalls): readonly unknown[] {
  return groups.map(({ accounts, whole }) => [
    accounts.join('+'),
    ...[whole?.explainedMin, whole?.explainedMax].map((amount) => Math.round((amount ?? 0) / 10_000)),
  ]);
}

const million = {
  provider: { name: 'deepseek', evidence: 'logged' },
  tokens: { input: 1_000_000, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, output: 0, reasoning: 0 },
} as const;
const cn: Balance = { account: 'deepseek-cn', unit: 'CNY', left: [10, 9] };
const us: Balance = { account: 'deepseek-us', unit: 'USD', left: [10, 9.85] };

describe('a call that one of several accounts paid', () => {
  it('is certain of none where each spent, though currencies or sites differ', () => {
    assert.deepEqual(ranges(explained([cn], million)), [['deepseek-cn', 100, 100]]);
    assert.deepEqual(ranges(explained([cn, us], million)), [
      ['deepseek-cn', 0, 100],
      ['deepseek-us', 0, 15],
    ]);
    const sites = explained([cn, { ...cn, account: 'deepseek-x' }], million, (account) => ({
      provider: 'deepseek',
      site: account === 'deepseek-x' ? 'global' : null,
    }));
    assert.deepEqual(ranges(sites), [
      ['deepseek-cn', 0, 100],
      ['deepseek-x', 0, 100],
    ]);
  });
  it('was not paid by one that is known to have spent nothing then', () => {
    const quiet = { ...us, left: [10, 10] };
    assert.deepEqual(ranges(explained([cn, quiet], million))[0], ['deepseek-cn', 100, 100]);
    for (const other of [
      { ...quiet, left: [10] },
      { ...quiet, at: from - 90 * hourMs },
      // What is booked late may be booked after its last reading.
      { ...quiet, at: from - 4.5 * hourMs },
    ])
      assert.deepEqual(ranges(explained([cn, other], million))[0], ['deepseek-cn', 0, 100]);
  });
  it('may have been paid on a day of which nothing was told', () => {
    const dayMs = 24 * hourMs;
    const day = Math.floor(now / dayMs) * dayMs - 3 * dayMs;
    const periods = (days: readonly number[]) =>
      days.map((index) => ({ from: day + index * dayMs, to: day + (index + 1) * dayMs, amount: micros(0), atLeast: false, parts: [] }));
    const isElsewhere = (days: readonly number[]): boolean => {
      const mine = { accounts: [], unit: unit('USD'), settleMs: 0, basis: 'balance' } as const;
      const accounts = [{ account: idOf('y'), unit: unit('USD'), readings: [], periods: periods(days) }];
      const other = { ...mine, accounts, basis: 'reported' } as const;
      const at = day + 1.5 * dayMs;
      return paidElsewhere([mine, other])(mine, other, { since: at, at, booked: null });
    };
    assert.deepEqual([isElsewhere([0, 1, 2]), isElsewhere([0, 2]), isElsewhere([0])], [false, true, true]);
  });
  it('is of the same account in the one currency that it spends in', () => {
    const both = (left: readonly number[]) => explained([cn, { ...us, account: 'deepseek-cn', left }], million);
    assert.deepEqual(ranges(both([0, 0]))[0], ['deepseek-cn', 100, 100]);
    assert.deepEqual(ranges(both([1, 0]))[0], ['deepseek-cn', 0, 100]);
  });
  it('was paid in the currency of the site that was called, where that has one', () => {
    const call = { ...million, provider: { name: 'api.moonshot.cn', evidence: 'host' }, model: 'kimi-k3' } as const;
    const found = explained(
      [
        { ...cn, account: 'moonshot-cn', left: [100, 80] },
        { ...us, account: 'moonshot-us' },
      ],
      call,
    );
    assert.deepEqual(ranges(found), [
      ['moonshot-cn', 2000, 2000],
      ['moonshot-us', 0, 0],
    ]);
  });
});

describe('a model that another company makes than the host that settings name', () => {
  const call = { ...million, provider: { name: 'api.moonshot.cn', evidence: 'host' } } as const;
  const moonshot = { ...cn, account: 'moonshot' };
  const unsaid = (all: readonly Balance[]): unknown => explained(all, call).groups.map((one) => [one.unsaid, one.whole?.unpriced]);

  it('may have been asked of either, where there are accounts of both: settings may be newer', () => {
    assert.deepEqual(unsaid([moonshot, cn]), [
      [1, 0],
      [1, 0],
    ]);
    assert.deepEqual(
      explained([moonshot, cn], call).payers.map(({ provider, paidBy }) => [provider, paidBy]),
      [['api.moonshot.cn', 'open']],
    );
  });
  it('has no known price where there is no account of its maker', () => {
    assert.deepEqual(unsaid([moonshot]), [[0, 1]]);
  });
});

describe('what the calls of a tool can have taken', () => {
  it('is at least what was certainly booked within the time, as for all tools together', () => {
    // A peak hour.
    const late = explained([cn], { ...million, at: from + 9.5 * hourMs });
    const [json] = late.groups.map(explainedJson);
    assert.deepEqual([json?.whole?.explainedMin, json?.tools[0]?.least, json?.tools[0]?.most], ['0.00', '0.00', '2.00']);
  });
});
