import { bareLink, bullet, code, emphasis, heading, link, numbered, quote, strike } from './commonMark';
import { render, type Dialect, type Token } from './markup';
import { waitFor, type RateLimit } from './rateLimit';
import { bytesOf, codePointsOf, jsonOf, mediaType, objectOf, textOf, type JsonObject } from './readBody';
import { defineReceiver, json, nothingShown, showing, type Answer, type Received, type Reply } from './receiver';
import { calling, linked, literal, marked, type Shown } from './shown';

export interface GoogleChatSettings {
  readonly space: string;
  readonly key: string;
  readonly token: string;
  /** What incoming webhooks are read by unless the request says otherwise. */
  readonly syntax: 'chat' | 'markdown';
  readonly limit: RateLimit | null;
  /** In characters. 32,000 bytes are documented; 4,096 characters were the most for one sender (grade C). */
  readonly mostCharacters: number;
  /** Not documented (grade C): not relied on. */
  readonly zeroWidthDisarms: boolean;
}

/** @see https://cloud.google.com/apis/design/errors#http_mapping */
const error = (code: number, status: string, message: string): Answer => json(code, { error: { code, message, status } });
const notFound = error(404, 'NOT_FOUND', 'Requested entity was not found.');
/** With no time to wait for: one backs off by oneself. @see https://developers.google.com/workspace/chat/limits */
const throttled = error(429, 'RESOURCE_EXHAUSTED', 'Resource has been exhausted (e.g. check quota).');
const denied = error(403, 'PERMISSION_DENIED', "Method doesn't allow unregistered callers.");

/**
 * A name that is no field of a message is refused.
 * @see https://developers.google.com/workspace/chat/api/reference/rest/v1/spaces.messages
 */
const fields: ReadonlySet<string> = new Set([
  ...['name', 'text', 'formattedText', 'fallbackText', 'cards', 'cardsV2', 'thread', 'annotations', 'attachment', 'actionResponse'],
  ...['accessoryWidgets', 'clientAssignedMessageId', 'privateMessageViewer', 'markupSyntax', 'quotedMessageMetadata'],
]);

function reply(request: Received, settings: GoogleChatSettings): Reply {
  const { method, path, query, headers, body } = request;
  const [, space] = /^\/v1\/spaces\/([\w-]+)\/messages$/.exec(path) ?? [];
  if (space === undefined || method !== 'POST') return nothingShown(notFound);
  if (!query.has('key')) return nothingShown(denied);
  if (query.get('key') !== settings.key)
    return nothingShown(error(400, 'INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.'));
  if (query.get('token') !== settings.token)
    return nothingShown(error(401, 'UNAUTHENTICATED', 'Request had invalid authentication credentials.'));
  if (space !== settings.space) return nothingShown(notFound);
  if (waitFor(request, settings.limit) > 0) return nothingShown(throttled);
  const of = mediaType(headers) === 'application/json' ? objectOf(jsonOf(body)) : null;
  if (of === null) return nothingShown(error(400, 'INVALID_ARGUMENT', 'Invalid JSON payload received.'));
  const refusal = refusalOf(of, body.length, settings);
  if (refusal) return nothingShown(refusal);
  const text = textOf(of['text']) ?? '';
  const name = `spaces/${space}/messages/made-up.made-up`;
  const asked =
    of['markupSyntax'] === 'MARKUP_SYNTAX_MARKDOWN' ? 'markdown' : of['markupSyntax'] === 'MARKUP_SYNTAX_CHAT' ? 'chat' : settings.syntax;
  return showing(
    json(200, { name, text, createTime: new Date(request.now).toISOString(), space: { name: `spaces/${space}` } }),
    draw(text, asked, settings),
  );
}

function refusalOf(of: JsonObject, bytes: number, { mostCharacters }: GoogleChatSettings): Answer | null {
  const unknown = Object.keys(of).find((name) => !fields.has(name));
  if (unknown !== undefined)
    return error(400, 'INVALID_ARGUMENT', `Invalid JSON payload received. Unknown name "${unknown}": Cannot find field.`);
  const text = textOf(of['text']);
  if (text === null || text === '') return of['cardsV2'] === undefined ? error(400, 'INVALID_ARGUMENT', 'Message cannot be empty.') : null;
  // @see https://developers.google.com/workspace/chat/api/reference/rest/v1/spaces.messages/create 32,000 bytes
  if (bytes > 32_000 || bytesOf(text) > 32_000) return error(400, 'INVALID_ARGUMENT', 'Message is too long.');
  return codePointsOf(text) > mostCharacters
    ? error(400, 'INVALID_ARGUMENT', `Message is longer than ${mostCharacters} characters.`)
    : null;
}

/** @see https://developers.google.com/workspace/chat/format-messages `<users/all>`, `<users/1>`, `<address|shown>` */
const inAngles: readonly Token[] = [
  { at: /<users\/(all|[\w.@+-]+)>/y, read: ([, id = '']) => calling(id === 'all' ? '@all' : `{user ${id}}`) },
  {
    at: /<([a-z][a-z0-9+.-]*:[^>|\s]+)(?:\|([^>\n]*))?>/iy,
    read: ([, address = '', text = ''], inner) => marked(linked(inner(text === '' ? address : text), address), 'link'),
  },
];
/** Read by clients' senders (grade B). */
const entity: Token = { at: /&(amp|lt|gt);/y, read: ([, name]) => literal(name === 'amp' ? '&' : name === 'lt' ? '<' : '>') };

/** @see the same page, the columns MARKUP_SYNTAX_CHAT and MARKUP_SYNTAX_MARKDOWN; webhooks are read by the first */
function draw(text: string, syntax: 'chat' | 'markdown', { zeroWidthDisarms }: GoogleChatSettings): Shown {
  const chat: Dialect = {
    zeroWidthDisarms,
    pairs: [...code, { mark: '*', makes: 'bold' }, { mark: '_', makes: 'italic' }, { mark: '~', makes: 'strike' }],
    tokens: [...inAngles, bareLink, entity],
    lines: [{ at: / *[*-] +/y, makes: 'list', drawn: '• ' }],
  };
  const markdown: Dialect = {
    pairs: [...code, ...emphasis, strike],
    tokens: [...inAngles, link, bareLink, entity],
    lines: [heading, quote, bullet, numbered],
  };
  return render(text, syntax === 'chat' ? chat : markdown);
}

export const googleChat = defineReceiver<GoogleChatSettings>({
  vendor: 'googleChat',
  hosts: ['chat.googleapis.com'],
  settings: {
    ...{ space: 'AAAAAAAAAAA', key: 'made-up-key', token: 'made-up-token', syntax: 'chat', mostCharacters: 4096, zeroWidthDisarms: false },
    // Sixty writes a minute in a space, shared by all that write there. @see https://developers.google.com/workspace/chat/limits
    limit: { most: 60, perMs: 60_000 },
  },
  bucket: ({ path }) => path,
  reply,
  says: () => ({ gone: notFound, throttled, refused: denied }),
});
