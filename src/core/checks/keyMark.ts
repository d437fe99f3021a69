type KeyMark = string | null;

const gone = 'gone ';

/**
 * Of a key that no window has any more. It differs from the mark of any key, so that whatever is there later is asked with
 * at once, and it tells whether that is the same one. A key that is stored has no mark, gone or not.
 */
export function goneMark(keyMark: KeyMark): KeyMark {
  return keyMark === null ? null : `${gone}${lastMark(keyMark)}`;
}

export function isSameKey(one: KeyMark, other: KeyMark): boolean {
  return lastMark(one) === lastMark(other);
}

function lastMark(keyMark: KeyMark): KeyMark {
  return keyMark?.startsWith(gone) ? keyMark.slice(gone.length) : keyMark;
}
