import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ensureDebianPackage } from '../workbench/systemPackages';
import type { ServerFolder } from './serverFolder';

/** One PostgreSQL over a folder of data, which may end and start again. */
export interface PostgresProgram {
  readonly start: () => Promise<void>;
  /** With whatever it was about: the next start recovers it. */
  readonly kill: () => Promise<void>;
  readonly hold: () => void;
  readonly log: () => string;
}

export function postgresProgram(dataFolder: string, port: number, ids: ServerFolder['ids'], settings: readonly string[]): PostgresProgram {
  let server: ChildProcess | undefined;
  let said = '';
  return {
    start: async () => {
      const fixed = ['-D', dataFolder, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='];
      server = spawn(join(binaries(), 'postgres'), [...fixed, ...settings.flatMap((one) => ['-c', one])], {
        ...ids,
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      await readyToConnect(server, (line) => void (said += `${line}\n`));
    },
    kill: async () => {
      if (!server || server.exitCode !== null || server.signalCode !== null) return;
      const all = childrenOf(server);
      const closed = once(server, 'close');
      // What it started goes with it: they hold its memory and its port.
      for (const pid of all) send(pid, 'SIGKILL');
      await closed;
    },
    hold: () => {
      if (server) for (const pid of childrenOf(server)) send(pid, 'SIGSTOP');
    },
    log: () => said,
  };
}

function send(pid: number, signal: 'SIGKILL' | 'SIGSTOP'): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It went by itself.
  }
}

/** The newest version the system has; installed first where there is none. */
export function binaries(): string {
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

function readyToConnect(server: ChildProcess, say: (line: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    if (server.stderr)
      createInterface({ input: server.stderr }).on('line', (line) => {
        said += `${line}\n`;
        say(line);
        // A standby says what it may be connected for.
        if (/ready to accept (read-only )?connections/.test(line)) resolve();
      });
    server.once('close', () => reject(new Error(`PostgreSQL ended: ${said.slice(-2000)}`)));
  });
}
