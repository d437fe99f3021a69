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

/** How wide lines may be: those of the terminal, or eighty where there is none. */
export function terminalColumns(): number {
  return process.stdout.isTTY && process.stdout.columns > 0 ? process.stdout.columns : 80;
}

/** Prints text in which nothing of others can move the cursor. */
export function say(text: string): number {
  process.stdout.write(`${plainLines(text)}\n`);
  return 0;
}

/** The same, with colours of ours; what others wrote has none left. */
export function sayColored(text: string): number {
  const pieces = text.split(/(\u001b\[\d+m)/);
  process.stdout.write(`${pieces.map((piece, index) => (index % 2 === 1 ? piece : plainLines(piece))).join('')}\n`);
  return 0;
}

/** So that a million short lines are no million writes. */
const pieceLength = 65_536;

/** Prints text that is whole as it is, such as CSV, no faster than it is taken; then what is wrong, if anything is. */
export async function printAll(pieces: Generator<string, readonly string[], undefined>): Promise<number> {
  let text = '';
  let next = pieces.next();
  for (; next.done !== true && process.stdout.writable; next = pieces.next()) {
    text += next.value;
    if (text.length < pieceLength) continue;
    if (!process.stdout.write(text)) await taken();
    text = '';
  }
  if (text !== '') process.stdout.write(text);
  if (next.done !== true) pieces.return([]);
  return next.done === true && next.value.length > 0 ? complain(next.value.join('\n')) : 0;
}

/** Whoever reads may stop for good as well. */
function taken(): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      for (const name of ends) process.stdout.off(name, done);
      resolve();
    };
    for (const name of ends) process.stdout.on(name, done);
  });
}

const ends = ['drain', 'error', 'close'] as const;

export function complain(reason: string): number {
  process.stderr.write(`${plainLines(reason)}\n`);
  return 1;
}
