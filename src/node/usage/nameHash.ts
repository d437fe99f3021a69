import { hash } from 'node:crypto';

/**
 * Makes numbers of names, which tell nobody what they were made of: 52 bits, so that they are exact in JavaScript and in SQLite. Among a
 * million names it is one in ten thousand that any two have the same, and then one call is missing.
 */
export function nameHash(secret: Uint8Array): (name: string) => number {
  return (name) => Number.parseInt(hash('sha256', Buffer.concat([secret, Buffer.from(name)])).slice(0, 13), 16);
}
