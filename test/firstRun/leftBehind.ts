import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** What still runs with this folder for its temporary files, and what lies there. What a process starts has the same folder. */
export function leftBehind(temporary: string): readonly string[] {
  const commandOf = (pid: string): string => textOf(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').slice(0, 200);
  const processes = processesWith(temporary).map((pid) => `${pid} ${commandOf(pid)}`);
  return [...processes, ...readdirSync(temporary).map((name) => `${temporary}/${name}`)];
}

/** After a test that failed: they would outlive it. */
export function killLeftBehind(temporary: string): void {
  for (const pid of processesWith(temporary)) process.kill(Number(pid), 'SIGKILL');
}

/** In whatever group: only Linux tells. */
function processesWith(text: string): readonly string[] {
  if (!existsSync('/proc/self/environ')) return [];
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name) && textOf(`/proc/${name}/environ`).includes(text));
}

/** Nothing where the process has ended, or is somebody else's. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
