const [offset, prime] = [0x811c9dc5, 0x01000193];

/**
 * A short name of a text, which does not tell it: two halves of FNV-1a, of the text and of the text read backwards. For what is noted of
 * a log between two looks, where the text itself has no place. It keeps nobody out who means to find the text.
 * @see http://www.isthe.com/chongo/tech/comp/fnv/
 */
export function hashText(text: string): string {
  let [ahead, back] = [offset, offset];
  for (let index = 0; index < text.length; index += 1) {
    ahead = Math.imul(ahead ^ text.charCodeAt(index), prime);
    back = Math.imul(back ^ text.charCodeAt(text.length - 1 - index), prime);
  }
  return half(ahead) + half(back);
}

function half(hash: number): string {
  return (hash >>> 0).toString(16).padStart(8, '0');
}
