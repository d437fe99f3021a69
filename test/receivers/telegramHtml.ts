import { marked, linked, literal, calling, together, type Shown } from './shown';
import { drawDetected } from './telegramDetected';

/** In the words of the server, without `Bad Request: can't parse entities: `. */
export interface HtmlFailure {
  readonly failure: string;
}

const tagMarks: Readonly<Record<string, string>> = {
  ...{ b: 'bold', strong: 'bold', i: 'italic', em: 'italic', u: 'underline', ins: 'underline' },
  ...{ s: 'strike', strike: 'strike', del: 'strike', span: 'spoiler', 'tg-spoiler': 'spoiler' },
  ...{ code: 'code', pre: 'code', blockquote: 'quote', a: 'link', 'tg-emoji': 'emoji', 'tg-time': 'timestamp' },
};

interface Open {
  readonly tag: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly parts: Shown[];
}

/**
 * What is inside tags is drawn by them; what stands free is searched for mentions, tags, commands and addresses.
 * @see https://github.com/tdlib/td/blob/master/td/telegram/MessageEntity.cpp parse_html, whose rules and words these are
 * @see https://core.telegram.org/bots/api#html-style
 */
export function drawHtml(html: string): Shown | HtmlFailure {
  const stack: Open[] = [{ tag: '', attributes: new Map(), parts: [] }];
  let at = 0;
  let free = '';
  const top = (): Open => stack[stack.length - 1]!;
  const flush = (): void => {
    if (free !== '') top().parts.push(stack.some(({ tag }) => tag === 'code' || tag === 'pre') ? literal(free) : drawDetected(free));
    free = '';
  };
  const offset = (): number => new TextEncoder().encode(html.slice(0, at)).length;
  while (at < html.length) {
    const entity = entityAt(html, at);
    if (entity) {
      free += entity.character;
      at += entity.length;
      continue;
    }
    if (html[at] !== '<') {
      free += html.charAt(at);
      at += 1;
      continue;
    }
    flush();
    const end = html[at + 1] === '/' ? endTagAt(html, at) : null;
    if (end) {
      if (stack.length === 1) return { failure: `Unexpected end tag at byte offset ${offset()}` };
      if (end.length === null) return { failure: `Unclosed end tag at byte offset ${offset()}` };
      const { tag } = top();
      if (end.tag !== '' && end.tag !== tag)
        return { failure: `Unmatched end tag at byte offset ${offset()}, expected "</${tag}>", found "</${end.tag}>"` };
      const closed = stack.pop()!;
      top().parts.push(close(closed));
      at += end.length;
      continue;
    }
    const start = startTagAt(html, at);
    if (typeof start === 'string') return { failure: start.replace('{}', String(offset())) };
    stack.push({ tag: start.tag, attributes: start.attributes, parts: [] });
    at += start.length;
  }
  flush();
  const unclosed = stack.length > 1 ? top().tag : null;
  return unclosed === null ? together(top().parts, '') : { failure: `Can't find end tag corresponding to start tag "${unclosed}"` };
}

function close({ tag, attributes, parts }: Open): Shown {
  const inner = together(parts, '');
  // What is empty makes no entity.
  if (inner.text === '') return inner;
  if (tag !== 'a') return marked(inner, tagMarks[tag] ?? tag);
  const to = attributes.get('href') ?? inner.text;
  if (/^tg:\/\/user\?id=\d+/.test(to)) return { ...calling(inner.text), marks: ['mention', ...inner.marks] };
  // An address without a scheme or a dot is no link, and the tag then draws nothing.
  return /^[a-z]+:\/\/.|^[^\s/]+\.[^\s/]+/i.test(to) ? marked(linked(inner, to), 'link') : inner;
}

function endTagAt(html: string, at: number): { readonly tag: string; readonly length: number | null } {
  const [whole = '', tag = '', closing] = /^<\/([^\s>]*)\s*(>?)/.exec(html.slice(at)) ?? [];
  return { tag: tag.toLowerCase(), length: closing === '>' ? whole.length : null };
}

interface StartTag {
  readonly tag: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly length: number;
}

/** A text: why not, with `{}` for the place. */
function startTagAt(html: string, at: number): StartTag | string {
  const rest = html.slice(at);
  const [, name = ''] = /^<([^\s>]*)/.exec(rest) ?? [];
  if (rest.length === name.length + 1) return 'Unclosed start tag at byte offset {}';
  const tag = name.toLowerCase();
  if (tagMarks[tag] === undefined) return `Unsupported start tag "${tag}" at byte offset {}`;
  const attributes = new Map<string, string>();
  let used = name.length + 1;
  for (;;) {
    used += /^\s*/.exec(rest.slice(used))?.[0].length ?? 0;
    if (rest[used] === '>') break;
    const [whole = '', key = '', value] =
      /^([^\s=>/"']+)\s*(?:=\s*("[^"]*"|'[^']*'|[A-Za-z0-9.-]*(?=[\s>])))?/.exec(rest.slice(used)) ?? [];
    if (key === '')
      return rest[used] === undefined
        ? `Unclosed start tag "${tag}" at byte offset {}`
        : `Empty attribute name in the tag "${tag}" at byte offset {}`;
    if (
      value === undefined &&
      rest
        .slice(used + whole.length)
        .trimStart()
        .startsWith('=')
    )
      return 'Unexpected end of name token at byte offset {}';
    const unquoted = /^["']/.test(value ?? '') ? (value ?? '').slice(1, -1) : (value ?? '').toLowerCase();
    attributes.set(key, decoded(unquoted));
    used += whole.length;
    if (used >= rest.length) return `Unclosed start tag "${tag}" at byte offset {}`;
  }
  if (tag === 'span' && attributes.get('class') !== 'tg-spoiler') return 'Tag "span" must have class "tg-spoiler" at byte offset {}';
  return { tag, attributes, length: used + 1 };
}

function decoded(value: string): string {
  let out = '';
  for (let at = 0; at < value.length;) {
    const entity = entityAt(value, at);
    out += entity?.character ?? value[at] ?? '';
    at += entity?.length ?? 1;
  }
  return out;
}

/** Four names and every number; the semicolon may be missing. Whatever else follows `&` is text. */
function entityAt(html: string, at: number): { readonly character: string; readonly length: number } | null {
  const [whole, hex, decimal, name] =
    html[at] === '&' ? (/^&(?:#x([0-9a-f]+)|#(\d+)|([a-z]+));?/i.exec(html.slice(at, at + 12)) ?? []) : [];
  if (whole === undefined) return null;
  const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };
  if (name !== undefined) return named[name] === undefined ? null : { character: named[name], length: whole.length };
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  return code > 0 && code < 0x10ffff ? { character: String.fromCodePoint(code), length: whole.length } : null;
}
