/** Shorter, and a text may hold it by chance. */
const shortestPiece = 6;

/** Whether a text from outside repeats the key: such a text is neither shown nor sent. */
export function repeatsKey(text: string, key: string): boolean {
  if (key === '') return false;
  const texts = [text, decoded(text)];
  return key.length < shortestPiece ? texts.includes(key) : texts.some((one) => one.toLowerCase().includes(key.toLowerCase()));
}

/** Whether a short text may be a piece of the key. */
export function isPieceOfKey(text: string, key: string): boolean {
  return repeatsKey(text, key) || (text.length >= shortestPiece && key.toLowerCase().includes(text.toLowerCase()));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
