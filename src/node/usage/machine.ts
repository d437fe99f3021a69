import { homedir } from 'node:os';
import type { Machine } from '../../core/usage/usageReader';

export function thisMachine(): Machine {
  return { home: withSlashes(homedir()), variable: (name) => process.env[name], isConfined: false };
}

/** A folder that stands for a home by itself: what the environment says of another one does not count. */
export function machineAt(folder: string): Machine {
  return { home: withSlashes(folder), variable: () => undefined, isConfined: true };
}

function withSlashes(path: string): string {
  return path.replaceAll('\\', '/').replace(/\/+$/, '');
}
