import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { built } from '../built';

/** A program of its own that has a database open, as the tools whose logs are read do. */
export interface DatabaseOwner {
  /** Ends when the statements have been committed. */
  readonly exec: (sql: string) => Promise<void>;
  /** Closes the database as a program does that ends. */
  readonly close: () => Promise<void>;
  /** As a crash or a power cut ends it. */
  readonly kill: () => Promise<void>;
}

/** @param journal `WAL`, `DELETE`, … @see https://www.sqlite.org/pragma.html#pragma_journal_mode */
export async function databaseOwner(file: string, journal: string): Promise<DatabaseOwner> {
  const child = spawn(process.execPath, [built('test', 'support', 'usage', 'databaseOwnerProcess.js'), file, journal], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  const answers = createInterface({ input: child.stdout });
  const answer = async (): Promise<void> => {
    const line: readonly unknown[] = await once(answers, 'line');
    const said = line[0];
    if (said !== 'done') throw new Error(`The owner of the database said ${String(said)}`);
  };
  await answer();
  const end = async (how: () => void): Promise<void> => {
    how();
    await ended;
  };
  return {
    exec: async (sql) => {
      const answered = answer();
      child.stdin.write(`${JSON.stringify(sql)}\n`);
      await answered;
    },
    close: async () => end(() => child.stdin.end()),
    kill: async () => end(() => child.kill('SIGKILL')),
  };
}
