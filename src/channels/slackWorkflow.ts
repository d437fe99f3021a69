import { anyVerdict } from '../core/notify/anyVerdict';
import { defineChannel } from '../core/notify/channelKind';
import { plainText, type PlainMessage } from '../core/notify/plainMessage';
import { unlinked, zeroWidth } from '../core/notify/unlinked';

/** @see https://docs.slack.dev/tools/slack-github-action/sending-data-webhook-slack-workflow */
export const slackWorkflow = defineChannel({
  id: 'slackWorkflow',
  name: 'Slack workflow, with a variable "text"',
  docs: 'https://docs.slack.dev/tools/slack-github-action/sending-data-webhook-slack-workflow',
  fields: {},
  recognizes: ({ hostname, pathname }) =>
    (hostname === 'hooks.slack.com' || hostname === 'hooks.slack-gov.com') && /^\/(?:triggers|workflows)\//.test(pathname),
  perMinute: 60,
  // How long a variable may be is not documented, so it is what one section of a message holds.
  // https://docs.slack.dev/reference/block-kit/blocks/section-block
  fits: (plain) => textOf(plain).length <= 3000,
  // Flat, and each value a text: the variable `text`, which the workflow has to define.
  request: ({ plain }, { url }) => ({
    url,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text: textOf(plain) }),
  }),
  // A refusal may come with 200: `{ ok: false, error }`. https://github.com/slackapi/node-slack-sdk packages/webhook
  verdict: anyVerdict,
});

function textOf(plain: PlainMessage): string {
  return plainText(plain, escaped, ['', '']);
}

/** What a workflow's message makes of marks and entities is up to the workflow, so nothing stands together that could be one. */
function escaped(text: string): string {
  return unlinked(text.replace(/[*_~`<&]/g, `$&${zeroWidth}`));
}
