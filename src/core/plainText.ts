/**
 * Characters that forge or hide text: controls, which move a terminal's cursor and begin a new line of a log, and marks
 * without a shape, some of which turn the writing around. Joiners stay, since words and emoji are written with them.
 * @see https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
 */
const blanks = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
const shapeless = /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** Text of others as one line that shows all there is in it. */
export function oneLine(text: string): string {
  return text.toWellFormed().replace(blanks, ' ').replace(shapeless, '').replace(/ {2,}/g, ' ').trim();
}

/** The same for text of several lines. */
export function plainLines(text: string): string {
  return text.toWellFormed().split('\n').map((line) => line.replace(blanks, ' ').replace(shapeless, '')).join('\n');
}

/** JSON in which such characters stand as escapes, so that it can be shown and still is the same data. */
export function plainJson(json: string): string {
  const escaped = (character: string): string => Array.from({ length: character.length }, (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`).join('');
  return json.replace(/[\u007f-\u009f\u2028\u2029]/g, escaped).replace(shapeless, escaped);
}

/**
 * What an editor would draw as a link or an icon shows as it is written: its messages and inputs take `[text](command:…)`
 * for a link that runs, and `$(name)` for an icon.
 */
export function withoutMarks(text: string): string {
  return text.replaceAll('](', ']\u200b(').replaceAll('$(', '$\u200b(');
}

/** Text of others within Markdown: as it is written, never as markup. */
export function inMarkdown(text: string): string {
  return oneLine(text).replace(/[\\`*_{}[\]<>#|~]/g, '\\$&');
}
