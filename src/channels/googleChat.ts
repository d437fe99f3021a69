import { busy, isPage, isSuccess, mapOf, objectOf, refused, taken, unclear } from '../core/notify/answerParts';
import { defineChannel, type ChannelReason } from '../core/notify/channelKind';
import { plainText, type PlainMessage } from '../core/notify/plainMessage';
import { unlinked, zeroWidth } from '../core/notify/unlinked';

const reasons: ReadonlyMap<number, ChannelReason> = new Map([
  [400, 'content'],
  [401, 'unauthorized'],
  [403, 'unauthorized'],
  [404, 'gone'],
]);

/** @see https://developers.google.com/workspace/chat/api/reference/rest/v1/spaces.messages/create */
export const googleChat = defineChannel({
  id: 'googleChat',
  name: 'Google Chat',
  docs: 'https://developers.google.com/workspace/chat/quickstart/webhooks',
  fields: {},
  recognizes: ({ hostname, pathname }) => hostname === 'chat.googleapis.com' && /^\/v1\/spaces\/[^/]+\/messages$/.test(pathname),
  perMinute: 50,
  // It takes 32,000 bytes by its guide, and above 4,096 characters it was seen to refuse.
  fits: (plain) => textOf(plain).length <= 4000,
  request: ({ plain, id }, { url }) => {
    const address = new URL(url);
    address.searchParams.set('requestId', id);
    return { url: address.href, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ text: textOf(plain) }) };
  },
  verdict: (answer) => {
    const json = isPage(answer) ? null : objectOf(answer.body);
    if (isSuccess(answer)) return typeof json?.get('name') === 'string' ? taken : unclear;
    const code = mapOf(json?.get('error'))?.get('status');
    if (answer.status === 429) return busy('tooOften', 60_000, code);
    const reason = json === null ? undefined : reasons.get(answer.status);
    return reason === undefined ? null : refused(reason, code);
  },
});

function textOf(plain: PlainMessage): string {
  return plainText(plain, escaped, ['*', '*']);
}

/** @see https://developers.google.com/workspace/chat/format-messages */
function escaped(text: string): string {
  return unlinked(
    text
      .replace(/&/g, '&amp;')
      .replace(/</g, `&lt;${zeroWidth}`)
      .replace(/>/g, '&gt;')
      .replace(/[*_~`]/g, `$&${zeroWidth}`),
  );
}
