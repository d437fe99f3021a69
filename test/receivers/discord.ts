import { allowedMentionsOf, drawDiscord, type AllowedMentions } from './discordMarkup';
import { waitFor, wholeSeconds, type RateLimit } from './rateLimit';
import { codePointsOf, jsonOf, mediaType, objectOf, objectsOf, textOf, type JsonObject } from './readBody';
import { defineReceiver, json, nothingShown, plainText, showing, type Answer, type Received, type Reply } from './receiver';
import { together, type Shown } from './shown';

export interface DiscordSettings {
  readonly id: string;
  readonly token: string;
  /** A forum takes no message without a thread; the others are states of the thread that the address names. */
  readonly channel: 'text' | 'forum' | 'archivedThread' | 'lockedThread';
  /** What the server's own moderation keeps out. */
  readonly blocks: RegExp | null;
  readonly limit: RateLimit | null;
}

/** @see https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
const error = (status: number, code: number, message: string, more: JsonObject = {}): Answer => json(status, { message, code, ...more });
const unknownWebhook = error(404, 10015, 'Unknown Webhook');
const emptyMessage = error(400, 50006, 'Cannot send an empty message');
/** @see https://docs.discord.com/developers/reference#error-messages */
const invalidForm = (errors: JsonObject): Answer => error(400, 50035, 'Invalid Form Body', { errors });
const at = (field: string, code: string, message: string): JsonObject => ({ [field]: { _errors: [{ code, message }] } });
const blocked = error(400, 200000, 'Message was blocked by automatic moderation');

/** @see https://docs.discord.com/developers/topics/rate-limits#exceeding-a-rate-limit-rate-limit-response-structure */
function throttled(waitMs: number, version: number): Answer {
  // Before v8 both were in ms. @see https://docs.discord.com/developers/change-log (API v8)
  const inMs = version < 8;
  const body = { message: 'You are being rate limited.', retry_after: inMs ? waitMs : waitMs / 1000, global: false };
  return json(429, body, {
    'retry-after': inMs ? String(waitMs) : wholeSeconds(waitMs),
    via: '1.1 google',
    'x-ratelimit-scope': 'user',
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset-after': String(waitMs / 1000),
  });
}

/** @see https://docs.discord.com/developers/resources/webhook#execute-webhook */
function reply(request: Received, settings: DiscordSettings): Reply {
  const { method, path, query, headers } = request;
  // @see https://docs.discord.com/developers/reference#user-agent
  if ((headers['user-agent'] ?? '') === '') return nothingShown(error(403, 40333, 'internal network error'));
  const [, versionText, id, token, form] = /^\/api(?:\/v(\d+))?\/webhooks\/(\d+)\/([\w-]+)(\/slack|\/github)?$/.exec(path) ?? [];
  if (id === undefined) return nothingShown(error(404, 0, '404: Not Found'));
  // Without a version it is v6. @see https://docs.discord.com/developers/reference#api-versioning
  const version = Number(versionText ?? 6);
  if (version < 6 || version > 10) return nothingShown(error(400, 50041, 'Invalid API version provided'));
  if (method !== 'POST') return nothingShown(error(405, 0, '405: Method Not Allowed'));
  if (id !== settings.id) return nothingShown(unknownWebhook);
  if (token !== settings.token) return nothingShown(error(401, 50027, 'Invalid Webhook Token'));
  const wait = waitFor(request, settings.limit);
  if (wait > 0) return nothingShown(throttled(wait, version));
  const body = bodyOf(request);
  // Its own answer is no JSON; what it makes of a text is not documented (grade C).
  if (form === '/slack') return slackForm(body);
  const isWaiting = /^(?:true|1)$/i.test(query.get('wait') ?? '');
  const refusal = isAnswer(body) ? body : refusalOf(body, query, settings);
  // Without `wait` a message that is not saved gives no error.
  if (refusal || isAnswer(body)) return nothingShown(isWaiting ? (refusal ?? emptyMessage) : { status: 204, headers: {}, body: '' });
  const shown = drawn(body);
  return showing(isWaiting ? message(body, settings, request.now) : { status: 204, headers: {}, body: '' }, shown);
}

