import { looksLikeKey } from '../text/looksLikeKey';
import type { Mistake } from '../text/shapeMistakes';

/** Where a key seems to stand. What stands there is not repeated. Places of secrets are names, and looked at by their own rule. */
export function keysInside(value: unknown, path: readonly (string | number)[] = []): readonly Mistake[] {
  if (typeof value === 'string')
    return looksLikeKey(value) && !value.startsWith('file:')
      ? [{ path, text: 'a key seems to stand here. Keys do not belong in this file: write "env:NAME" or "file:PATH"' }]
      : [];
  if (Array.isArray(value)) return value.flatMap((one, index) => keysInside(one, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => {
    if (looksLikeKey(name)) return [{ path, text: 'a name in it looks like a key. Keys do not belong in this file' }];
    return path.length === 0 && name === '$schema' ? [] : keysInside(one, [...path, name]);
  });
}
