import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { binaries, freePort, postgresProgram } from './postgresProgram';
import { serverFolder } from './serverFolder';
import { clientsOf, owner, ownerPassword, type PostgresServer } from './startPostgres';

export interface Standby extends PostgresServer {
  /** Takes over. It may be written to when this has ended. */
  readonly promote: () => Promise<void>;
}

/** What the primary needs to be followed: with it a commit is acknowledged when the standby has it too. */
export const withStandby = ['synchronous_standby_names=*', 'wal_level=replica', 'max_wal_senders=4'];

/**
 * A server that follows another by its log, from a copy of it.
 * @see https://www.postgresql.org/docs/current/warm-standby.html#STREAMING-REPLICATION
 */
export async function startStandby(primary: PostgresServer, name = 'standby'): Promise<Standby> {
  const { folder, ids } = serverFolder('standby');
  const dataFolder = join(folder, 'data');
  const from = `host=127.0.0.1 port=${primary.port} user=${owner} password=${ownerPassword} application_name=${name}`;
  const copied = spawnSync(join(binaries(), 'pg_basebackup'), ['-D', dataFolder, '-d', from, '-R', '-X', 'stream', '-c', 'fast'], {
    ...ids,
    encoding: 'utf8',
  });
  if (copied.status !== 0) throw new Error(`pg_basebackup failed: ${copied.stderr.slice(-1000)}`);
  const port = await freePort();
  const program = postgresProgram(dataFolder, port, ids, ['fsync=off', 'synchronous_standby_names=', 'hot_standby=on']);
  await program.start();
  const clients = clientsOf(port);
  return {
    ...clients,
    ...program,
    promote: () => clients.run('SELECT pg_promote(true, 30)'),
    stop: async () => {
      await program.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
