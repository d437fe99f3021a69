import {
  autolink,
  bareLink,
  bullet,
  code,
  emojiName,
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
import { render, type Token } from './markup';
import { jsonOf, listOf, mediaType, objectOf, objectsOf, textOf, utf8, type JsonObject } from './readBody';
import { defineReceiver, json, nothingShown, plainText, showing, type Answer, type Received, type Reply } from './receiver';
import { calling, linked, literal, marked, together, type Shown } from './shown';

export interface MattermostSettings {
  readonly id: string;
  readonly state: 'open' | 'disabled' | 'channelGone' | 'channelLocked';
}

/** @see https://github.com/mattermost/mattermost/blob/master/server/public/model/utils.go AppError */
const error = (status: number, id: string, message: string): Answer =>
  json(status, { id, message, detailed_error: '', request_id: '00000000000000000000000000', status_code: status });

/** @see https://github.com/mattermost/mattermost/blob/master/server/channels/app/webhook.go HandleIncomingWebhook */
const invalid = error(400, 'web.incoming_webhook.invalid.app_error', 'Invalid webhook.');
const states: Readonly<Record<Exclude<MattermostSettings['state'], 'open'>, Answer>> = {
  disabled: error(501, 'web.incoming_webhook.disabled.app_error', 'Incoming webhooks have been disabled by the system admin.'),
  channelGone: error(404, 'app.channel.get.existing.app_error', 'Unable to find the existing channel.'),
  channelLocked: error(
    403,
    'web.incoming_webhook.channel_locked.app_error',
    'This webhook is not permitted to post to the requested channel.',
  ),
};
const throttled = plainText(429, 'limit exceeded', { 'retry-after': '1', 'x-ratelimit-limit': '10', 'x-ratelimit-remaining': '0' });

/** The path and the order of refusals are the server's. @see server/channels/web/webhook.go of the same repository */
function reply({ method, path, headers, body }: Received, { id: known, state }: MattermostSettings): Reply {
  const [, id] = /^\/hooks\/([A-Za-z0-9]+)$/.exec(path) ?? [];
  if (id === undefined) return nothingShown(error(404, 'api.context.404.app_error', "Sorry, we couldn't find the page."));
  if (method !== 'POST') return nothingShown(plainText(405, ''));
  if (state === 'disabled') return nothingShown(states.disabled);
  const of = payloadOf(headers, body);
  if (of === null) return nothingShown(error(400, 'web.incoming_webhook.parse.app_error', 'Unable to parse incoming data.'));
  const text = textOf(of['text']) ?? '';
  if (text === '' && listOf(of['attachments']) === null)
    return nothingShown(error(400, 'web.incoming_webhook.text.app_error', 'No text specified.'));
  if (id !== known) return nothingShown(invalid);
  if (state !== 'open') return nothingShown(states[state]);
  const attached = objectsOf(of['attachments']).flatMap(({ title, text: more }) =>
    [title, more].flatMap((one) => (typeof one === 'string' ? [drawPost(one)] : [])),
  );
  const shown = together([drawPost(text), ...attached]);
  // A silent post calls nobody. @see https://developers.mattermost.com/integrate/webhooks/incoming/ `silent`
  return showing(plainText(200, 'ok'), of['silent'] === true ? { ...shown, notified: false } : shown);
}

function payloadOf(headers: Received['headers'], body: Uint8Array): JsonObject | null {
  const kind = mediaType(headers);
  return objectOf(jsonOf(kind === 'application/x-www-form-urlencoded' ? (new URLSearchParams(utf8(body)).get('payload') ?? '') : body));
}

/** @see https://developers.mattermost.com/integrate/webhooks/incoming/#slack-compatibility what is translated */
const slackForms: readonly Token[] = [
  { at: /<!(channel|here|all)>/y, read: ([, whom = '']) => calling(`@${whom}`) },
  { at: /<([a-z0-9]{26})>/y, read: ([, id = '']) => calling(`{user ${id}}`) },
  {
    at: /<((?:https?|mailto):[^>|\s]+)\|([^>\n]*)>/iy,
    read: ([, address = '', text = ''], inner) => marked(linked(inner(text), address), 'link'),
  },
];

/** @see https://docs.mattermost.com/collaborate/format-messages.html and mention-people.html */
const own: readonly Token[] = [
  { at: /(?<![\p{L}\p{N}_])@[a-z0-9][a-z0-9._-]*/iuy, read: ([name]) => calling(name) },
  { at: /(?<![\p{L}\p{N}_])#\p{L}[\p{L}\p{N}_.-]{2,}/uy, read: ([tag]) => marked(linked(literal(tag), tag), 'hashtag') },
  { at: /(?<![\p{L}\p{N}_~])~[a-z0-9][a-z0-9_-]+/uy, read: ([name]) => marked(linked(literal(name), name), 'channel') },
  { at: /(?<![\p{L}\p{N}_])www\.[^\s<>*_~`|)\]]+/iuy, read: ([address]) => linked(literal(address), `http://${address}`) },
];

function drawPost(text: string): Shown {
  return render(text, {
    escapes: punctuation,
    pairs: [...code, ...emphasis, strike],
    tokens: [...slackForms, image, link, autolink, bareLink, ...own, emojiName],
    lines: [rule, table, heading, quote, bullet, numbered],
  });
}

export const mattermost = defineReceiver<MattermostSettings>({
  vendor: 'mattermost',
  hosts: ['mattermost.example'],
  settings: { id: 'aaaaaaaaaaaaaaaaaaaaaaaaaa', state: 'open' },
  bucket: ({ path }) => path,
  reply,
  says: () => ({ gone: invalid, throttled, refused: states.channelLocked }),
});
