import { readSync } from 'node:fs';
import zlib from 'node:zlib';

/**
 * A file of many zstd frames, one for each time it was written to. Both ways of Node to decode such a file stop after the first frame
 * without a word, so it is cut into frames here and each is decoded by itself.
 * @see https://github.com/facebook/zstd/blob/dev/doc/zstd_compression_format.md
 */
export type Frame = { readonly text: Buffer; readonly end: number } | 'incomplete' | 'malformed' | 'tooBig';

const magic = 0xfd2fb528;
const skippableMagic = 0x184d2a5;
const longestFrame = 64 << 20;
const none = Buffer.alloc(0);

/** Whether this Node can decode zstd: from 22.15. */
export function decodesZstd(): boolean {
  return 'zstdDecompressSync' in zlib;
}

/** @param at where the frame begins @param size of the file */
export function readFrame(file: number, at: number, size: number): Frame {
  const found = frameEnd((position, length) => bytesAt(file, position, length, size), at);
  if (typeof found === 'string') return found;
  const { end, isSkippable } = found;
  if (end > size) return 'incomplete';
  if (isSkippable) return { text: none, end };
  if (end - at > longestFrame) return 'tooBig';
  const frame = bytesAt(file, at, end - at, size);
  if (frame === null) return 'incomplete';
  try {
    return { text: zlib.zstdDecompressSync(frame, { maxOutputLength: longestFrame }), end };
  } catch (error) {
    return error instanceof RangeError ? 'tooBig' : 'malformed';
  }
}

type BytesAt = (position: number, length: number) => Buffer | null;

interface FoundFrame {
  readonly end: number;
  /** Holds what others put there for themselves. */
  readonly isSkippable: boolean;
}

/** Follows the header and the headers of the blocks, without decoding anything. */
function frameEnd(bytes: BytesAt, at: number): FoundFrame | 'incomplete' | 'malformed' {
  const head = bytes(at, 4);
  if (head === null) return 'incomplete';
  const kind = head.readUInt32LE(0);
  if (kind >>> 4 === skippableMagic) {
    const length = bytes(at + 4, 4);
    return length === null ? 'incomplete' : { end: at + 8 + length.readUInt32LE(0), isSkippable: true };
  }
  if (kind !== magic) return 'malformed';
  const descriptor = bytes(at + 4, 1)?.readUInt8(0);
  if (descriptor === undefined) return 'incomplete';
  // A bit that is kept for later forms of the header.
  if ((descriptor & 0x08) !== 0) return 'malformed';
  const isSingle = (descriptor & 0x20) !== 0;
  const sizeBytes = [isSingle ? 1 : 0, 2, 4, 8][descriptor >> 6] ?? 0;
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3] ?? 0;
  let position = at + 5 + (isSingle ? 0 : 1) + dictionaryBytes + sizeBytes;
  for (;;) {
    const block = bytes(position, 3);
    if (block === null) return 'incomplete';
    const header = block.readUIntLE(0, 3);
    const type = (header >> 1) & 3;
    if (type === 3) return 'malformed';
    // A block that repeats one byte holds that byte alone.
    position += 3 + (type === 1 ? 1 : header >> 3);
    if ((header & 1) === 1) return { end: position + ((descriptor & 4) === 0 ? 0 : 4), isSkippable: false };
  }
}

function bytesAt(file: number, position: number, length: number, size: number): Buffer | null {
  if (position + length > size) return null;
  const buffer = Buffer.allocUnsafe(length);
  return readSync(file, buffer, 0, length, position) === length ? buffer : null;
}
