/**
 * Characters that forge or hide text: controls, which move a terminal's cursor and begin a new line of a log, and marks
 * without a shape, some of which turn the writing around. Joiners and the signs that make an emoji of a character stay, since
 * words are written with them.
 * @see https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
 * @see https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point
 */
const blanks = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
const shapeless = /(?![\u200c\u200d\ufe00-\ufe0f])[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu;

/** Text of others as one line that shows all there is in it. */
export function oneLine(text: string): string {
  return text.toWellFormed().replace(blanks, ' ').replace(shapeless, '').replace(/ {2,}/g, ' ').trim();
}

/** Cut between two characters, with a sign that there was more. */
export function shortened(text: string, max: number): string {
  const characters = Array.from(text);
  return characters.length <= max
    ? text
    : `${characters
        .slice(0, max - 1)
        .join('')
        .trimEnd()}…`;
}

/** The same for text of several lines. */
export function plainLines(text: string): string {
  return text
    .toWellFormed()
    .split('\n')
    .map((line) => line.replace(blanks, ' ').replace(shapeless, ''))
    .join('\n');
}

/** JSON in which such characters stand as escapes, so that it can be shown and still is the same data. */
export function plainJson(json: string): string {
  const escaped = (character: string): string =>
    Array.from({ length: character.length }, (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`).join('');
  return json.replace(/[\u007f-\u009f\u2028\u2029]/g, escaped).replace(shapeless, escaped);
}

/**
 * What an editor would draw as a link or an icon shows as it is written: its messages and inputs take `[text](command:…)`
 * for a link that runs, and `$(name)` for an icon.
 */
export function withoutMarks(text: string): string {
  return text.replaceAll('](', ']\u200b(').replaceAll('$(', '$\u200b(');
}

/** What makes a link of a bare address. @see https://github.github.com/gfm/#autolinks-extension- */
const autolink = /(?<=\b(?:https?|ftp)):(?=\/\/)|(?<=\bwww)\.|@/gi;

/** Text of others within Markdown: as it is written, never as markup. */
export function inMarkdown(text: string): string {
  return oneLine(text)
    .replace(/[\\`*_{}[\]<>#|~]/g, '\\$&')
    .replace(autolink, '\\$&');
}
