import { anyVerdict } from '../core/notify/anyVerdict';
import { isPage, isSuccess, refused, taken, unclear } from '../core/notify/answerParts';
import { defineChannel, type ChannelReason } from '../core/notify/channelKind';
import { plainText, type PlainLine, type PlainMessage } from '../core/notify/plainMessage';
import { unlinked, zeroWidth } from '../core/notify/unlinked';

const hosts = new Set(['hooks.slack.com', 'hooks.slack-gov.com']);
const path = /^\/services\/[^/]+\/[^/]+\/[^/]+$/;

/** @see https://api.slack.com/changelog/2016-05-17-changes-to-errors-for-incoming-webhooks */
const words: ReadonlyMap<string, ChannelReason> = new Map([
  ['invalid_payload', 'content'],
  ['invalid_token', 'unauthorized'],
  ['action_prohibited', 'unauthorized'],
  ['channel_not_found', 'gone'],
  ['no_service', 'gone'],
  ['no_text', 'content'],
  ['channel_is_archived', 'gone'],
]);

/** @see https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks */
export const slack = defineChannel({
  id: 'slack',
  name: 'Slack',
  docs: 'https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks',
  fields: {},
  recognizes: ({ hostname, pathname }) => hosts.has(hostname) && !/^\/(?:triggers|workflows)\//.test(pathname),
  perMinute: 60,
  /** @see https://docs.slack.dev/reference/methods/chat.postMessage#truncating */
  fits: (plain) => textOf(plain).length <= 30_000,
  request: ({ plain }, { url }) => ({
    url,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text: textOf(plain), blocks: [blockOf(plain)], unfurl_links: false, unfurl_media: false }),
  }),
  verdict: (answer, { url }) => {
    if (!path.test(new URL(url).pathname)) return anyVerdict(answer);
    const word = answer.body.trim();
    if (isSuccess(answer)) return word === 'ok' && !isPage(answer) ? taken : (anyRefusal(answer) ?? unclear);
    const reason = words.get(word);
    return reason === undefined ? null : refused(reason);
  },
});

function anyRefusal(answer: Parameters<typeof anyVerdict>[0]): ReturnType<typeof anyVerdict> {
  const verdict = anyVerdict(answer);
  return verdict?.kind === 'refused' || verdict?.kind === 'busy' ? verdict : null;
}

/** Its texts know no markup. @see https://docs.slack.dev/reference/block-kit/blocks/rich-text-block */
function blockOf({ title, time, lines }: PlainMessage): object {
  const run = (text: string, isStrong: boolean): object => ({ type: 'text', text, ...(isStrong ? { style: { bold: true } } : {}) });
  const runsOf = ({ lead, mark, text }: PlainLine): readonly object[] =>
    mark === null ? [run(`\n${lead}${text}`, false)] : [run(`\n${lead}`, false), run(mark, true), run(` ${text}`, false)];
  const elements = [run(title, true), ...(time === null ? [] : [run(` · ${time}`, false)]), ...lines.flatMap(runsOf)];
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] };
}

/** What notifications show. It is read as markup, so nothing in it is any. */
function textOf(plain: PlainMessage): string {
  return plainText(plain, escaped, ['', '']);
}

/**
 * Slack has no escape for its marks but these three; a zero-width space keeps the others from pairing.
 * @see https://docs.slack.dev/messaging/formatting-message-text
 */
function escaped(text: string): string {
  return unlinked(
    text
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/[*_~`]/g, `$&${zeroWidth}`),
  );
}
