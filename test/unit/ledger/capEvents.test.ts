import assert from 'node:assert/strict';
import type { PastReading } from '../../../src/core/history/pastReading';
import { followCap } from '../../../src/core/ledger/capEvents';
import type { CapPeriod } from '../../../src/core/ledger/capPeriod';
import type { LedgerEvent } from '../../../src/core/ledger/ledgerEvents';
import { day, hour, money, noon, total } from '../../support/pastReadings';

type Told = readonly [kind: string, amount: number, atLeast: boolean];

const left = (at: number, available: number, limit: number | null = 10): PastReading => ({
  ...total(at, available),
  ...(limit === null ? {} : { limit: money(limit) }),
});

function eventsOf(cap: CapPeriod, readings: readonly PastReading[]): readonly LedgerEvent[] {
  const events: LedgerEvent[] = [];
  const changes = followCap(cap, (event) => events.push(event));
  for (const reading of readings) changes.add(reading);
  return events;
}

function told(cap: CapPeriod, ...readings: readonly PastReading[]): readonly Told[] {
  return eventsOf(cap, readings).map(({ kind, amount, atLeast }) => [kind, amount / 1e6, atLeast]);
}

const midnight = noon + 12 * hour;

describe('what went off a cap', () => {
  it('is exact within a period, and nothing where nothing changed', () => {
    assert.deepEqual(told({ resets: 'daily' }, left(noon, 7), left(noon + hour, 5), left(noon + 2 * hour, 5)), [['spend', 2, false]]);
    assert.deepEqual(told({ resets: 'never' }, left(noon, 7), left(noon + 90 * day, 5)), [['spend', 2, false]]);
  });

  it('is at least what is off the limit where the cap was set back between, though as much is left as before, or more', () => {
    assert.deepEqual(told({ resets: 'daily' }, left(noon, 7), left(noon + day, 7)), [['spend', 3, true]]);
    assert.deepEqual(told({ resets: 'daily' }, left(noon, 7), left(noon + day, 6)), [['spend', 4, true]]);
    assert.deepEqual(told({ resets: 'daily' }, left(noon, 2), left(noon + day, 9)), [
      ['setBack', 7, true],
      ['spend', 1, true],
    ]);
    assert.deepEqual(told({ resets: 'weekly' }, left(noon, 7), left(noon + 7 * day, 7)), [['spend', 3, true]]);
  });

  it('is then of the period that began there', () => {
    const [spend] = eventsOf({ resets: 'daily' }, [left(noon - 3 * day, 7), left(noon, 7)]);
    assert.deepEqual([spend?.from, spend?.to], [midnight - day, noon]);
  });

  it('is at least nothing there where the limit is not known', () => {
    assert.deepEqual(told({ resets: 'daily' }, left(noon, 7, null), left(noon + day, 7, null)), [['spend', 0, true]]);
  });

  it('counts nothing off the limit where a provider may be late to set it back', () => {
    assert.deepEqual(told({ resets: 'daily' }, left(midnight - hour, 7), left(midnight + hour / 4, 7)), [['spend', 0, true]]);
  });

  it('is a bound always where nobody knows when the cap is set back, and no more than the difference', () => {
    for (const cap of [{ resets: 'unknown' }, { resets: 'monthly', owner: 'plan' }] as const)
      assert.deepEqual(told(cap, left(noon, 8), left(noon + hour, 7), left(noon + 2 * hour, 7)), [
        ['spend', 1, true],
        ['spend', 0, true],
      ]);
  });

  it('goes by the time at which the provider says that it is set back next', () => {
    const on17th = { resets: 'monthly', owner: 'plan', resetsAt: Date.UTC(2026, 1, 17) } as const;
    const readings = [left(Date.UTC(2026, 0, 15), 92, 100), left(Date.UTC(2026, 0, 16), 90, 100), left(Date.UTC(2026, 0, 18), 60, 100)];
    assert.deepEqual(told(on17th, ...readings), [
      ['spend', 2, false],
      ['spend', 40, true],
    ]);
    const atThree = { resets: 'daily', resetsAt: noon + 3 * hour + 5 * day } as const;
    assert.deepEqual(told(atThree, left(midnight - hour, 7), left(midnight + 2 * hour, 6)), [['spend', 1, false]]);
    assert.deepEqual(told(atThree, left(noon, 7), left(noon + 4 * hour, 6)), [['spend', 4, true]]);
  });

  it('of a month that begins on a day which not every month has, at its last', () => {
    const on31st = { resets: 'monthly', resetsAt: Date.UTC(2026, 0, 31, 6) } as const;
    assert.deepEqual(told(on31st, left(Date.UTC(2026, 1, 28, 5), 7), left(Date.UTC(2026, 1, 28, 8), 7)), [['spend', 3, true]]);
    assert.deepEqual(told(on31st, left(Date.UTC(2026, 1, 28, 8), 7), left(Date.UTC(2026, 2, 31, 5), 6)), [['spend', 1, false]]);
  });

  it('is not known between two epochs', () => {
    assert.deepEqual(told({ resets: 'never' }, left(noon, 7), { ...left(noon + day, 9), epoch: noon }), [['spend', 0, true]]);
  });
});
