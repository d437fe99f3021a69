import { literal, marked, together, type Shown } from './shown';

/** Two equal marks around a text, such as `**`. */
export interface Pair {
  readonly mark: string;
  readonly makes: string;
  /** Whether it works within a word, as `*` does in CommonMark and `_` does not. */
  readonly inWords?: boolean;
  /** Whether what is inside is drawn as written, as in code. */
  readonly code?: boolean;
  readonly acrossLines?: boolean;
}

/** Whatever a vendor reads at one place, such as `<@1>`. The pattern is sticky. */
export interface Token {
  readonly at: RegExp;
  /** Null: not one after all. `inner` reads a text by the same rules. */
  readonly read: (match: RegExpExecArray, inner: (text: string) => Shown) => Shown | null;
}

/** A mark that counts only at the start of a line. The pattern is sticky. */
export interface LineMark {
  readonly at: RegExp;
  readonly makes: string;
  /** What is drawn in its place. */
  readonly drawn?: string;
}

export interface Dialect {
  /** The characters that a backslash makes literal; none where no backslash is read. */
  readonly escapes?: RegExp;
  /** Tried in this order: the longer ones first. */
  readonly pairs: readonly Pair[];
  readonly tokens: readonly Token[];
  readonly lines: readonly LineMark[];
  /**
   * Whether a zero-width space after an opening mark keeps it from marking. It does not by CommonMark, to which it is no space; where
   * a vendor says nothing of it, it is not relied on.
   * @see https://spec.commonmark.org/0.31.2/#unicode-whitespace-character
   */
  readonly zeroWidthDisarms?: boolean;
}

type Read = readonly [Shown, length: number];

/** Draws a text by the marks of a vendor. It rather takes a mark for one than not: what it calls plain has to be plain. */
export function render(text: string, dialect: Dialect): Shown {
  return inside(text, dialect, true);
}

function inside(text: string, dialect: Dialect, atLineStart: boolean): Shown {
  const parts: Shown[] = [];
  let at = 0;
  let starts = atLineStart;
  while (at < text.length) {
    const line = starts ? lineMarkAt(text, at, dialect) : null;
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
    const found: Read | null = line ?? escapeAt(text, at, dialect) ?? tokenAt(text, at, dialect) ?? pairAt(text, at, dialect);
    const [shown, length] = found ?? [literal(character), character.length];
    parts.push(shown);
    at += length;
    starts = line !== null || text[at - 1] === '\n';
  }
  return together(parts, '');
}

function lineMarkAt(text: string, at: number, { lines }: Dialect): Read | null {
  for (const { at: pattern, makes, drawn = '' } of lines) {
    const match = matchAt(pattern, text, at);
    if (match && match[0].length > 0) return [marked(literal(drawn), makes), match[0].length];
  }
  return null;
}

function escapeAt(text: string, at: number, { escapes }: Dialect): Read | null {
  const next = text[at + 1];
  return text[at] === '\\' && next !== undefined && escapes?.test(next) ? [literal(next), 2] : null;
}

function tokenAt(text: string, at: number, dialect: Dialect): Read | null {
  for (const { at: pattern, read } of dialect.tokens) {
    const match = matchAt(pattern, text, at);
    const shown = match && match[0].length > 0 ? read(match, (inner) => inside(inner, dialect, false)) : null;
    if (match && shown) return [shown, match[0].length];
  }
  return null;
}

function pairAt(text: string, at: number, dialect: Dialect): Read | null {
  for (const pair of dialect.pairs) {
    const from = at + pair.mark.length;
    const end = opens(text, at, pair, dialect) ? closeOf(text, from, pair, dialect) : -1;
    if (end < 0) continue;
    const inner = text.slice(from, end);
    return [marked(pair.code ? literal(inner) : inside(inner, dialect, false), pair.makes), end + pair.mark.length - at];
  }
  return null;
}

function opens(text: string, at: number, { mark, inWords, code }: Pair, { zeroWidthDisarms }: Dialect): boolean {
  if (!text.startsWith(mark, at)) return false;
  const first = text[at + mark.length];
  if (zeroWidthDisarms === true && first === '\u200b') return false;
  return first !== undefined && (code === true || !isSpace(first)) && (inWords === true || !isWord(text[at - 1]));
}

function closeOf(text: string, from: number, { mark, inWords, code, acrossLines }: Pair, { escapes }: Dialect): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\n' && !acrossLines) return -1;
    if (code !== true && text[at] === '\\' && escapes?.test(text[at + 1] ?? '')) {
      at += 1;
      continue;
    }
    if (at === from || !text.startsWith(mark, at)) continue;
    if (code === true) return at;
    if (!isSpace(text[at - 1] ?? ' ') && (inWords === true || !isWord(text[at + mark.length]))) return at;
  }
  return -1;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function isSpace(character: string): boolean {
  return /\s/.test(character);
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}_]/u.test(character);
}
