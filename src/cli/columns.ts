/** Columns a terminal uses: East Asian characters take two. */
export function width(text: string): number {
  return Array.from(text).reduce(
    (sum, character) =>
      sum + (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(character) ? 2 : 1),
    0,
  );
}

/** Filled up to a width, on the left for what is read from there and on the right for numbers. */
export function padded(text: string, columns: number, isNumber = false): string {
  const blanks = ' '.repeat(Math.max(0, columns - width(text)));
  return isNumber ? blanks + text : text + blanks;
}

/** Sentences in lines of a terminal; what is longer than a line stays whole. */
export function wrapped(text: string, columns: number, indent: string): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && width(line) + 1 + width(word) > columns) {
      lines.push(line);
      line = indent + word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
