import { looksLikeKey } from './looksLikeKey';

/** Whether a text that somebody typed for a name may be repeated: a key may not, nor an address, which may hold a password. */
export function maySay(text: string): boolean {
  return !looksLikeKey(text) && !text.includes('://');
}
