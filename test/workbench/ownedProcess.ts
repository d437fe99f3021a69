import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { undoAtEnd } from './atEnd';

export interface OwnedOptions {
  readonly cwd?: string;
  /** How long it may take to end by itself when it is stopped. Default: 5 s. */
  readonly graceMs?: number;
}

export interface OwnedProcess {
  /** The end of what it printed. */
  output(): string;
  /** Resolves with the first match in what it prints; rejects when it exits or `timeoutMs` passes first. */
  printed(pattern: RegExp, timeoutMs: number): Promise<RegExpExecArray>;
  /** Its exit code, once it has ended and all it printed is here. Never rejects. */
  readonly ended: Promise<number>;
  /** The same, for one that must end; rejects when `timeoutMs` passes first. */
  endedWithin(timeoutMs: number): Promise<number>;
  /** To it and to what it started, as a terminal does. */
  signal(signal: NodeJS.Signals): void;
  /** To it alone. */
  signalAlone(signal: NodeJS.Signals): void;
  /** Ends it and everything it started. */
  stop(): Promise<void>;
}

const running = new Set<ChildProcess>();
let watching = false;

function send(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(pid, signal);
  } catch {
    // It is gone already, and the whole group with it.
  }
}

function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  send(child.pid === undefined ? undefined : -child.pid, signal);
}

/** For an end without a signal, such as an uncaught error, where nothing can be waited for. */
function killAtExit(): void {
  if (watching) return;
  watching = true;
  process.on('exit', () => {
    for (const child of running) killGroup(child, 'SIGKILL');
  });
}

async function stopChild(child: ChildProcess, graceMs: number): Promise<void> {
  if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
    const exited = once(child, 'exit');
    killGroup(child, 'SIGTERM');
    const hard = setTimeout(() => {
      killGroup(child, 'SIGKILL');
    }, graceMs);
    await exited;
    clearTimeout(hard);
  }
  // Extension hosts outlive the server that started them.
  killGroup(child, 'SIGKILL');
  running.delete(child);
}

/** Starts a process in a group of its own, which ends when this process does. */
export function startOwned(file: string, args: readonly string[], env: NodeJS.ProcessEnv, options: OwnedOptions = {}): OwnedProcess {
  const { cwd, graceMs = 5000 } = options;
  killAtExit();
  const child = spawn(file, args, { env, cwd, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  let log = '';
  const keep = (chunk: Buffer): void => void (log = (log + chunk.toString()).slice(-200_000));
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const endOfLog = (): string => `The end of what it printed:\n${log.slice(-4000)}`;

  const ended = new Promise<number>((resolve) => {
    child.once('close', (code, signal) => {
      resolve(code ?? (signal === null ? 1 : 128 + constants.signals[signal]));
    });
    child.once('error', ({ message }) => {
      log += `${message}\n`;
      resolve(127);
    });
  });
  const stop = (): Promise<void> => stopChild(child, graceMs).finally(forget);
  const forget = undoAtEnd(stop);

  const printed = (pattern: RegExp, timeoutMs: number): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const settle = (finish: () => void): void => {
        clearTimeout(timer);
        child.stdout.off('data', look);
        finish();
      };
      const refuse = (why: string): void => {
        settle(() => {
          reject(new Error(`${file} ${why}. ${endOfLog()}`));
        });
      };
      const look = (): void => {
        const match = pattern.exec(log);
        if (match !== null)
          settle(() => {
            resolve(match);
          });
      };
      const timer = setTimeout(() => {
        refuse(`did not print ${String(pattern)} within ${timeoutMs / 1000} s`);
      }, timeoutMs);
      child.stdout.on('data', look);
      look();
      void ended.then((code) => {
        refuse(`ended with ${code} before it printed ${String(pattern)}`);
      });
    });

  const endedWithin = async (timeoutMs: number): Promise<number> => {
    let late: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_resolve, reject) => {
      late = setTimeout(() => {
        reject(new Error(`${file} did not end within ${timeoutMs / 1000} s. ${endOfLog()}`));
      }, timeoutMs);
    });
    return Promise.race([ended, tooLate]).finally(() => {
      clearTimeout(late);
    });
  };

  const signal = (name: NodeJS.Signals): void => {
    killGroup(child, name);
  };
  const signalAlone = (name: NodeJS.Signals): void => {
    send(child.pid, name);
  };
  return { output: () => log, printed, ended, endedWithin, signal, signalAlone, stop };
}
