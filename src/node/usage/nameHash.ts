import { createHash } from 'node:crypto';

/**
 * Makes numbers of names, which tell nobody what they were made of: 52 bits, so that they are exact in JavaScript and in SQLite. Among a
 * million names it is one in ten thousand that any two have the same, and then one call is missing.
 */
export function nameHash(secret: Uint8Array): (name: string) => number {
  const seed = createHash('sha256').update(secret);
  return (name) => {
    const digest = seed.copy().update(name).digest();
    return digest.readUIntBE(0, 6) * 16 + (digest.readUInt8(6) >> 4);
  };
}
