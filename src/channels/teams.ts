import { isPage, isSuccess, mapOf, objectOf, refused, taken, unclear } from '../core/notify/answerParts';
import { defineChannel } from '../core/notify/channelKind';
import type { PlainMessage } from '../core/notify/plainMessage';
import { utf8Length } from '../core/notify/textLength';

/**
 * A workflow that posts an adaptive card, whose text runs know no Markdown and no mentions. Taken means accepted: a card
 * that fails later is seen in the history of the workflow alone.
 * @see https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook
 * @see https://learn.microsoft.com/adaptive-cards/schema-explorer/text-run
 */
export const teams = defineChannel({
  id: 'teams',
  name: 'Microsoft Teams',
  docs: 'https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook',
  fields: {},
  recognizes: (url) => /\.environment\.api\.powerplatform\.com$|\.logic\.azure\.com$/.test(url.hostname) || isConnector(url),
  isRetired: isConnector,
  perMinute: 60,
  // 28 KB with what the service adds; 24,453 bytes were too much.
  fits: (plain) => utf8Length(JSON.stringify(cardOf(plain))) <= 20_000,
  // The address byte for byte: its query holds the signature.
  request: ({ plain }, { url }) => ({
    url,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      type: 'message',
      attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content: cardOf(plain) }],
    }),
  }),
  verdict: (answer) => {
    if (isSuccess(answer)) return isPage(answer) ? unclear : taken;
    const code = mapOf(objectOf(answer.body)?.get('error'))?.get('code');
    return answer.status === 401 ? refused('unauthorized', code ?? null) : null;
  },
});

/**
 * Of the connectors that workflows came in the place of.
 * @see https://devblogs.microsoft.com/microsoft365dev/retirement-of-office-365-connectors-within-microsoft-teams/
 */
function isConnector({ hostname, pathname }: URL): boolean {
  return /\.webhook\.office\.com$|^outlook\.office(365)?\.com$/.test(hostname) && /^\/webhook/.test(pathname);
}

/** Of version 1.4: cards of a later one do not show. */
function cardOf({ title, time, lines }: PlainMessage): object {
  const run = (text: string, isStrong: boolean): object => ({ type: 'TextRun', text, ...(isStrong ? { weight: 'Bolder' } : {}) });
  const block = (...inlines: readonly object[]): object => ({ type: 'RichTextBlock', inlines });
  return {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    msteams: { width: 'Full' },
    body: [
      block(run(title, true), ...(time === null ? [] : [run(` · ${time}`, false)])),
      ...lines.map(({ lead, mark, text }) => block(run(lead, false), ...(mark === null ? [] : [run(`${mark} `, true)]), run(text, false))),
    ],
  };
}
