import { decodeWords } from './decodeWords';
import { ntfyError } from './ntfyAnswers';
import { jsonOf, listOf, objectOf, textOf, utf8 } from './readBody';
import type { Answer, Received } from './receiver';

export interface NtfyFields {
  readonly topic: string;
  readonly title: string;
  readonly message: string;
  readonly click: string;
  readonly tags: readonly string[];
  /** 0: none was named; null: it is none. */
  readonly priority: number | null;
  readonly isMarkdown: boolean;
  readonly isUtf8: boolean;
}

/** JSON at the root; at a topic the body is the message, and headers or the query say the rest. */
export function ntfyFields(request: Received): NtfyFields | Answer {
  return request.path === '/' ? fromJson(request.body) : fromTopic(request);
}

/** @see https://github.com/binwiederhier/ntfy/blob/main/server/server.go transformBodyJSON, and types.go publishMessage */
function fromJson(body: Uint8Array): NtfyFields | Answer {
  if (body.length >= 2 * 4096) return ntfyError(413, 41_303, 'JSON body too large');
  const of = objectOf(jsonOf(body));
  const texts = ['topic', 'title', 'message', 'click'].map((name) => of?.[name]);
  const tags = of && (of['tags'] === undefined || of['tags'] === null ? [] : listOf(of['tags'])?.map(textOf));
  const number = of?.['priority'] ?? 0;
  const isTyped = texts.every((one) => one === undefined || one === null || typeof one === 'string') && Number.isInteger(number);
  if (!of || !isTyped || !tags || tags.includes(null) || !/^(?:undefined|boolean)$/.test(typeof of['markdown']))
    return ntfyError(400, 40_024, 'invalid request: request body must be valid JSON');
  const [topic = '', title = '', message = '', click = ''] = texts.map((one) => textOf(one) ?? '');
  if (!/^[-_A-Za-z0-9]{1,64}$/.test(topic)) return ntfyError(400, 40_009, 'invalid request: topic invalid');
  const names = tags.flatMap((tag) => tag ?? []);
  // What JSON names goes through the headers, which are trimmed.
  const common = { topic, title: title.trim(), message, click: click.trim(), tags: names };
  return {
    ...common,
    priority: priorityOf(typeof number !== 'number' || number === 0 ? '' : String(number)),
    isMarkdown: of['markdown'] === true,
    isUtf8: true,
  };
}

/** @see the same file, parsePublishParams, and util.go readParam: headers before the query, and RFC 2047 in headers */
function fromTopic({ path, query, headers, body }: Received): NtfyFields {
  const named = (...names: readonly string[]): string => {
    const values = [...names.map((name) => decodeWords(headers[name] ?? '')), ...names.map((name) => query.get(name) ?? '')];
    return values.map((value) => value.trim()).find((value) => value !== '') ?? '';
  };
  const text = utf8(body);
  const message = named('x-message', 'message', 'm').replaceAll('\\n', '\n');
  const tags = named('x-tags', 'tags', 'tag', 'ta')
    .split(',')
    .flatMap((tag) => (tag.trim() === '' ? [] : [tag.trim()]));
  const markdown = named('x-markdown', 'markdown', 'md').toLowerCase();
  return {
    topic: path.slice(1),
    title: named('x-title', 'title', 't'),
    message: body.length > 0 ? text : message,
    click: named('x-click', 'click'),
    tags,
    priority: priorityOf(named('x-priority', 'priority', 'prio', 'p')),
    isMarkdown: ['1', 'yes', 'true'].includes(markdown) || (headers['content-type'] ?? '').toLowerCase() === 'text/markdown',
    isUtf8: !text.includes('\ufffd'),
  };
}

/** @see https://github.com/binwiederhier/ntfy/blob/main/util/util.go ParsePriority */
function priorityOf(text: string): number | null {
  const names: readonly (readonly string[])[] = [[''], ['1', 'min'], ['2', 'low'], ['3', 'default'], ['4', 'high'], ['5', 'max', 'urgent']];
  const at = names.findIndex((all) => all.includes(text.trim().toLowerCase()));
  return at < 0 ? null : at;
}
