/** By how far each step rotates, in four rounds of sixteen. */
const rotations = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21] as const;
const sines = Array.from({ length: 64 }, (_, step) => Math.floor(Math.abs(Math.sin(step + 1)) * 2 ** 32));

/**
 * Some tools name a folder by the MD5 of a path, and it is no secret: only to tell which of the paths they list elsewhere it is.
 * @returns 32 hexadecimal digits
 * @see https://www.rfc-editor.org/rfc/rfc1321
 */
export function md5(text: string): string {
  const bytes = new TextEncoder().encode(text);
  const padded = new DataView(new ArrayBuffer((((bytes.length + 8) >> 6) + 1) * 64));
  for (const [index, byte] of bytes.entries()) padded.setUint8(index, byte);
  padded.setUint8(bytes.length, 0x80);
  padded.setUint32(padded.byteLength - 8, bytes.length * 8, true);
  let state: Words = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
  for (let block = 0; block < padded.byteLength; block += 64) state = mixed(state, padded, block);
  const digest = new DataView(new ArrayBuffer(16));
  for (const [index, word] of state.entries()) digest.setUint32(index * 4, word);
  return [0, 4, 8, 12].map((at) => digest.getUint32(at, true).toString(16).padStart(8, '0')).join('');
}

type Words = readonly [number, number, number, number];

function mixed(state: Words, text: DataView, block: number): Words {
  let [a, b, c, d] = state;
  for (let step = 0; step < 64; step++) {
    const [mix, word] = round(step, b, c, d);
    const sum = (a + mix + (sines[step] ?? 0) + text.getUint32(block + word * 4, true)) >>> 0;
    const by = rotations[(step >> 4) * 4 + (step % 4)] ?? 0;
    [a, d, c, b] = [d, c, b, (b + ((sum << by) | (sum >>> (32 - by)))) >>> 0];
  }
  return [(state[0] + a) >>> 0, (state[1] + b) >>> 0, (state[2] + c) >>> 0, (state[3] + d) >>> 0];
}

function round(step: number, b: number, c: number, d: number): readonly [mix: number, word: number] {
  if (step < 16) return [(b & c) | (~b & d), step];
  if (step < 32) return [(d & b) | (~d & c), (5 * step + 1) % 16];
  if (step < 48) return [b ^ c ^ d, (3 * step + 5) % 16];
  return [c ^ (b | ~d), (7 * step) % 16];
}
