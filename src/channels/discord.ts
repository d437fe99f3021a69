import { anyVerdict } from '../core/notify/anyVerdict';
import { busy, isSuccess, objectOf, refused, secondsIn, taken, unclear } from '../core/notify/answerParts';
import { defineChannel, type ChannelReason } from '../core/notify/channelKind';
import { plainText, type PlainMessage } from '../core/notify/plainMessage';
import { unlinked } from '../core/notify/unlinked';

const hosts = new Set(['discord.com', 'discordapp.com'].flatMap((host) => ['', 'canary.', 'ptb.'].map((stage) => `${stage}${host}`)));
const path = /^\/api(?:\/v\d+)?(\/webhooks\/\d+\/[\w-]+)/;

/** Suppresses embeds. @see https://discord.com/developers/docs/resources/message#message-object-message-flags */
const noEmbeds = 4;

/** @see https://discord.com/developers/docs/topics/opcodes-and-status-codes#json */
const codes: ReadonlyMap<string, ChannelReason> = new Map([
  ['10015', 'gone'],
  ['50027', 'unauthorized'],
  ['50035', 'content'],
  ['50006', 'content'],
  ['220001', 'needsThread'],
  ['50083', 'needsThread'],
  ['160005', 'needsThread'],
  ['200000', 'content'],
  ['240000', 'content'],
]);

/** @see https://discord.com/developers/docs/resources/webhook#execute-webhook */
export const discord = defineChannel({
  id: 'discord',
  name: 'Discord',
  docs: 'https://discord.com/developers/docs/resources/webhook#execute-webhook',
  fields: {},
  recognizes: ({ hostname }) => hosts.has(hostname),
  perMinute: 30,
  fits: (plain) => contentOf(plain).length <= 2000,
  request: ({ plain }, { url }) => ({
    url: addressOf(url),
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ content: contentOf(plain), allowed_mentions: { parse: [] }, flags: noEmbeds }),
  }),
  verdict: (answer, { url }) => {
    // Where the path is not the service's own, a relay answers in its own way.
    if (!path.test(new URL(url).pathname)) return anyVerdict(answer);
    const json = objectOf(answer.body);
    if (answer.status === 429) return busy('tooOften', secondsIn(json?.get('retry_after')));
    if (isSuccess(answer)) return typeof json?.get('id') === 'string' && json.get('id') !== '' ? taken : unclear;
    const code = json?.get('code');
    const reason = codes.get(String(code));
    return reason === undefined ? null : refused(reason, code);
  },
});

/**
 * It takes our own form behind its Slack address as well, which knows nothing of mentions, and tells whether a message was
 * kept only to who waits for that. Before its version 8, which an address may name and one without a version means,
 * waiting times were milliseconds.
 * @see https://discord.com/developers/docs/reference#api-versioning
 */
function addressOf(url: string): string {
  const address = new URL(url);
  const [, own] = path.exec(address.pathname) ?? [];
  if (own === undefined) return url;
  address.pathname = `/api/v10${own}`;
  address.searchParams.set('wait', 'true');
  return address.href;
}

function contentOf(plain: PlainMessage): string {
  return plainText(plain, escaped, ['**', '**']);
}

/** `<` begins times, emojis, channels and commands. @see https://discord.com/developers/docs/reference#message-formatting */
function escaped(text: string): string {
  return unlinked(text.replace(/[\\*_~`|<>#[\]()]/g, '\\$&'));
}
