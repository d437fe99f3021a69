import type { SkipReason } from '../../core/usage/usageReader';
import { readFrame } from './zstdFrames';

export interface FrameLines {
  /** Where the first frame begins that was not whole yet, or the first of a line that has no end yet. */
  readonly end: number;
  /** Why the rest was not read; null: there is no more. */
  readonly stopped: SkipReason | null;
}

const newline = 10;

/** The lines of a file of zstd frames, on from the beginning of one of them. */
export function readFrameLines(
  file: number,
  from: number,
  size: number,
  marks: readonly string[],
  onLine: (line: Buffer) => void,
): FrameLines {
  const needles = marks.map((mark) => Buffer.from(mark));
  let begun = Buffer.alloc(0);
  let end = from;
  for (let at = from; at < size;) {
    const frame = readFrame(file, at, size);
    if (frame === 'incomplete') break;
    if (typeof frame === 'string') return { end, stopped: frame };
    const text = begun.length === 0 ? frame.text : Buffer.concat([begun, frame.text]);
    const whole = text.lastIndexOf(newline) + 1;
    for (let start = 0; start < whole;) {
      const stop = text.indexOf(newline, start);
      const line = text.subarray(start, stop);
      if (needles.some((needle) => line.includes(needle))) onLine(line);
      start = stop + 1;
    }
    begun = Buffer.from(text.subarray(whole));
    at = frame.end;
    if (begun.length === 0) end = at;
  }
  return { end, stopped: null };
}
