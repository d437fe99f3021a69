import { waitFor, type RateLimit } from './rateLimit';
import { codePointsOf, jsonOf, mediaType, objectOf, textOf, utf8, bytesOf, type JsonObject } from './readBody';
import { defineReceiver, json, nothingShown, showing, type Answer, type Received, type Reply } from './receiver';
import type { Shown } from './shown';
import { drawDetected } from './telegramDetected';
import { drawHtml } from './telegramHtml';
import { drawMarkdownV2 } from './telegramMarkdown';

export interface TelegramSettings {
  readonly token: string;
  readonly chatId: string;
  /** Set: the group became a supergroup, and only this id is one to send to. */
  readonly migratedTo: string | null;
  readonly state: 'open' | 'blocked' | 'kicked' | 'kickedFromSupergroup';
  readonly limits: readonly RateLimit[];
}

/** @see https://github.com/tdlib/telegram-bot-api/blob/master/telegram-bot-api/Query.h JsonQueryError */
const failure = (status: number, description: string, parameters?: JsonObject): Answer =>
  json(status, { ok: false, error_code: status, description, ...(parameters ? { parameters } : {}) });
const unauthorized = failure(401, 'Unauthorized');
const blocked = failure(403, 'Forbidden: bot was blocked by the user');

/** @see the same repository, Query.cpp set_retry_after_error, and HttpConnection.cpp: body and header say the same whole seconds */
function throttled(seconds: number): Answer {
  const { status, headers, body } = failure(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });
  return { status, headers: { ...headers, 'retry-after': String(seconds) }, body };
}

/** @see https://core.telegram.org/bots/api#making-requests; what is refused, and in which order, is Client.cpp's and ClientManager.cpp's */
function reply(request: Received, settings: TelegramSettings): Reply {
  const [, token, method = ''] = /^\/bot([^/]*)\/(?:test\/)?(.*)$/.exec(request.path) ?? [];
  if (token === undefined) return nothingShown(failure(404, 'Not Found'));
  if (!/^[^0/:][^/:]*:[^/]*$/.test(token) || token.length > 80) return nothingShown(failure(401, 'Unauthorized: invalid token specified'));
  if (token !== settings.token) return nothingShown(unauthorized);
  // Names of methods have no case.
  if (method.toLowerCase() !== 'sendmessage') return nothingShown(failure(404, 'Not Found: method not found'));
  const fields = fieldsOf(request);
  if (fields === null) return nothingShown(failure(400, "Bad Request: can't parse JSON object"));
  const chat = chatRefusal(valueOf(fields['chat_id']), settings);
  if (chat) return nothingShown(chat);
  const wait = Math.max(0, ...settings.limits.map((limit) => waitFor(request, limit)));
  if (wait > 0) return nothingShown(throttled(Math.ceil(wait / 1000)));
  const drawn = draw(valueOf(fields['text']), valueOf(fields['parse_mode']));
  if (typeof drawn === 'string') return nothingShown(failure(400, `Bad Request: ${drawn}`));
  const id = settings.migratedTo ?? settings.chatId;
  const message = { message_id: 1, date: Math.floor(request.now / 1000), chat: { id: Number(id), type: 'supergroup' }, text: drawn.text };
  return showing(json(200, { ok: true, result: message }), drawn);
}

/** The query, then a form or JSON; one field by any of them. */
function fieldsOf({ query, headers, body }: Received): JsonObject | null {
  const asked = Object.fromEntries(query);
  const kind = mediaType(headers);
  if (body.length === 0) return asked;
  if (kind === 'application/x-www-form-urlencoded') return { ...asked, ...Object.fromEntries(new URLSearchParams(utf8(body))) };
  if (kind !== 'application/json') return asked;
  const of = objectOf(jsonOf(body));
  return of && { ...asked, ...of };
}

/** Numbers in JSON are taken as their text. */
function valueOf(value: unknown): string {
  return typeof value === 'number' ? String(value) : (textOf(value) ?? '');
}

function chatRefusal(chatId: string, { chatId: known, migratedTo, state }: TelegramSettings): Answer | null {
  if (chatId === '') return failure(400, 'Bad Request: chat_id is empty');
  if (migratedTo !== null && chatId === known)
    return failure(400, 'Bad Request: group chat was upgraded to a supergroup chat', { migrate_to_chat_id: Number(migratedTo) });
  if (chatId !== (migratedTo ?? known)) return failure(400, 'Bad Request: chat not found');
  if (state === 'blocked') return blocked;
  if (state === 'kicked') return failure(403, 'Forbidden: bot was kicked from the group chat');
  return state === 'kickedFromSupergroup' ? failure(403, 'Forbidden: bot was kicked from the supergroup chat') : null;
}

/** A text: why it is refused. */
function draw(text: string, parseMode: string): Shown | string {
  if (text === '') return 'message text is empty';
  if (bytesOf(text) > 1 << 15) return 'text is too long';
  const mode = parseMode.toLowerCase();
  const drawn =
    mode === '' || mode === 'none'
      ? drawDetected(text)
      : mode === 'html'
        ? drawHtml(text)
        : mode === 'markdownv2'
          ? drawMarkdownV2(text)
          : null;
  if (drawn === null) return 'unsupported parse_mode';
  if ('failure' in drawn) return `can't parse entities: ${drawn.failure}`;
  if (drawn.text.trim() === '') return 'text must be non-empty';
  // Counted after parsing, in code points. @see https://github.com/tdlib/td/blob/master/td/telegram/MessageContent.cpp utf8_length
  return codePointsOf(drawn.text) > 4096 ? 'message is too long' : drawn;
}

export const telegram = defineReceiver<TelegramSettings>({
  vendor: 'telegram',
  hosts: ['api.telegram.org'],
  settings: {
    token: '100000001:made-up-token-of-thirty-letters',
    chatId: '-100000001',
    migratedTo: null,
    state: 'open',
    // @see https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this one a second in a chat, 20 a minute in a group
    limits: [
      { most: 1, perMs: 1000 },
      { most: 20, perMs: 60_000 },
    ],
  },
  bucket: (request) => valueOf(fieldsOf(request)?.['chat_id']),
  reply,
  says: () => ({ gone: failure(404, 'Not Found'), throttled: throttled(14), refused: blocked }),
});
