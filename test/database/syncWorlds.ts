import { startPostgres, type PostgresServer } from './startPostgres';
import { SyncWorld } from './syncWorld';

/** One server for all tests of a suite, and for each a world of its own, whose database knows nothing yet. */
export function syncWorlds(onMade: (world: SyncWorld, server: PostgresServer) => void): void {
  let server: PostgresServer;
  let world: SyncWorld;
  before(async () => void (server = await startPostgres()));
  beforeEach(async () => {
    world = new SyncWorld(server);
    await server.run('DROP SCHEMA IF EXISTS api_balance CASCADE');
    onMade(world, server);
  });
  afterEach(() => world.end());
  after(() => server.stop());
}
