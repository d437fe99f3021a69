import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { repositoryRoot } from './fixture';
import { type CliRun, compileCache } from './runCli';

export const cliFile = join(repositoryRoot, 'dist', 'cli.js');

export interface Surroundings {
  readonly environment?: Readonly<Record<string, string>>;
  /** What standard input holds; without it there is none. */
  readonly input?: string | Uint8Array;
  readonly folder?: string;
  /** By default long enough for a busy machine, and short enough to be told before a test's own limit. */
  readonly limitMs?: number;
}

/** The built command line, as `runCli`, in a folder and with an input. What does not end by itself is ended, and has the code null. */
export function runCommand(args: readonly string[], surroundings: Surroundings = {}): Promise<CliRun> {
  return run(process.execPath, [cliFile, ...args], surroundings);
}

/** A script of bash, in which `CLI` is the command line. It reads no settings, which a shell does whose input is a socket. */
export function runShell(script: string, surroundings: Surroundings = {}): Promise<CliRun> {
  const PATH = process.env['PATH'] ?? '';
  const quoted = [process.execPath, cliFile].map((word) => `'${word}'`).join(' ');
  return run('bash', ['--norc', '-c', `CLI() { ${quoted} "$@"; }\n${script}`], {
    ...surroundings,
    environment: { PATH, ...surroundings.environment },
  });
}

/** A script in the shell that cron has, and nothing in its environment but what is given. */
export function runScript(file: string, environment: Readonly<Record<string, string>>, folder: string): Promise<CliRun> {
  return run('/bin/sh', [file], { environment, folder, limitMs: 20_000 });
}

async function run(
  program: string,
  args: readonly string[],
  { environment = {}, input, folder, limitMs = 8000 }: Surroundings,
): Promise<CliRun> {
  // A group of its own, so that what a shell began ends with it.
  const child = spawn(program, args, {
    env: { ...compileCache(), ...environment },
    cwd: folder,
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.on('error', () => undefined).end(input ?? '');
  const limit = setTimeout(() => {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  }, limitMs);
  const ended = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  clearTimeout(limit);
  return { code, stdout, stderr };
}
