import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

export interface OwnedProcess {
  /** The end of what it printed. */
  output(): string;
  /** Resolves with the first match in what it prints; rejects when it exits or `timeoutMs` passes first. */
  printed(pattern: RegExp, timeoutMs: number): Promise<RegExpExecArray>;
  /** Ends it and everything it started. */
  stop(): Promise<void>;
}

const running = new Set<ChildProcess>();
let watching = false;

function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The whole group is gone already.
  }
}

function endWithUs(): void {
  if (watching) return;
  watching = true;
  const killAll = (): void => { for (const child of running) killGroup(child, 'SIGKILL'); };
  process.on('exit', killAll);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      killAll();
      process.kill(process.pid, signal);
    });
  }
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const exited = once(child, 'exit');
    killGroup(child, 'SIGTERM');
    const hard = setTimeout(() => { killGroup(child, 'SIGKILL'); }, 5000);
    await exited;
    clearTimeout(hard);
  }
  // Extension hosts outlive the server that started them.
  killGroup(child, 'SIGKILL');
  running.delete(child);
}

/** Starts a process in a group of its own, which ends when this process does. */
export function startOwned(file: string, args: readonly string[], env: NodeJS.ProcessEnv): OwnedProcess {
  endWithUs();
  const child = spawn(file, args, { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  let log = '';
  const keep = (chunk: Buffer): void => void (log = (log + chunk.toString()).slice(-200_000));
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);

  const printed = (pattern: RegExp, timeoutMs: number): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const settle = (finish: () => void): void => {
        clearTimeout(timer);
        child.stdout.off('data', look).off('end', ended);
        child.off('error', failed);
        finish();
      };
      const refuse = (why: string): void => { settle(() => { reject(new Error(`${file} ${why}. The end of what it printed:\n${log.slice(-4000)}`)); }); };
      const look = (): void => {
        const match = pattern.exec(log);
        if (match !== null) settle(() => { resolve(match); });
      };
      const ended = (): void => { refuse(`ended before it printed ${String(pattern)}`); };
      const failed = (error: Error): void => { refuse(`could not be started: ${error.message}`); };
      const timer = setTimeout(() => { refuse(`did not print ${String(pattern)} within ${timeoutMs / 1000} s`); }, timeoutMs);
      child.stdout.on('data', look).on('end', ended);
      child.once('error', failed);
      look();
    });

  return { output: () => log, printed, stop: () => stopChild(child) };
}
