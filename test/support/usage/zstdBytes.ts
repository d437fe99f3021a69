import zlib from 'node:zlib';

/** @see https://github.com/facebook/zstd/blob/dev/doc/zstd_compression_format.md */
const magic = [0x28, 0xb5, 0x2f, 0xfd];

/** One frame as a tool writes it: Node's own encoder, with a checksum. */
export function frameOf(text: string | Uint8Array): Buffer {
  return zlib.zstdCompressSync(text, { params: { [zlib.constants.ZSTD_c_checksumFlag]: 1 } });
}

/** Of a kind that decoders pass over, with any content. */
export function skippableFrame(content: Uint8Array): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32LE(0x184d2a5e, 0);
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content]);
}

interface Block {
  readonly type: 'raw' | 'repeated' | 'reserved';
  readonly bytes: Uint8Array;
  /** Of a block that repeats one byte, how often. */
  readonly length?: number;
}

/** Single-segment, with the size of its content in eight bytes, without a checksum. */
export function handmadeFrame(blocks: readonly Block[], descriptor = 0xe0): Buffer {
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(blocks.reduce((sum, { bytes, length }) => sum + (length ?? bytes.length), 0)));
  const written = blocks.map(({ type, bytes, length = bytes.length }, index) => {
    const head = Buffer.alloc(3);
    const isLast = index === blocks.length - 1 ? 1 : 0;
    head.writeUIntLE(isLast + 2 * { raw: 0, repeated: 1, reserved: 3 }[type] + 8 * length, 0, 3);
    return Buffer.concat([head, bytes]);
  });
  return Buffer.concat([Buffer.from([...magic, descriptor]), size, ...written]);
}
