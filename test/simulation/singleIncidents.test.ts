import assert from 'node:assert/strict';
import type { Happening, Plan } from './incidents';
import { simulate } from './simulate';
import { openStores, type Stores } from './stores';

const hour = 60;
const year = 365 * 24 * hour;

function planOf(happenings: readonly Happening[]): Plan {
  return { seed: 7, windows: 4, keyless: null, accounts: 1, days: 1, intervalMinutes: 60, ticksPerInterval: 4, happenings };
}

describe('one thing alone in a day of four windows', () => {
  let stores: Stores;
  before(() => (stores = openStores()));
  after(() => stores.dispose());
  const requestsOf = async (...happenings: Happening[]): Promise<number> => (await simulate(planOf(happenings), stores)).requests;

  // incident 10
  it('nothing: one request an interval, and not one for each window', async () => {
    const requests = await requestsOf();
    assert.ok(requests >= 20 && requests <= 28, `${requests}`);
  });

  // incident 17, 41
  it('eight hours of sleep: one refresh after it, and nothing to make up for', async () => {
    const requests = await requestsOf({
      atMinute: 4 * hour,
      incident: { kind: 'sleep', midFlight: false, minutes: 8 * hour, networkAfterSeconds: 0 },
    });
    assert.ok(requests >= 13 && requests <= 20, `${requests}`);
  });

  // incident 12
  it('Retry-After of four hours: nothing is asked in it, also by those who click', async () => {
    const clicks = Array.from({ length: 20 }, (_, index): Happening => ({
      atMinute: 3 * hour + 10 * index,
      incident: { kind: 'click', window: index, account: 0, cancelAfterMs: null, again: false, everywhere: index % 2 === 0 },
    }));
    const fault = { kind: 'throttled', retryAfterSeconds: 4 * 3_600, asDate: false } as const;
    const requests = await requestsOf({ atMinute: hour, incident: { kind: 'fault', account: 0, minutes: 90, fault } }, ...clicks);
    assert.ok(requests >= 16 && requests <= 26, `${requests}`);
  });

  // incident 12, 18
  for (const ahead of [5 * 24 * hour, year])
    it(`a clock that was ${ahead / 24 / hour} days ahead when it was told to wait: a minute is a minute`, async () => {
      const fault = { kind: 'throttled', retryAfterSeconds: 60, asDate: false } as const;
      const requests = await requestsOf(
        { atMinute: 2 * hour, incident: { kind: 'step', minutes: ahead } },
        { atMinute: 2 * hour, incident: { kind: 'fault', account: 0, minutes: 70, fault } },
        { atMinute: 4 * hour, incident: { kind: 'step', minutes: -ahead } },
      );
      assert.ok(requests >= 18, `${requests}`);
    });
});
