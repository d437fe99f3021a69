import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { repositoryRoot } from './fixture';
import { compileCache, type CliRun } from './runCli';

export interface RunningWatch {
  /** Resolves when the text on standard output, or on standard error, has it so often. */
  readonly says: (pattern: RegExp, times?: number) => Promise<void>;
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly ended: Promise<CliRun>;
}

/** The built command line, watching in a process of its own until it is told to end. */
export function runningWatch(args: readonly string[], environment: Readonly<Record<string, string>>): RunningWatch {
  const child = spawn(process.execPath, [join(repositoryRoot, 'dist', 'cli.js'), 'watch', ...args], {
    env: { ...compileCache(), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  let looks: (() => void)[] = [];
  const hear = (name: keyof typeof said) => (piece: Buffer) => {
    said[name] += piece.toString();
    for (const look of looks) look();
  };
  child.stdout.on('data', hear('stdout'));
  child.stderr.on('data', hear('stderr'));
  const closed = once(child, 'close').then(([code]: unknown[]) => ({ code: typeof code === 'number' ? code : null, ...said }));
  const says = (pattern: RegExp, times = 1): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if ([...`${said.stdout}${said.stderr}`.matchAll(new RegExp(pattern, 'g'))].length < times) return;
        looks = looks.filter((one) => one !== look);
        resolve();
      };
      looks.push(look);
      look();
      void closed.then(({ stdout, stderr }) => reject(new Error(`It ended without ${String(pattern)}: ${stdout}${stderr}`)));
    });
  return { says, kill: (signal) => void child.kill(signal), ended: closed };
}
