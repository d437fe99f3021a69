import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { binaries, freePort, postgresProgram } from './postgresProgram';
import { serverFolder } from './serverFolder';

export interface PostgresServer {
  readonly host: string;
  readonly port: number;
  /** `host:port`, as a definition names it. */
  readonly place: string;
  readonly connection: (user: string, password: string, query?: string) => string;
  /** As the owner of everything. */
  readonly run: (sql: string) => Promise<void>;
  readonly rows: (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;
  readonly stop: () => Promise<void>;
  /** Ends at once, as by SIGKILL, and keeps its data. */
  readonly kill: () => Promise<void>;
  readonly start: () => Promise<void>;
  /** What it wrote of itself, since it began. */
  readonly log: () => string;
  /** Stops answering without saying goodbye: its processes are held. */
  readonly hold: () => void;
}

export interface PostgresOptions {
  readonly tls?: { readonly key: string; readonly cert: string };
  /** As in `postgresql.conf`, such as `wal_level=replica`. */
  readonly settings?: readonly string[];
}

export const [owner, ownerPassword] = ['owner', 'owner-sandbox'];

/** PostgreSQL itself, from the system's package, with data of its own that goes with it. */
export async function startPostgres({ tls, settings = [] }: PostgresOptions = {}): Promise<PostgresServer> {
  const { folder, ids, write } = serverFolder('postgres');
  const dataFolder = join(folder, 'data');
  const passwordFile = write('password', ownerPassword);
  const made = spawnSync(
    join(binaries(), 'initdb'),
    ['-D', dataFolder, '-U', owner, '-A', 'scram-sha-256', '-E', 'UTF8', '--locale=C', '--no-sync', '--pwfile', passwordFile],
    { ...ids, encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr.slice(-1000)}`);
  const port = await freePort();
  const secure = tls ? ['ssl=on', `ssl_cert_file=${write('server.crt', tls.cert)}`, `ssl_key_file=${write('server.key', tls.key)}`] : [];
  const program = postgresProgram(dataFolder, port, ids, ['fsync=off', ...secure, ...settings]);
  await program.start();
  return {
    ...clientsOf(port, tls?.cert),
    ...program,
    stop: async () => {
      await program.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function clientsOf(port: number, ca?: string): Pick<PostgresServer, 'host' | 'port' | 'place' | 'connection' | 'run' | 'rows'> {
  const place = `127.0.0.1:${port}`;
  const rows: PostgresServer['rows'] = async (sql) => {
    const client = new Client({
      host: '127.0.0.1',
      port,
      user: owner,
      password: ownerPassword,
      database: 'postgres',
      ssl: ca === undefined ? false : { ca },
    });
    await client.connect();
    try {
      const answer = await client.query<Readonly<Record<string, unknown>>>(sql);
      // Several statements have an answer each.
      return Array.isArray(answer) ? [] : answer.rows;
    } finally {
      await client.end();
    }
  };
  return {
    host: '127.0.0.1',
    port,
    place,
    connection: (user, password, query = '') => `postgresql://${user}:${encodeURIComponent(password)}@${place}/postgres${query}`,
    rows,
    run: async (sql) => void (await rows(sql)),
  };
}
