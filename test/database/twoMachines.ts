import type { SharedStore } from '../../src/core/shared/sharedStore';
import { Machines } from './sharedHistory';
import { startPostgres, type PostgresServer } from './startPostgres';

export interface TwoMachines {
  readonly server: PostgresServer;
  readonly machines: Machines;
  readonly one: SharedStore;
  readonly two: SharedStore;
}

/**
 * One server for all tests of a suite, and two machines that share it. Before each test these tables are empty.
 * @param onMade called once, before the first test
 */
export function twoMachines(tables: readonly string[], onMade: (made: TwoMachines) => void | Promise<void>): void {
  const machines = new Machines();
  let server: PostgresServer;
  before(async () => {
    server = await startPostgres();
    const [one, two] = [await machines.opened(server, 'one'), await machines.opened(server, 'two')];
    await onMade({ server, machines, one, two });
  });
  beforeEach(() => server.run(`TRUNCATE ${tables.map((table) => `api_balance.${table}`).join(', ')}`));
  after(async () => {
    machines.close();
    await server.stop();
  });
}
