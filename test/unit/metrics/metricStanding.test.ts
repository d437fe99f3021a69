import assert from 'node:assert/strict';
import { metricFamilies } from '../../../src/core/metrics/metricFamilies';
import { metricStanding } from '../../../src/core/metrics/metricStanding';
import type { ProviderError } from '../../../src/core/model/providerError';
import type { Snapshot } from '../../../src/core/model/snapshot';
import type { Account } from '../../../src/core/model/account';
import type { AccountFacts } from '../../../src/core/views/accountView';
import { exact, factsOf, held, hour, minute, readingOf, start } from '../../support/accounts';
import { unit } from '../../../src/core/money/money';

const day = 24 * hour;
const refused: ProviderError = { kind: 'unauthorized', host: 'h', status: 401 };
const down: ProviderError = { kind: 'serverError', host: 'h', status: 500 };
const unpaid: ProviderError = { kind: 'forbidden', host: 'h', status: 402 };
const plenty = readingOf([held('USD', '100')]);
const little = readingOf([held('USD', '1')]);
const debt = readingOf([held('USD', '-1')]);
const kept = readingOf([held('USD', '100', {}, start - minute)], { problems: [down] });

interface Row {
  readonly what: string;
  readonly snapshot: Partial<Snapshot>;
  readonly account?: Partial<Account>;
  readonly later?: number;
  readonly interval?: number;
  readonly state: string;
  readonly amount: string | null;
  readonly at: number | null;
}

const entry = { unit: unit('USD'), amount: exact('50'), at: start - minute, spentThatDay: exact('0') };
const costs = readingOf([], { spend: [{ unit: unit('USD'), window: 'month', amount: exact('3') }] });

const rows: readonly Row[] = [
  { what: 'never asked', snapshot: {}, state: 'unknown', amount: null, at: null },
  { what: 'answered', snapshot: { reading: plenty }, state: 'ok', amount: '100.00', at: start },
  { what: 'low', snapshot: { reading: little }, state: 'low', amount: '1.00', at: start },
  { what: 'in debt', snapshot: { reading: debt }, state: 'exhausted', amount: '-1.00', at: start },
  {
    what: 'money there, calls refused',
    snapshot: { reading: { ...plenty, callsRefused: true } },
    state: 'unavailable',
    amount: '100.00',
    at: start,
  },
  { what: 'amount not known', snapshot: { reading: readingOf([held('USD', null)]) }, state: 'unknown', amount: null, at: start },
  { what: 'key refused, never read', snapshot: { error: refused, checkedAt: start }, state: 'failed', amount: null, at: null },
  { what: 'key refused after an answer', snapshot: { reading: plenty, error: refused }, state: 'failed', amount: null, at: start },
  { what: 'key refused while low', snapshot: { reading: little, error: refused }, state: 'low', amount: null, at: start },
  { what: 'down after an answer', snapshot: { reading: plenty, error: down }, state: 'failed', amount: null, at: start },
  { what: 'refused for lack of money', snapshot: { reading: plenty, error: unpaid }, state: 'exhausted', amount: null, at: start },
  {
    what: 'no number in the answer',
    snapshot: { reading: plenty, error: { kind: 'notReported', host: 'h' } },
    state: 'unknown',
    amount: null,
    at: start,
  },
  { what: 'almost three hours old', snapshot: { reading: plenty }, later: 3 * hour - 1, state: 'ok', amount: '100.00', at: start },
  { what: 'three hours old', snapshot: { reading: plenty }, later: 3 * hour, state: 'unknown', amount: null, at: start },
  { what: 'three hours old and low', snapshot: { reading: little }, later: 3 * hour, state: 'low', amount: null, at: start },
  { what: 'asked once a day', snapshot: { reading: plenty }, later: day, interval: day, state: 'ok', amount: '100.00', at: start },
  {
    what: 'asked once a day by its own setting',
    snapshot: { reading: plenty },
    account: { refreshMinutes: 1440 },
    later: 2 * day - 1,
    interval: hour,
    state: 'ok',
    amount: '100.00',
    at: start,
  },
  {
    what: 'two checks a day missed',
    snapshot: { reading: plenty },
    later: 2 * day,
    interval: day,
    state: 'unknown',
    amount: null,
    at: start,
  },
  {
    what: 'left out by the timer',
    snapshot: { reading: plenty },
    account: { refreshMinutes: 0 },
    later: 2 * hour,
    state: 'ok',
    amount: '100.00',
    at: start,
  },
  { what: 'from the future', snapshot: { reading: plenty }, later: -hour, state: 'ok', amount: '100.00', at: start },
  { what: 'known before, not asked yet', snapshot: { reading: plenty, checkedAt: null }, state: 'unknown', amount: null, at: start },
  { what: 'imported', snapshot: { reading: { ...plenty, isImported: true } }, state: 'unknown', amount: null, at: start },
  { what: 'kept, as the latest answer lacks it', snapshot: { reading: kept }, state: 'unknown', amount: null, at: start - minute },
  {
    what: 'true by its own row yesterday',
    snapshot: { reading: readingOf([held('USD', '100', {}, start - day)]) },
    state: 'unknown',
    amount: null,
    at: start - day,
  },
  { what: 'estimated from an entry', snapshot: { reading: costs }, account: { estimate: entry }, state: 'ok', amount: null, at: start },
];

const remaining = (facts: AccountFacts, now: number, interval?: number): string | null =>
  metricFamilies({ accounts: [facts], now, ...(interval === undefined ? {} : { intervalMs: interval }) }).find(
    ({ name }) => name === 'api_balance_remaining_usd',
  )?.samples[0]?.value ?? null;

describe('how an account stands in metrics', () => {
  for (const { what, snapshot, account = {}, later = 0, interval, state, amount, at } of rows)
    it(`${what}: ${state}, ${amount ?? 'no amount'}`, () => {
      const facts = factsOf(snapshot, account);
      const now = start + later;
      const standing = metricStanding(facts, { now, ...(interval === undefined ? {} : { intervalMs: interval }) });
      assert.deepEqual([standing.state, remaining(facts, now, interval), standing.at], [state, amount, at]);
    });

  it('drops what was spent today when the day is over, and no earlier', () => {
    const late = Date.UTC(2026, 10, 25, 23, 50);
    const spend = (['day', 'week', 'month'] as const).map((window) => ({ unit: unit('USD'), window, amount: exact('1') }));
    const windowsAt = (now: number): readonly string[] =>
      metricFamilies({ accounts: [factsOf({ reading: readingOf([], { at: late, spend }) })], now })
        .filter(({ name }) => name === 'api_balance_reported_spend_usd')
        .flatMap(({ samples }) => samples.map(({ labels }) => labels['window'] ?? ''));
    assert.deepEqual(windowsAt(late + 9 * minute), ['day', 'week', 'month']);
    assert.deepEqual(windowsAt(late + 10 * minute), ['week', 'month']);
  });
});
