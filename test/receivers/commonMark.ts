import type { LineMark, Pair, Token } from './markup';
import { linked, literal, marked } from './shown';

/** `[shown](address)` @see https://spec.commonmark.org/0.31.2/#links */
export const link: Token = {
  at: /\[((?:\\.|[^\]\\\n])*)\]\(\s*<?([^\s)>]+)>?(?:\s+"[^"\n]*")?\s*\)/y,
  read: ([, text = '', address = ''], inner) => marked(linked(inner(text), address), 'link'),
};

/** `![shown](address)`: the image is fetched by whoever reads the message. @see https://spec.commonmark.org/0.31.2/#images */
export const image: Token = {
  at: /!\[((?:\\.|[^\]\\\n])*)\]\(\s*<?([^\s)>]+)>?(?:\s+"[^"\n]*")?\s*\)/y,
  read: ([, text = '', address = '']) => marked(linked(literal(text), address), 'image'),
};

/** `<https://…>` @see https://spec.commonmark.org/0.31.2/#autolinks */
export const autolink: Token = {
  at: /<((?:https?|mailto|tel):[^\s<>]+)>/y,
  read: ([, address = '']) => marked(linked(literal(address), address), 'link'),
};

/** An address that stands in a text without any mark. */
export const bareLink: Token = {
  at: /(?<![\p{L}\p{N}_])https?:\/\/[^\s<>]*[^\s<>*_~`|)\].,;:!?'"\\]/uy,
  read: ([address]) => linked(literal(address), address),
};

/** `:smile:` */
export const emojiName: Token = {
  at: /(?<![\p{L}\p{N}]):([a-z0-9_+-]+):/uy,
  read: ([, name = '']) => marked(literal(`{${name}}`), 'emoji'),
};

/** @see https://spec.commonmark.org/0.31.2/#code-spans */
export const code: readonly Pair[] = [
  { mark: '```', makes: 'code', inWords: true, code: true, acrossLines: true },
  { mark: '``', makes: 'code', inWords: true, code: true, acrossLines: true },
  { mark: '`', makes: 'code', inWords: true, code: true, acrossLines: true },
];

/** @see https://spec.commonmark.org/0.31.2/#emphasis-and-strong-emphasis */
export const emphasis: readonly Pair[] = [
  { mark: '**', makes: 'bold', inWords: true, acrossLines: true },
  { mark: '__', makes: 'bold', acrossLines: true },
  { mark: '*', makes: 'italic', inWords: true, acrossLines: true },
  { mark: '_', makes: 'italic', acrossLines: true },
];

/** @see https://github.github.com/gfm/#strikethrough-extension- */
export const strike: Pair = { mark: '~~', makes: 'strike', inWords: true, acrossLines: true };

export const heading: LineMark = { at: / {0,3}#{1,6}[ \t]+/y, makes: 'heading' };
export const quote: LineMark = { at: / {0,3}>+ ?/y, makes: 'quote' };
export const bullet: LineMark = { at: / *[-*+] +/y, makes: 'list', drawn: '• ' };
/** The number is drawn as it was written, or as the place in the list. */
export const numbered: LineMark = { at: / *\d{1,9}[.)] +/y, makes: 'numbered list', drawn: '1. ' };
export const rule: LineMark = { at: / {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})(?=\n|$)/y, makes: 'rule', drawn: '—' };

/** @see https://spec.commonmark.org/0.31.2/#backslash-escapes */
export const punctuation = /[!-/:-@[-`{-~]/;

/** A row of titles over a row of dashes. @see https://github.github.com/gfm/#tables-extension- */
export const table: LineMark = {
  at: /\|?(?:[^|\n]+\|)+[^|\n]*\n\|? *:?-{1,}:? *(?:\| *:?-+:? *)*\|?(?=\n|$)/y,
  makes: 'table',
  drawn: '{table}',
};
