import assert from 'node:assert/strict';
import type { SharedStore } from '../../src/core/shared/sharedStore';
import { entryAt, everything, fullEntry, Machines, sampleTime, valueOf } from './sharedHistory';
import { startPostgres, type PostgresServer } from './startPostgres';

describe('a history that machines share', function () {
  this.timeout(60_000);
  const machines = new Machines();
  let server: PostgresServer;
  let one: SharedStore;
  let two: SharedStore;
  before(async () => {
    server = await startPostgres();
    one = await machines.opened(server, 'one');
    two = await machines.opened(server, 'two');
  });
  after(async () => {
    machines.close();
    await server.stop();
  });

  it('gives others what one handed on, as it was', async () => {
    const given = [fullEntry(sampleTime), entryAt(sampleTime + 1), { ...entryAt(sampleTime + 1), place: 'elsewhere' }];
    assert.deepEqual((await valueOf(one.handOn(given))).added, 3);
    const page = await valueOf(two.entriesSince(null, 100));
    assert.deepEqual(
      page.entries.map(({ machine, ...entry }) => [machine.name, entry]),
      given.map(({ place, entry }) => ['one', { place, entry }]),
    );
    assert.deepEqual([page.isAll, page.unread], [true, 0]);
    assert.deepEqual((await valueOf(two.entriesSince(page.cursor, 100))).entries, []);
    assert.deepEqual((await valueOf(one.entriesSince(null, 100))).entries, [], 'one’s own are known');
  });
});
