import assert from 'node:assert/strict';
import { longPlan } from './plans';
import { simulate } from './simulate';
import { openStores, type Stores } from './stores';

// incident 10, 13, 17, 18, 40, 41
describe('nine windows for thirty days', () => {
  let stores: Stores;
  before(() => (stores = openStores()));
  after(() => stores.dispose());

  it('ask once an interval, and tell each crossing once', async () => {
    const { requests, alerts } = await simulate(
      longPlan(20_261_010, { windows: 9, keyless: 3, accounts: 3, days: 30, intervalMinutes: 30, ticksPerInterval: 3 }),
      stores,
      true,
    );
    console.log(`      ${requests} requests and ${alerts} alerts`);
    assert.ok(requests > 1_000 && alerts > 50, 'something happened');
  });
});
