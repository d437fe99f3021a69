import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';
import { ensureDebianPackage } from '../workbench/systemPackages';
import { serverFolder } from './serverFolder';

export interface PostgresServer {
  readonly host: string;
  /** `host:port`, as a definition names it. */
  readonly place: string;
  readonly connection: (user: string, password: string, query?: string) => string;
  /** As the owner of everything. */
  readonly run: (sql: string) => Promise<void>;
  readonly stop: () => Promise<void>;
  /** What it wrote of itself, since it began. */
  readonly log: () => string;
  /** Stops answering without saying goodbye: its processes are held. */
  readonly hold: () => void;
}

export interface PostgresOptions {
  readonly tls?: { readonly key: string; readonly cert: string };
}

const [owner, ownerPassword] = ['owner', 'owner-sandbox'];

/** PostgreSQL itself, from the system's package, with data of its own that goes with it. */
export async function startPostgres({ tls }: PostgresOptions = {}): Promise<PostgresServer> {
  const bin = binaries();
  const { folder, ids, write } = serverFolder('postgres');
  const dataFolder = join(folder, 'data');
  const made = spawnSync(
    join(bin, 'initdb'),
    [
      '-D',
      dataFolder,
      '-U',
      owner,
      '-A',
      'scram-sha-256',
      '-E',
      'UTF8',
      '--locale=C',
      '--no-sync',
      '--pwfile',
      write('password', ownerPassword),
    ],
    { ...ids, encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr.slice(-1000)}`);
  const port = await freePort();
  const secure = tls
    ? ['-c', 'ssl=on', '-c', `ssl_cert_file=${write('server.crt', tls.cert)}`, '-c', `ssl_key_file=${write('server.key', tls.key)}`]
    : [];
  const server = spawn(
    join(bin, 'postgres'),
    [
      '-D',
      dataFolder,
      '-p',
      String(port),
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'unix_socket_directories=',
      '-c',
      'fsync=off',
      ...secure,
    ],
    { ...ids, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const log = await logOnceReady(server);
  const place = `127.0.0.1:${port}`;
  const connection = (user: string, password: string, query = ''): string =>
    `postgresql://${user}:${encodeURIComponent(password)}@${place}/postgres${query}`;
  return {
    host: '127.0.0.1',
    place,
    connection,
    log,
    run: async (sql) => {
      const client = new Client({
        host: '127.0.0.1',
        port,
        user: owner,
        password: ownerPassword,
        database: 'postgres',
        ssl: tls ? { ca: tls.cert } : false,
      });
      await client.connect();
      try {
        await client.query(sql);
      } finally {
        await client.end();
      }
    },
    hold: () => {
      for (const pid of childrenOf(server)) process.kill(pid, 'SIGSTOP');
    },
    stop: async () => {
      if (server.exitCode === null && server.signalCode === null) {
        for (const pid of childrenOf(server)) process.kill(pid, 'SIGCONT');
        const closed = once(server, 'close');
        server.kill('SIGQUIT');
        await closed;
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The newest version the system has; installed first where there is none. */
function binaries(): string {
  const root = '/usr/lib/postgresql';
  const find = (): string | undefined =>
    existsSync(root)
      ? readdirSync(root)
          .map(Number)
          .filter(Boolean)
          .sort((a, b) => b - a)
          .map((version) => join(root, String(version), 'bin'))
          .find((bin) => existsSync(join(bin, 'initdb')))
      : undefined;
  const found = find() ?? onPath();
  if (found !== undefined) return found;
  ensureDebianPackage('postgresql');
  const installed = find();
  if (installed === undefined) throw new Error('postgresql was installed, but its initdb was not found.');
  return installed;
}

function onPath(): string | undefined {
  return (process.env['PATH'] ?? '').split(':').find((folder) => folder !== '' && existsSync(join(folder, 'initdb')));
}

function childrenOf({ pid = 0 }: ChildProcess): readonly number[] {
  const { stdout } = spawnSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' });
  return [pid, ...stdout.split('\n').map(Number).filter(Boolean)];
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

function logOnceReady(server: ChildProcess): Promise<() => string> {
  return new Promise((resolve, reject) => {
    let said = '';
    if (server.stderr)
      createInterface({ input: server.stderr }).on('line', (line) => {
        said += `${line}\n`;
        if (line.includes('ready to accept connections')) resolve(() => said);
      });
    server.once('close', () => reject(new Error(`PostgreSQL ended: ${said.slice(-2000)}`)));
  });
}
