import { bytesOf, jsonOf, mediaType, objectOf, textOf, utf8, type JsonObject } from './readBody';
import { defineReceiver, json, nothingShown, showing, type Answer, type Received, type Reply } from './receiver';
import { linked, literal, marked, together, type Shown } from './shown';

export interface BarkSettings {
  readonly deviceKey: string;
  /** What Apple says of the device: a token that is gone, or a server that is busy. */
  readonly apple: 'ok' | 'BadDeviceToken' | 'Unregistered' | 'TooManyRequests' | 'InternalServerError';
  /** What the server is asked to pass on to Apple may have so many bytes. */
  readonly mostBytes: number;
}

/** @see https://github.com/Finb/bark-server/blob/master/route_push.go and main.go customErrorHandler */
const said = (code: number, message: string, now: number): Answer => json(code, { code, message, timestamp: Math.floor(now / 1000) });
const noDevice = (key: string, now: number): Answer =>
  said(400, `failed to get device token: failed to get [${key}] device token from database`, now);
/** Every failure of Apple is a 500, one of a device that is gone too. */
const failed = (reason: string, now: number): Answer => said(500, `push failed: ${reason}`, now);

function reply({ method, path, query, headers, body, now }: Received, { deviceKey, apple, mostBytes }: BarkSettings): Reply {
  const parts = path
    .split('/')
    .slice(1)
    .filter((part) => part !== '');
  if (parts.length < 1 || parts.length > 4 || (parts[0] === 'push' && parts.length > 1))
    return nothingShown(said(404, `Cannot ${method} ${path}`, now));
  if (method !== 'POST' && (method !== 'GET' || parts[0] === 'push')) return nothingShown(said(405, 'Method Not Allowed', now));
  const sent = fieldsOf(headers, body);
  if (sent === null) return nothingShown(said(400, 'request bind failed: invalid JSON', now));
  const of = { ...sent, ...Object.fromEntries(query), ...pathFields(parts) };
  const key = textOf(of['device_key']) ?? '';
  if (key === '') return nothingShown(said(400, 'device key is empty', now));
  if (key !== deviceKey) return nothingShown(noDevice(key, now));
  // @see https://developer.apple.com/documentation/usernotifications/generating-a-remote-notification 4 KB
  if (bytesOf(JSON.stringify(of)) > mostBytes) return nothingShown(failed('PayloadTooLarge', now));
  if (apple !== 'ok') return nothingShown(failed(apple, now));
  return showing(said(200, 'success', now), draw(of));
}

/** JSON, or a form. */
function fieldsOf(headers: Received['headers'], body: Uint8Array): JsonObject | null {
  if (mediaType(headers) === 'application/json') return objectOf(jsonOf(body));
  return Object.fromEntries(new URLSearchParams(utf8(body)));
}

/** `/key`, `/key/body`, `/key/title/body`, `/key/title/subtitle/body`: what is in the path is stronger than all else. */
function pathFields([key = '', ...rest]: readonly string[]): JsonObject {
  if (key === 'push') return {};
  const names = [[], ['body'], ['title', 'body'], ['title', 'subtitle', 'body']][rest.length] ?? [];
  return { device_key: key, ...Object.fromEntries(names.map((name, at) => [name, decodeURIComponent(rest[at] ?? '')])) };
}

/** No markup at all; `url` is where a tap leads. @see https://github.com/Finb/bark-server/blob/master/docs/API_V2.md */
function draw(of: JsonObject): Shown {
  const [title, subtitle, body, url] = ['title', 'subtitle', 'body', 'url'].map((name) => textOf(of[name]) ?? '');
  const lines = [title, subtitle, body].flatMap((text) => (text ? [text] : []));
  const all = together([
    ...(title ? [marked(literal(title), 'title')] : []),
    ...(subtitle ? [literal(subtitle)] : []),
    // Without any of them the server makes up a body.
    ...(body ? [literal(body)] : lines.length === 0 ? [literal('Empty Message')] : []),
  ]);
  return url ? linked(all, url) : all;
}

export const bark = defineReceiver<BarkSettings>({
  vendor: 'bark',
  hosts: ['api.day.app'],
  settings: { deviceKey: 'madeUpDeviceKey', apple: 'ok', mostBytes: 4096 },
  bucket: ({ path }) => path,
  reply,
  says: ({ deviceKey }) => ({
    gone: noDevice(deviceKey, 0),
    throttled: failed('TooManyRequests', 0),
    refused: failed('BadDeviceToken', 0),
  }),
});
