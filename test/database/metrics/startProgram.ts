import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface Program {
  readonly stop: () => Promise<void>;
}

/** Starts a server and resolves once it says so, in its log. */
export async function startProgram(path: string, args: readonly string[], ready: string): Promise<Program> {
  const child = spawn(path, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let log = '';
  await new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      log += `${line}\n`;
      if (line.includes(ready)) resolve();
    });
    child.once('error', reject);
    child.once('close', () => reject(new Error(`${path} ended: ${log.slice(-2000)}`)));
  });
  return {
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const closed = once(child, 'close');
      child.kill('SIGKILL');
      await closed;
    },
  };
}
