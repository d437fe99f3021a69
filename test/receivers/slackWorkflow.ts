import { waitFor, wholeSeconds, type RateLimit } from './rateLimit';
import { jsonOf, objectOf } from './readBody';
import { defineReceiver, json, nothingShown, plainText, showing, type Answer, type Received, type Reply } from './receiver';
import { literal, together } from './shown';

export interface SlackWorkflowSettings {
  readonly path: string;
  /** The keys that whoever built the workflow gave it. */
  readonly variables: readonly string[];
  /** How it says yes: all three were met by the vendor's own client. */
  readonly yes: 'json' | 'empty' | 'text';
  readonly limit: RateLimit | null;
}

/** @see https://github.com/slackapi/node-slack-sdk/blob/main/packages/webhook/src/WebhookTrigger.test.ts `ok: false` with 200 too */
const refusal = (error: string): Answer => json(200, { ok: false, error });

/** @see https://docs.slack.dev/tools/slack-github-action/sending-data-webhook-slack-workflow/ flat, and every value a text */
function reply(request: Received, { path, variables, yes, limit }: SlackWorkflowSettings): Reply {
  if (request.path !== path) return nothingShown(json(404, { ok: false, error: 'trigger_not_found' }));
  if (request.method !== 'POST') return nothingShown(json(405, { ok: false, error: 'method_not_allowed' }));
  const wait = waitFor(request, limit);
  if (wait > 0) return nothingShown(json(429, { ok: false, error: 'ratelimited' }, { 'retry-after': wholeSeconds(wait) }));
  const body = objectOf(jsonOf(request.body));
  if (body === null) return nothingShown(json(400, { ok: false, error: 'invalid_json' }));
  if (Object.values(body).some((value) => typeof value !== 'string')) return nothingShown(refusal('invalid_input_parameters'));
  if (variables.some((name) => body[name] === undefined)) return nothingShown(refusal('parameter_validation_failed'));
  // How the workflow draws a variable is not documented: as written (grade C).
  const shown = together(variables.map((name) => literal(String(body[name]))));
  const answers = { json: json(200, { ok: true }), empty: plainText(200, ''), text: plainText(200, 'ok') } as const;
  return showing(answers[yes], shown);
}

export const slackWorkflow = defineReceiver<SlackWorkflowSettings>({
  vendor: 'slackWorkflow',
  hosts: ['hooks.slack.com'],
  paths: /^\/(?:triggers|workflows)\//,
  settings: { path: '/triggers/T00000000/1/made-up', variables: ['text'], yes: 'json', limit: { most: 10, perMs: 60_000 } },
  bucket: ({ path }) => path,
  reply,
  says: () => ({
    gone: json(404, { ok: false, error: 'trigger_not_found' }),
    throttled: json(429, { ok: false, error: 'ratelimited' }, { 'retry-after': '60' }),
    refused: refusal('trigger_error'),
  }),
});
