import type { SkipReason } from '../../core/usage/usageReader';
import { holds, isWanted, longestLine } from './markedLines';
import { readFrame } from './zstdFrames';

export interface FrameLines {
  /** Where the first frame begins that was not whole yet. */
  readonly end: number;
  /** Lines that were longer than any log's, and were passed over. */
  readonly tooLong: number;
  /** Why the rest was not read; null: there is no more. */
  readonly stopped: SkipReason | null;
  /** As of {@link readMarkedLines}; undefined also where the last frame is not whole yet, or no more was wanted. */
  readonly rest?: Buffer;
}

const newline = 10;
const none = Buffer.alloc(0);
/** A few kilobytes may become a thousand times as much: beyond this the rest waits for the next look. */
const mostDecoded = 2 * 2 ** 30;

/**
 * The lines of a file of zstd frames, on from the beginning of one of them. A line may go on in the next frame; where that is not there
 * yet the line is one if it is whole, and is given up otherwise, since no tool known splits one between two writes.
 * @param onLine false: no more of them is wanted
 */
export function readFrameLines(
  file: number,
  from: number,
  size: number,
  marks: readonly string[],
  onLine: (line: Buffer) => unknown,
): FrameLines {
  const needles = marks.map((mark) => Buffer.from(mark));
  const begun: Buffer[] = [];
  let [held, decoded, tooLong, at] = [0, 0, 0, from];
  let isMarked = false;
  const lineOf = (rest: Buffer): Buffer => (begun.length === 0 ? rest : Buffer.concat([...begun, rest]));
  while (at < size) {
    const frame = readFrame(file, at, size);
    // Later ones may still be being written; a file whose very first is not whole was cut off.
    if (frame === 'incomplete') return { end: at, tooLong, stopped: at === 0 ? 'malformed' : null };
    if (typeof frame === 'string') return { end: at, tooLong, stopped: frame };
    const { text } = frame;
    let start = 0;
    for (let stop = text.indexOf(newline); stop >= 0; stop = text.indexOf(newline, start)) {
      const part = text.subarray(start, stop);
      start = stop + 1;
      if (held + part.length > longestLine) tooLong += isMarked || holds(part, needles) ? 1 : 0;
      else if (offer(lineOf(part), needles, onLine) === false) return { end: at, tooLong, stopped: null };
      begun.length = 0;
      held = 0;
      isMarked = false;
    }
    const rest = text.subarray(start);
    held += rest.length;
    isMarked ||= holds(rest, needles);
    // Of a line that is too long already nothing needs to be kept.
    if (held > longestLine) begun.length = 0;
    else if (rest.length > 0) begun.push(rest);
    at = frame.end;
    decoded += text.length;
    if (decoded > mostDecoded) return { end: at, tooLong, stopped: 'tooBig' };
  }
  return { end: at, tooLong, stopped: null, ...(held > longestLine ? {} : { rest: lineOf(none) }) };
}

function offer(line: Buffer, needles: readonly Buffer[], onLine: (line: Buffer) => unknown): unknown {
  return isWanted(line, needles) ? onLine(line) : undefined;
}
