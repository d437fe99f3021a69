import { readSync } from 'node:fs';

/** Lines of a file that hold a mark or were cut off, each as its bytes; others are passed over without being looked into. */
export interface MarkedLines {
  /** Where the first line begins that was not whole yet; what is read next begins there. */
  readonly end: number;
  /** Lines with a mark that were longer than any log's, and were passed over. */
  readonly tooLong: number;
  /** What has no end yet: a line that is being written, or the last one of who writes no end. undefined: it is too long already. */
  readonly rest?: Buffer;
}

/** That is being passed over, chunk by chunk. */
interface LongLine {
  readonly begins: number;
  readonly isMarked: boolean;
}

const chunkBytes = 1 << 20;
export const longestLine = 8 << 20;
const newline = 10;
const blanks: ReadonlySet<number> = new Set([9, 13, 32]);

/**
 * Reads on from a place in the file as far as its last whole line.
 * @param onLine the bytes are overwritten afterwards
 */
export function readMarkedLines(file: number, from: number, marks: readonly string[], onLine: (line: Buffer) => void): MarkedLines {
  const needles = marks.map((mark) => Buffer.from(mark));
  // So much of what is let go stays that a mark across its end is found.
  const overlap = Math.max(0, ...needles.map(({ length }) => length - 1));
  let buffer = Buffer.allocUnsafe(chunkBytes);
  let [held, at, tooLong] = [0, from, 0];
  let long: LongLine | null = null;
  for (;;) {
    if (held === buffer.length) buffer = Buffer.concat([buffer], buffer.length * 2);
    const read = readSync(file, buffer, held, buffer.length - held, at + held);
    if (read === 0) {
      return long === null ? { end: at, tooLong, rest: buffer.subarray(0, held) } : { end: long.begins, tooLong };
    }
    held += read;
    const last = buffer.subarray(0, held).lastIndexOf(newline);
    let done = last + 1;
    if (done > 0) {
      const rest = long === null ? 0 : buffer.indexOf(newline) + 1;
      if (long !== null && (long.isMarked || holds(buffer.subarray(0, rest), needles))) tooLong += 1;
      long = null;
      tooLong += scan(buffer.subarray(rest, done), needles, onLine);
    } else if (long !== null || held > longestLine) {
      const before: LongLine = long ?? { begins: at, isMarked: false };
      long = { ...before, isMarked: before.isMarked || holds(buffer.subarray(0, held), needles) };
      done = Math.max(0, held - overlap);
    }
    buffer.copy(buffer, 0, done, held);
    at += done;
    held -= done;
    if (buffer.length > chunkBytes && held < chunkBytes) buffer = Buffer.concat([buffer.subarray(0, held)], chunkBytes);
  }
}

/** A line is an object in every log, so what ends otherwise was cut off, and may have been a call: it is looked into as well. */
export function isWanted(line: Buffer, needles: readonly Buffer[]): boolean {
  return isTorn(line) || holds(line, needles);
}

function isTorn(bytes: Buffer, end = bytes.length): boolean {
  let last = end - 1;
  while (blanks.has(bytes[last] ?? newline)) last -= 1;
  return last >= 0 && bytes[last] !== newline && bytes[last] !== 125;
}

export function holds(bytes: Buffer, needles: readonly Buffer[]): boolean {
  return needles.some((needle) => bytes.includes(needle));
}

/**
 * Looks for each mark only from where it was found last, so that every byte is compared once for each.
 * @returns how many of the lines with a mark were too long
 */
function scan(bytes: Buffer, needles: readonly Buffer[], onLine: (line: Buffer) => void): number {
  for (let start = 0, end = 0; (end = bytes.indexOf(newline, start)) >= 0; start = end + 1) {
    if (isTorn(bytes, end) && !holds(bytes.subarray(start, end), needles)) onLine(bytes.subarray(start, end));
  }
  const found = needles.map((needle) => bytes.indexOf(needle));
  for (let tooLong = 0; ;) {
    const hits = found.filter((position) => position >= 0);
    if (hits.length === 0) return tooLong;
    const hit = Math.min(...hits);
    const start = bytes.lastIndexOf(newline, hit) + 1;
    const end = bytes.indexOf(newline, hit);
    if (end < 0) return tooLong;
    if (end - start > longestLine) tooLong += 1;
    else onLine(bytes.subarray(start, end));
    for (const [index, position] of found.entries())
      if (position >= 0 && position < end) found[index] = bytes.indexOf(needles[index] ?? '', end);
  }
}
