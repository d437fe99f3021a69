import {
  autolink,
  bareLink,
  bullet,
  code,
  emphasis,
  heading,
  image,
  link,
  numbered,
  punctuation,
  quote,
  rule,
  strike,
  table,
} from './commonMark';
import { render } from './markup';
import { jsonOf, mediaType, objectOf, textOf, utf8, type JsonObject } from './readBody';
import { defineReceiver, json, nothingShown, showing, type Answer, type Received, type Reply } from './receiver';
import { literal, marked, together, type Shown } from './shown';

export interface GotifySettings {
  readonly token: string;
  /** What is shown above a message without a title. */
  readonly application: string;
}

const names: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  429: 'Too Many Requests',
};
/** @see https://github.com/gotify/server/blob/master/error/handler.go */
const error = (status: number, description: string): Answer =>
  json(status, { error: names[status], errorCode: status, errorDescription: description });
/** @see https://github.com/gotify/server/blob/master/auth/authentication.go */
const unauthorised = error(401, 'you need to provide a valid access token or user credentials to access this api');

/** @see https://github.com/gotify/server/blob/master/api/message.go CreateMessage */
function reply({ method, path, query, headers, body, now }: Received, { token, application }: GotifySettings): Reply {
  if (path !== '/message') return nothingShown(error(404, 'page not found'));
  if (method !== 'POST' || tokenOf(query, headers) !== token) return nothingShown(unauthorised);
  const of = fieldsOf(headers, body);
  if (of === null) return nothingShown(error(400, 'invalid character in request body'));
  const { title, message, priority, extras } = of;
  if (message === undefined || message === '') return nothingShown(error(400, "Field 'message' is required"));
  if (typeof message !== 'string' || (title !== undefined && typeof title !== 'string') || !isWhole(priority))
    return nothingShown(error(400, 'json: cannot unmarshal into Go struct field'));
  const heading = textOf(title)?.trim() ? (textOf(title) ?? '') : application;
  const kind = textOf(objectOf(objectOf(extras)?.['client::display'])?.['contentType']);
  const shown = together([marked(literal(heading), 'title'), kind === 'text/markdown' ? drawMarkdown(message) : drawPlain(message)]);
  return showing(
    json(200, { id: 25, appid: 5, message, title: heading, priority: priority ?? 0, date: new Date(now).toISOString() }),
    shown,
  );
}

/** The query before the header before `Authorization`. */
function tokenOf(query: URLSearchParams, headers: Received['headers']): string {
  const [, bearer = ''] = /^Bearer (.*)$/i.exec(headers['authorization'] ?? '') ?? [];
  return query.get('token') || headers['x-gotify-key'] || bearer;
}

function fieldsOf(headers: Received['headers'], body: Uint8Array): JsonObject | null {
  if (mediaType(headers) === 'application/json') return objectOf(jsonOf(body));
  const { priority, ...form } = Object.fromEntries(new URLSearchParams(utf8(body)));
  return { ...form, ...(priority === undefined ? {} : { priority: Number(priority) }) };
}

function isWhole(value: unknown): boolean {
  return value === undefined || value === null || Number.isInteger(value);
}

/** Plain unless the extras say so; addresses can be clicked (grade C). @see https://gotify.net/docs/msgextras#clientdisplay */
function drawPlain(text: string): Shown {
  return render(text, { pairs: [], tokens: [bareLink], lines: [] });
}

function drawMarkdown(text: string): Shown {
  return render(text, {
    escapes: punctuation,
    pairs: [...code, ...emphasis, strike],
    tokens: [image, link, autolink, bareLink],
    lines: [rule, table, heading, quote, bullet, numbered],
  });
}

export const gotify = defineReceiver<GotifySettings>({
  vendor: 'gotify',
  hosts: ['gotify.example'],
  settings: { token: 'Amade-up', application: 'API Balance' },
  bucket: ({ path }) => path,
  reply,
  // The server has no limit of its own: what is in front of it may.
  says: () => ({
    gone: unauthorised,
    throttled: error(429, 'too many requests'),
    refused: error(403, 'you are not allowed to access this api'),
  }),
});
