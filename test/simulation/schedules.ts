import fc from 'fast-check';
import { anyPlan } from './plans';
import { simulate } from './simulate';
import type { Journal } from '../../src/node/sqlite/sqlite';
import { openStores, type Stores } from './stores';

/** One half of the random schedules; two files share them, so that two processes do. */
export function describeSchedules(half: 'first' | 'second', journal: Journal, ownSeed: number): void {
  // incident 10, 11, 12, 13, 14, 15, 16, 17, 18, 40, 41
  describe(`random schedules, the ${half} half, ${journal}`, () => {
    let stores: Stores;
    before(() => (stores = openStores(journal)));
    after(() => stores.dispose());

    it('keep every promise', async () => {
      const [numRuns, seed] = [Number(process.env['SIMULATION_RUNS'] ?? 500), Number(process.env['SIMULATION_SEED'] ?? ownSeed)];
      let [schedules, requests, alerts] = [0, 0, 0];
      const property = fc.asyncProperty(anyPlan, async (plan) => {
        const simulated = await simulate(plan, stores);
        schedules += 1;
        requests += simulated.requests;
        alerts += simulated.alerts;
      });
      await fc.assert(property, { numRuns, seed, includeErrorInReport: true });
      console.log(`      ${schedules} schedules, ${requests} requests, ${alerts} alerts, seed ${seed}`);
    });
  });
}
