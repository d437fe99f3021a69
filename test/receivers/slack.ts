import { waitFor, wholeSeconds, type RateLimit } from './rateLimit';
import { jsonOf, listOf, mediaType, objectOf, textOf, utf8, type JsonObject } from './readBody';
import { defineReceiver, nothingShown, plainText, showing, type Answer, type Received, type Reply } from './receiver';
import { literal, marked, together, type Shown } from './shown';
import { drawMrkdwn, drawRichText, drawTextObject, fieldsOf, type SlackReading } from './slackMarkup';

export interface SlackSettings {
  readonly path: string;
  readonly state: 'open' | 'revoked' | 'archived' | 'prohibited' | 'channelGone' | 'rollupError';
  readonly limit: RateLimit | null;
  /** Not documented (grade C): not relied on. */
  readonly zeroWidthDisarms: boolean;
}

/**
 * The texts of refusals, and the status of each.
 * @see https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks/#handling_errors
 * @see https://api.slack.com/changelog/2016-05-17-changes-to-errors-for-incoming-webhooks
 */
const states: Readonly<Record<Exclude<SlackSettings['state'], 'open'>, Answer>> = {
  // 400 instead of 403 is from a report of 2026 (grade C).
  revoked: plainText(400, 'invalid_token'),
  archived: plainText(410, 'channel_is_archived'),
  prohibited: plainText(403, 'action_prohibited'),
  channelGone: plainText(404, 'channel_not_found'),
  rollupError: plainText(500, 'rollup_error'),
};
const invalidPayload = plainText(400, 'invalid_payload');
const invalidBlocks = plainText(400, 'invalid_blocks');

/** @see https://docs.slack.dev/apis/web-api/rate-limits/#headers */
const throttled = (waitMs: number): Answer => plainText(429, 'rate_limited', { 'retry-after': wholeSeconds(waitMs) });

function reply(request: Received, { path, state, limit, zeroWidthDisarms }: SlackSettings): Reply {
  if (request.path !== path) return nothingShown(plainText(404, 'no_service'));
  // A page that is no API's answer; its words are not documented.
  if (request.method !== 'POST') return nothingShown(plainText(400, 'invalid_payload'));
  if (state !== 'open') return nothingShown(states[state]);
  const wait = waitFor(request, limit);
  if (wait > 0) return nothingShown(throttled(wait));
  const body = bodyOf(request);
  if (body === null) return nothingShown(invalidPayload);
  const drawn = draw(body, zeroWidthDisarms);
  return typeof drawn === 'string' ? nothingShown(plainText(400, drawn)) : showing(plainText(200, 'ok'), drawn);
}

/** JSON, or a form whose `payload` is JSON. */
function bodyOf({ headers, body }: Received): JsonObject | null {
  const kind = mediaType(headers);
  if (kind === 'application/json') return objectOf(jsonOf(body));
  return kind === 'application/x-www-form-urlencoded' ? objectOf(jsonOf(new URLSearchParams(utf8(body)).get('payload') ?? '')) : null;
}

/** A text alone: refused, in the words of the vendor. */
function draw(body: JsonObject, zeroWidthDisarms: boolean): Shown | string {
  const { text, blocks, attachments } = body;
  if (text !== undefined && typeof text !== 'string') return 'invalid_payload';
  const list = listOf(blocks);
  if (blocks !== undefined && list === null) return invalidBlocks.body;
  const hasBlocks = list !== null && list.length > 0;
  const hasAttachments = (listOf(attachments)?.length ?? 0) > 0;
  if ((text ?? '') === '' && !hasBlocks && !hasAttachments) return 'no_text';
  // Cut, not refused. @see https://docs.slack.dev/changelog/2018-truncating-really-long-messages/
  const fallback = drawMrkdwn((text ?? '').slice(0, 40_000), { findsNames: findsNames(body), zeroWidthDisarms });
  if (!hasBlocks) return body['mrkdwn'] === false ? literal(text ?? '') : fallback;
  // @see https://docs.slack.dev/reference/block-kit/blocks/ fifty at most
  const drawn = list.length > 50 ? null : list.map((block) => drawBlock(objectOf(block) ?? {}, { zeroWidthDisarms }));
  if (drawn === null || drawn.some((one) => one === null)) return invalidBlocks.body;
  const seen = together(drawn.flatMap((one) => one ?? []));
  // The text is then what a notification reads out. Whether its mentions call is not documented: they count (grade C).
  return { ...seen, notified: seen.notified || fallback.notified };
}

function findsNames({ link_names: linkNames, parse }: JsonObject): boolean {
  return linkNames === true || linkNames === 1 || linkNames === '1' || parse === 'full';
}

/** Null: refused. @see https://docs.slack.dev/reference/block-kit/blocks/ */
function drawBlock(block: JsonObject, reading: SlackReading): Shown | null {
  switch (block['type']) {
    case 'rich_text':
      return drawRichText(block);
    case 'section': {
      const fields = fieldsOf(block);
      const texts = [...(block['text'] === undefined ? [] : [drawTextObject(block['text'], 3000, reading)])];
      const all = [...texts, ...fields.map((field) => drawTextObject(field, 2000, reading))];
      return fields.length > 10 || all.length === 0 || all.some((one) => one === null) ? null : together(all.flatMap((one) => one ?? []));
    }
    case 'header': {
      const isPlain = objectOf(block['text'])?.['type'] === 'plain_text';
      const text = isPlain ? drawTextObject(block['text'], 150) : null;
      return text && marked(text, 'heading');
    }
    case 'context': {
      const all = (listOf(block['elements']) ?? []).map((one) => drawTextObject(one, 3000, reading));
      return all.length === 0 || all.length > 10 || all.some((one) => one === null) ? null : together(all.flatMap((one) => one ?? []));
    }
    case 'markdown':
      return textOf(block['text']) === null ? null : marked(literal(textOf(block['text']) ?? ''), 'Markdown');
    case 'divider':
      return marked(literal('—'), 'rule');
    default:
      return null;
  }
}

export const slack = defineReceiver<SlackSettings>({
  vendor: 'slack',
  hosts: ['hooks.slack.com', 'hooks.slack-gov.com'],
  paths: /^\/services\//,
  // One a second, with short bursts. @see https://docs.slack.dev/apis/web-api/rate-limits/#incoming-webhooks
  settings: { path: '/services/T00000000/B00000000/made-up', state: 'open', limit: { most: 5, perMs: 5000 }, zeroWidthDisarms: false },
  bucket: ({ path }) => path,
  reply,
  says: () => ({ gone: plainText(404, 'no_service'), throttled: throttled(30_000), refused: states.prohibited }),
});
