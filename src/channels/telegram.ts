import { busy, isPage, isSuccess, mapOf, objectOf, refused, secondsIn, taken, textIn, unclear } from '../core/notify/answerParts';
import { defineChannel, type ChannelReason } from '../core/notify/channelKind';
import { plainText, type PlainMessage } from '../core/notify/plainMessage';
import { zeroWidth } from '../core/notify/unlinked';

const path = /^(.*\/bot\d+:[\w-]{30,})(?:\/\w*)?$/;

const reasons: ReadonlyMap<number, ChannelReason> = new Map([
  [401, 'unauthorized'],
  [403, 'gone'],
  [404, 'unauthorized'],
  [413, 'tooLong'],
]);

/** @see https://core.telegram.org/bots/api#sendmessage */
export const telegram = defineChannel({
  id: 'telegram',
  name: 'Telegram',
  docs: 'https://core.telegram.org/bots/api#sendmessage',
  fields: {
    chatId: { label: 'Chat id', isSecret: false, isRequired: true, placeholder: '-1001234567890' },
    threadId: { label: 'Topic of the group', isSecret: false, isRequired: false },
  },
  // Addresses are often pasted with the chat in them.
  inAddress: (url) => (new URL(url).searchParams.has('chat_id') ? ['chatId'] : []),
  // Its own host cannot be reached from everywhere, so people run others.
  recognizes: ({ pathname }) => path.test(pathname),
  perMinute: 20,
  // After the markup is parsed.
  fits: (plain) => plainText(plain, unlinkedHere, ['', '']).length <= 4096,
  request: ({ plain }, { url, fields }) => {
    const address = new URL(url);
    const chat = fields['chatId'] ?? address.searchParams.get('chat_id') ?? '';
    const thread = fields['threadId'] ?? address.searchParams.get('message_thread_id');
    const [, bot = address.pathname] = path.exec(address.pathname) ?? [];
    return {
      url: `${address.origin}${bot}/sendMessage`,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        chat_id: chat,
        ...(thread === null || !/^\d+$/.test(thread) ? {} : { message_thread_id: Number(thread) }),
        text: textOf(plain),
        parse_mode: 'HTML',
        link_preview_options: { is_disabled: true },
      }),
    };
  },
  verdict: (answer) => {
    const json = isPage(answer) ? null : objectOf(answer.body);
    if (isSuccess(answer)) return json?.get('ok') === true ? taken : unclear;
    const parameters = mapOf(json?.get('parameters'));
    if (answer.status === 429) return busy('tooOften', secondsIn(parameters?.get('retry_after')));
    // The group became a supergroup, with another id.
    const moved = parameters?.get('migrate_to_chat_id');
    if (typeof moved === 'number' || typeof moved === 'string')
      return { kind: 'refused', reason: 'moved', code: null, replace: { chatId: String(moved) } };
    if (answer.status === 400) return refused(reasonOf400(textIn(json?.get('description'))), 400);
    const reason = reasons.get(answer.status);
    return reason === undefined ? null : refused(reason, answer.status);
  },
});

function reasonOf400(description: string): ChannelReason {
  if (/chat not found|chat_id is empty/i.test(description)) return 'gone';
  if (/thread not found/i.test(description)) return 'needsThread';
  return /too long/i.test(description) ? 'tooLong' : 'content';
}

function textOf(plain: PlainMessage): string {
  return plainText(plain, escaped, ['<b>', '</b>']);
}

function escaped(text: string): string {
  return unlinkedHere(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** Without any markup it finds mentions, tags, commands, amounts of `$TAGS`, phone numbers, addresses and bare names of hosts. */
function unlinkedHere(text: string): string {
  return text.replace(/[@#/+]|\$(?=\p{L})|(?<=[\p{L}\d])\.(?=\p{L})|:(?=\/)/gu, `$&${zeroWidth}`);
}
