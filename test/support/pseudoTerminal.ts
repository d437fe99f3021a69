import { spawn } from 'node:child_process';
import { cliFile } from './runCommand';
import { compileCache } from './runCli';

export interface InTerminal {
  /** Resolves with the match, once what was drawn matches. */
  readonly drawn: (pattern: RegExp) => Promise<RegExpExecArray>;
  /** Keys, such as `\u0003` for Ctrl+C. */
  readonly type: (keys: string) => void;
  /** Ends the terminal and what runs in it. */
  readonly stop: () => void;
  readonly ended: Promise<{ readonly code: number | null; readonly output: string }>;
}

export interface Terminal {
  readonly environment?: Readonly<Record<string, string>>;
  readonly columns?: number;
  /** Where it is given, output goes there rather than to the terminal. */
  readonly stdoutTo?: string;
}

/** `script` of util-linux: the one of other systems has other options. */
export const hasTerminals = process.platform === 'linux';

/** A program in a terminal of its own, as a person sees it; both of its outputs are what was drawn. */
export function startInTerminal(command: readonly string[], { environment = {}, columns = 80, stdoutTo }: Terminal = {}): InTerminal {
  const quoted = command.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
  const line = `stty cols ${columns} rows 24; exec ${quoted}${stdoutTo === undefined ? '' : ` > '${stdoutTo}'`}`;
  const child = spawn('script', ['--quiet', '--flush', '--return', '--command', line, '/dev/null'], {
    env: { ...compileCache(), PATH: process.env['PATH'], SHELL: '/bin/sh', TERM: 'xterm-256color', ...environment },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let output = '';
  const lookers = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    for (const look of lookers) look();
  });
  child.stdin.on('error', () => undefined);
  const ended = new Promise<{ readonly code: number | null; readonly output: string }>((resolve, reject) => {
    child.once('error', reject).once('close', (code) => resolve({ code, output }));
  });
  const drawn = (pattern: RegExp): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const match = pattern.exec(output);
        if (match === null) return;
        lookers.delete(look);
        resolve(match);
      };
      lookers.add(look);
      look();
      void ended.then(() => reject(new Error(`It ended before it drew ${String(pattern)}:\n${JSON.stringify(output)}`)));
    });
  return { drawn, ended, type: (keys) => void child.stdin.write(keys), stop: () => void child.kill('SIGKILL') };
}

/** The built command line in a terminal. */
export function startCliInTerminal(args: readonly string[], terminal: Terminal = {}): InTerminal {
  return startInTerminal([process.execPath, cliFile, ...args], terminal);
}
