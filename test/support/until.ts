import { setTimeout as pause } from 'node:timers/promises';

/** Resolves once it holds: for what nothing announces, such as a file that another process writes. The time limit of the test ends it. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(50);
}
