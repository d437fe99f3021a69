/** What keeps two characters from being read as one mark. */
export const zeroWidth = '\u200b';

/** Services make a mention of `@name`, a link of a bare address, and an emoji of `:name:`. A time of day is none of them. */
export function unlinked(text: string): string {
  return text.replace(/@/g, `@${zeroWidth}`).replace(/\b\d\d?:\d\d\b|:(?=\S)/g, (found) => (found === ':' ? `:${zeroWidth}` : found));
}
