import { parse, printParseErrorCode, type ParseError } from 'jsonc-parser';

export type ReadJsonText = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problems: readonly string[] };

/** Text as editors and shells write it: UTF-8, with its mark or without, or UTF-16 as PowerShell's `>` has it. */
export function textOfBytes(bytes: Uint8Array): string {
  const [first, second, third, fourth] = bytes;
  const isLittle = (first === 0xff && second === 0xfe) || (first !== 0 && second === 0 && third !== 0 && fourth === 0);
  const isBig = (first === 0xfe && second === 0xff) || (first === 0 && second !== 0 && third === 0 && fourth !== 0);
  return withoutMark(new TextDecoder(isLittle ? 'utf-16le' : isBig ? 'utf-16be' : 'utf-8').decode(bytes));
}

export function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, '');
}

/** JSON as people write it, with comments and a comma too many, as in settings.json. Each mistake with its line and column. */
export function readJsonText(text: string): ReadJsonText {
  const content = withoutMark(text);
  if (content.trim() === '') return { ok: false, problems: ['It is empty.'] };
  const deep = tooDeepAt(content);
  if (deep !== null) return { ok: false, problems: [`${placeIn(content, deep)}: this is nested too deep`] };
  const errors: ParseError[] = [];
  const value: unknown = parse(content, errors, { allowTrailingComma: true, disallowComments: false });
  const [first] = errors;
  if (!first) return { ok: true, value };
  // One mistake makes the parser stumble several times; the first is the one to mend.
  return { ok: false, problems: [`${placeIn(content, first.offset)}: ${words(printParseErrorCode(first.error))}`] };
}

/**
 * What people write is nested a few times. Parsers call themselves for each level, and end in the middle of it where
 * there are too many.
 */
const mostLevels = 100;

/** Where brackets open too often. Those in texts and comments count as well, which no description has a hundred of. */
function tooDeepAt(text: string): number | null {
  let level = 0;
  for (const { 0: bracket, index } of text.matchAll(/[[\]{}]/g)) {
    level += bracket === '[' || bracket === '{' ? 1 : -1;
    if (level > mostLevels) return index;
  }
  return null;
}

export function placeIn(text: string, offset: number): string {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}

const mistakes: ReadonlyMap<string, string> = new Map([
  ['CommaExpected', 'a comma is missing'],
  ['ColonExpected', 'a colon is missing'],
  ['PropertyNameExpected', 'a name in double quotes is missing'],
  ['ValueExpected', 'a value is missing'],
  ['CloseBraceExpected', 'a } is missing'],
  ['CloseBracketExpected', 'a ] is missing'],
  ['EndOfFileExpected', 'there is more after the end'],
  ['UnexpectedEndOfString', 'a text has no closing quote'],
  ['UnexpectedEndOfComment', 'a comment has no end'],
  ['UnexpectedEndOfNumber', 'a number has no end'],
  ['InvalidNumberFormat', 'this is not a number'],
  ['InvalidUnicode', 'this \\u escape is none'],
  ['InvalidEscapeCharacter', 'this escape is none'],
]);

function words(code: string): string {
  return mistakes.get(code) ?? 'this is not JSON';
}