function bodyOf(request: Received): JsonObject | Answer {
  if (mediaType(request.headers) !== 'application/json')
    return invalidForm(
      at('_errors', 'CONTENT_TYPE_INVALID', 'Expected "Content-Type" header to be application/json or multipart/form-data.'),
    );
  const value = jsonOf(request.body);
  if (value === undefined) return error(400, 50109, 'The request body contains invalid JSON.');
  return objectOf(value) ?? invalidForm(at('_errors', 'MODEL_TYPE_CONVERT', 'Only dictionaries may be used in a ModelType'));
}

function isAnswer(body: JsonObject | Answer): body is Answer {
  return 'status' in body && 'headers' in body && 'body' in body;
}

function refusalOf(body: JsonObject, query: URLSearchParams, { channel, blocks }: DiscordSettings): Answer | null {
  const { content, thread_name: threadName } = body;
  const embeds = objectsOf(body['embeds']);
  if (content !== undefined && content !== null && typeof content !== 'string')
    return invalidForm(at('content', 'STRING_TYPE_CONVERT', 'Could not interpret "{}" as string.'));
  if (codePointsOf(content ?? '') > 2000) return invalidForm(at('content', 'BASE_TYPE_MAX_LENGTH', 'Must be 2000 or fewer in length.'));
  if (embeds.length > 10) return invalidForm(at('embeds', 'BASE_TYPE_MAX_LENGTH', 'Must be 10 or fewer in length.'));
  if (allowedMentionsOf(body['allowed_mentions']) === null)
    return invalidForm(at('allowed_mentions', 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE', 'parse excludes the lists of ids'));
  if ((content ?? '').trim() === '' && embeds.length === 0) return emptyMessage;
  const threadId = query.get('thread_id');
  if (channel === 'forum' && threadId === null && typeof threadName !== 'string')
    return error(400, 220001, 'Webhooks posted to forum channels must have a thread_name or thread_id');
  if (channel === 'forum' && threadId !== null && typeof threadName === 'string')
    return error(400, 220002, 'Webhooks posted to forum channels cannot have both a thread_name and thread_id');
  if (channel === 'archivedThread') return error(400, 50083, 'Thread is archived');
  if (channel === 'lockedThread') return error(400, 160005, 'Thread is locked');
  return blocks?.test(content ?? '') === true ? blocked : null;
}

/** What embeds call is not called: mentions count in the content alone. @see the allowed mentions object */
const nobody: AllowedMentions = { parse: new Set(), users: new Set(), roles: new Set() };

function drawn(body: JsonObject): Shown {
  const allowed = allowedMentionsOf(body['allowed_mentions']) ?? nobody;
  const texts = objectsOf(body['embeds']).flatMap(({ title, description }) => [textOf(title), textOf(description)]);
  const embeds = texts.flatMap((text) => (text === null ? [] : [drawDiscord(text, nobody)]));
  return together([drawDiscord(textOf(body['content']) ?? '', allowed), ...embeds]);
}

function message({ content }: JsonObject, { id }: DiscordSettings, now: number): Answer {
  const said = { id: '1300000000000000001', type: 0, content: content ?? '', channel_id: '1300000000000000000', webhook_id: id };
  return json(200, { ...said, embeds: [], mentions: [], timestamp: new Date(now).toISOString() });
}

/** @see https://docs.discord.com/developers/resources/webhook#execute-slackcompatible-webhook */
function slackForm(body: JsonObject | Answer): Reply {
  const text = isAnswer(body) ? null : textOf(body['text']);
  if (text === null || text === '') return nothingShown(plainText(400, 'invalid_payload'));
  return showing(plainText(200, 'ok'), drawDiscord(text, { ...nobody, parse: new Set(['users']) }));
}

export const discord = defineReceiver<DiscordSettings>({
  vendor: 'discord',
  hosts: ['discord.com', 'canary.discord.com', 'ptb.discord.com', 'discordapp.com', 'canary.discordapp.com', 'ptb.discordapp.com'],
  // Five in two seconds was once named by staff (grade C): numbers are not to be relied on.
  settings: { id: '1290000000000000000', token: 'made-up', channel: 'text', blocks: null, limit: { most: 5, perMs: 2000 } },
  bucket: ({ path }) => /\/webhooks\/(\d+)/.exec(path)?.[1] ?? path,
  reply,
  says: () => ({ gone: unknownWebhook, throttled: throttled(64_570, 10), refused: blocked }),
});
