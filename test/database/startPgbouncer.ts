import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';
import { ensureDebianPackage } from '../workbench/systemPackages';
import type { Signed } from './certificates';
import { serverFolder } from './serverFolder';
import { freePort } from './postgresProgram';
import type { PostgresServer } from './startPostgres';

/** @see https://www.pgbouncer.org/config.html */
export interface PoolerOptions {
  readonly mode: 'session' | 'transaction' | 'statement';
  readonly auth: 'scram-sha-256' | 'md5' | 'plain' | 'trust';
  readonly users: Readonly<Record<string, string>>;
  readonly tls?: Signed;
  readonly settings?: Readonly<Record<string, string>>;
}

export interface Pooler {
  readonly place: string;
  readonly port: number;
  readonly connection: (user: string, password: string, query?: string) => string;
  /** Of its own console, such as `SHOW SERVERS`. */
  readonly console: (command: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;
  readonly log: () => string;
  readonly stop: () => Promise<void>;
}

const [keeper, keeperPassword] = ['keeper', 'keeper-sandbox'];

/** PgBouncer itself, from the system's package, before a PostgreSQL, with one connection to it and no more. */
export async function startPgbouncer(postgres: PostgresServer, { mode, auth, users, tls, settings = {} }: PoolerOptions): Promise<Pooler> {
  const { folder, ids, write } = serverFolder('pooler');
  const port = await freePort();
  const [host, serverPort] = postgres.place.split(':');
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const secure = tls
    ? { client_tls_sslmode: 'require', client_tls_cert_file: write('cert', tls.cert), client_tls_key_file: write('key', tls.key) }
    : {};
  const all = {
    listen_addr: '127.0.0.1',
    listen_port: port,
    unix_socket_dir: '',
    auth_type: auth,
    pool_mode: mode,
    default_pool_size: 1,
    max_client_conn: 50,
    auth_file: write(
      'users',
      Object.entries({ ...users, [keeper]: keeperPassword })
        .map(([name, password]) => `${quoted(name)} ${quoted(password)}\n`)
        .join(''),
    ),
    admin_users: keeper,
    ...secure,
    ...settings,
  };
  const lines = [
    '[databases]',
    `postgres = host=${host} port=${serverPort} dbname=postgres`,
    '[pgbouncer]',
    ...Object.entries(all).map(([name, value]) => `${name} = ${value}`),
  ];
  const pooler = spawn(binary(), [write('pgbouncer.ini', `${lines.join('\n')}\n`)], { ...ids, stdio: ['ignore', 'ignore', 'pipe'] });
  let log = '';
  await new Promise<void>((resolve, reject) => {
    createInterface({ input: pooler.stderr }).on('line', (line) => {
      log += `${line}\n`;
      if (line.includes('process up')) resolve();
    });
    pooler.once('error', reject);
    pooler.once('close', () => reject(new Error(`PgBouncer ended: ${log.slice(-2000)}`)));
  });
  const place = `127.0.0.1:${port}`;
  return {
    place,
    port,
    connection: (user, password, query = '') => `postgresql://${user}:${encodeURIComponent(password)}@${place}/postgres${query}`,
    console: async (command) => {
      const client = new Client({
        host: '127.0.0.1',
        port,
        user: keeper,
        password: keeperPassword,
        database: 'pgbouncer',
        ssl: tls ? { rejectUnauthorized: false } : false,
      });
      await client.connect();
      const { rows } = await client.query<Readonly<Record<string, unknown>>>(command);
      await client.end();
      return rows;
    },
    log: () => log,
    stop: async () => {
      if (pooler.exitCode === null && pooler.signalCode === null) {
        const closed = once(pooler, 'close');
        pooler.kill('SIGKILL');
        await closed;
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Installed first where there is none, as PostgreSQL is. */
function binary(): string {
  const find = (): string | undefined =>
    [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin'].map((path) => join(path, 'pgbouncer')).find((path) => existsSync(path));
  const found = find();
  if (found !== undefined) return found;
  ensureDebianPackage('pgbouncer');
  const installed = find();
  if (installed === undefined) throw new Error('pgbouncer was installed, but was not found.');
  return installed;
}
