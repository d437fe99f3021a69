import { autolink, bareLink, bullet, code, heading, link, numbered, punctuation, quote, strike } from './commonMark';
import { render, type Dialect, type Token } from './markup';
import { objectOf, textOf, listOf, type JsonObject } from './readBody';
import { calling, linked, literal, marked, type Shown } from './shown';

export type MentionKind = 'users' | 'roles' | 'everyone';

/** Whom a message may call. A mention of anybody else is drawn as one, and calls nobody. */
export interface AllowedMentions {
  readonly parse: ReadonlySet<string>;
  readonly users: ReadonlySet<string>;
  readonly roles: ReadonlySet<string>;
}

const kinds: readonly string[] = ['users', 'roles', 'everyone'] satisfies readonly MentionKind[];

/**
 * Null: the vendor refuses it. What a webhook leaves out allows users.
 * @see https://docs.discord.com/developers/resources/message#allowed-mentions-object `parse` and the lists exclude each other
 */
export function allowedMentionsOf(value: unknown): AllowedMentions | null {
  if (value === undefined || value === null) return { parse: new Set(['users']), users: new Set(), roles: new Set() };
  const of = objectOf(value);
  const parse = of && textsOf(of, 'parse');
  const users = of && textsOf(of, 'users');
  const roles = of && textsOf(of, 'roles');
  if (!parse || !users || !roles || parse.some((kind) => !kinds.includes(kind))) return null;
  if ((parse.includes('users') && users.length > 0) || (parse.includes('roles') && roles.length > 0)) return null;
  return users.length > 100 || roles.length > 100 ? null : { parse: new Set(parse), users: new Set(users), roles: new Set(roles) };
}

function textsOf(of: JsonObject, name: string): readonly string[] | null {
  const value = of[name] ?? [];
  const texts = listOf(value)?.map(textOf) ?? null;
  return texts?.every((text) => text !== null) === true ? texts : null;
}

const called = (may: boolean, drawn: string): Shown => (may ? calling(drawn) : marked(literal(drawn), 'mention without a call'));

/** @see https://docs.discord.com/developers/reference#message-formatting */
function mentions(allowed: AllowedMentions): readonly Token[] {
  const may = (kind: 'users' | 'roles', id: string): boolean => allowed.parse.has(kind) || allowed[kind].has(id);
  return [
    { at: /<@!?(\d+)>/y, read: ([, id = '']) => called(may('users', id), `{user ${id}}`) },
    { at: /<@&(\d+)>/y, read: ([, id = '']) => called(may('roles', id), `{role ${id}}`) },
    { at: /@(everyone|here)/y, read: ([whole]) => (allowed.parse.has('everyone') ? calling(whole) : literal(whole)) },
  ];
}

const formats: readonly Token[] = [
  { at: /<#(\d+)>/y, read: ([, id = '']) => marked(linked(literal(`{channel ${id}}`), id), 'channel') },
  { at: /<\/([^:<>\n]+):(\d+)>/y, read: ([, name = '']) => marked(literal(`{command ${name}}`), 'slash command') },
  { at: /<a?:(\w+):(\d+)>/y, read: ([, name = '']) => marked(literal(`{${name}}`), 'emoji') },
  { at: /<t:(-?\d+)(?::[tTdDfFsSR])?>/y, read: ([, seconds = '']) => marked(literal(`{time ${seconds}}`), 'timestamp') },
  { at: /<id:([a-z-]+)(?::\d+)?>/y, read: ([, kind = '']) => marked(linked(literal(`{guild ${kind}}`), kind), 'guild navigation') },
];

/** @see https://support.discord.com/hc/en-us/articles/210298617-Markdown-Text-101-Chat-Formatting-Bold-Italic-Underline */
export function drawDiscord(content: string, allowed: AllowedMentions): Shown {
  const dialect: Dialect = {
    escapes: punctuation,
    pairs: [
      ...code,
      { mark: '**', makes: 'bold', inWords: true, acrossLines: true },
      { mark: '__', makes: 'underline', inWords: true, acrossLines: true },
      { mark: '||', makes: 'spoiler', inWords: true, acrossLines: true },
      strike,
      { mark: '*', makes: 'italic', inWords: true, acrossLines: true },
      { mark: '_', makes: 'italic', acrossLines: true },
    ],
    tokens: [...mentions(allowed), ...formats, link, autolink, bareLink],
    lines: [{ at: /-# +/y, makes: 'subtext' }, heading, quote, bullet, numbered],
  };
  return render(content, dialect);
}
