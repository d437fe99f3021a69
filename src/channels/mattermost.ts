import { isPage, isSuccess, taken, unclear } from '../core/notify/answerParts';
import { defineChannel } from '../core/notify/channelKind';
import { plainText, type PlainMessage } from '../core/notify/plainMessage';
import { unlinked, zeroWidth } from '../core/notify/unlinked';

/** Hosted by whoever uses it, so its addresses cannot be told from others. @see https://developers.mattermost.com/integrate/webhooks/incoming/ */
export const mattermost = defineChannel({
  id: 'mattermost',
  name: 'Mattermost',
  docs: 'https://developers.mattermost.com/integrate/webhooks/incoming/',
  fields: {},
  recognizes: () => false,
  perMinute: 60,
  // Longer ones are split into several.
  fits: (plain) => textOf(plain).length <= 16_000,
  request: ({ plain }, { url }) => ({
    url,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text: textOf(plain) }),
  }),
  verdict: (answer) => (isSuccess(answer) ? (answer.body.trim() === 'ok' && !isPage(answer) ? taken : unclear) : null),
});

function textOf(plain: PlainMessage): string {
  // A single line feed is a blank in Markdown.
  return plainText(plain, escaped, ['**', '**']).replaceAll('\n', '  \n');
}

/** Names, also Slack's `<!channel>` and `<userid>`, notify people; the marks are those of Markdown. */
function escaped(text: string): string {
  return unlinked(text.replace(/[\\*_~`|<>#[\]()!]/g, (mark) => (mark === '<' ? `\\<${zeroWidth}` : `\\${mark}`)));
}
