import { jsonOf, mediaType, objectOf, textOf } from './readBody';
import { defineReceiver, json, nothingShown, plainText, showing, type Received, type Reply } from './receiver';
import { literal } from './shown';

export interface GenericJsonSettings {
  readonly path: string;
  /** With which it says yes: any 2xx. */
  readonly yes: 200 | 201 | 202 | 204;
}

/** Somebody's own program, which takes any JSON. It shows the `text` of it, or all of it. */
function reply({ method, path, headers, body }: Received, settings: GenericJsonSettings): Reply {
  if (path !== settings.path) return nothingShown(plainText(404, 'Not Found'));
  if (method !== 'POST') return nothingShown(plainText(405, 'Method Not Allowed'));
  if (mediaType(headers) !== 'application/json') return nothingShown(plainText(415, 'Unsupported Media Type'));
  const of = objectOf(jsonOf(body));
  if (of === null) return nothingShown(plainText(400, 'Bad Request'));
  const answer = settings.yes === 204 ? { status: 204, headers: {}, body: '' } : json(settings.yes, { received: true });
  return showing(answer, literal(textOf(of['text']) ?? JSON.stringify(of)));
}

export const genericJson = defineReceiver<GenericJsonSettings>({
  vendor: 'genericJson',
  hosts: ['hooks.example'],
  settings: { path: '/balance', yes: 204 },
  bucket: ({ path }) => path,
  reply,
  says: () => ({
    gone: plainText(410, 'Gone'),
    throttled: plainText(429, 'Too Many Requests', { 'retry-after': '60' }),
    refused: plainText(403, 'Forbidden'),
  }),
});
