import { plainLines } from '../core/text/plainText';

let hasComplainedOfOutput = false;

/** Whoever reads the output may stop, as `head` does; a disk may be full. Neither is a fault of ours. */
export function watchOutput(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE' || hasComplainedOfOutput) return;
    hasComplainedOfOutput = true;
    complain('The output could not be written; the disk may be full.');
    process.exitCode = 1;
  });
  process.stderr.on('error', () => undefined);
}

export function outputFailed(): boolean {
  return hasComplainedOfOutput;
}

/** Prints text in which nothing of others can move the cursor. */
export function say(text: string): number {
  process.stdout.write(`${plainLines(text)}\n`);
  return 0;
}

/** For text that is whole as it is, such as CSV. */
export function print(text: string): number {
  process.stdout.write(text);
  return 0;
}

export function complain(reason: string): number {
  process.stderr.write(`${plainLines(reason)}\n`);
  return 1;
}
