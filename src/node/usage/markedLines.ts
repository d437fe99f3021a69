import { readSync } from 'node:fs';

/** Lines of a file that hold a mark, each as its bytes; those that hold none are passed over without being looked into. */
export interface MarkedLines {
  /** Where the first line begins that was not whole yet; what is read next begins there. */
  readonly end: number;
  /** Lines that were longer than any log's, and were passed over. */
  readonly tooLong: number;
}

const chunkBytes = 1 << 20;
export const longestLine = 8 << 20;
const newline = 10;

/**
 * Reads on from a place in the file as far as its last whole line.
 * @param onLine the bytes are overwritten afterwards
 */
export function readMarkedLines(file: number, from: number, marks: readonly string[], onLine: (line: Buffer) => void): MarkedLines {
  const needles = marks.map((mark) => Buffer.from(mark));
  let buffer = Buffer.allocUnsafe(chunkBytes);
  let held = 0;
  let at = from;
  let tooLong = 0;
  /** Where a line began that is too long; null while there is none. */
  let skipped: number | null = null;
  for (;;) {
    if (held === buffer.length) buffer = Buffer.concat([buffer], buffer.length * 2);
    const read = readSync(file, buffer, held, buffer.length - held, at + held);
    if (read === 0) return { end: skipped ?? at, tooLong };
    held += read;
    const last = buffer.lastIndexOf(newline, held - 1);
    const whole = last < 0 || last >= held ? 0 : last + 1;
    if (whole > 0) {
      const start = skipped === null ? 0 : buffer.indexOf(newline) + 1;
      skipped = null;
      scan(buffer.subarray(start, whole), needles, onLine);
      at += whole;
      held -= whole;
      buffer.copy(buffer, 0, whole, whole + held);
    } else if (skipped !== null || held > longestLine) {
      if (skipped === null) tooLong += 1;
      skipped ??= at;
      at += held;
      held = 0;
    }
    if (buffer.length > chunkBytes && held < chunkBytes) buffer = Buffer.concat([buffer.subarray(0, held)], chunkBytes);
  }
}

/** Looks for each mark only from where it was found last, so that every byte is compared once for each. */
function scan(bytes: Buffer, needles: readonly Buffer[], onLine: (line: Buffer) => void): void {
  const found = needles.map((needle) => bytes.indexOf(needle));
  for (;;) {
    const hits = found.filter((position) => position >= 0);
    if (hits.length === 0) return;
    const hit = Math.min(...hits);
    const start = bytes.lastIndexOf(newline, hit) + 1;
    const end = bytes.indexOf(newline, hit);
    if (end < 0) return;
    onLine(bytes.subarray(start, end));
    for (const [index, position] of found.entries())
      if (position >= 0 && position < end) found[index] = bytes.indexOf(needles[index] ?? '', end);
  }
}
