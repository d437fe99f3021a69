import { waitFor, wholeSeconds, type RateLimit } from './rateLimit';
import { jsonOf, objectOf, objectsOf, mediaType } from './readBody';
import { defineReceiver, json, nothingShown, type Answer, type Received, type Reply } from './receiver';
import { drawTeamsCard } from './teamsCard';

export interface TeamsSettings {
  readonly path: string;
  /** All that the address carries; one that is lost or changed makes it another address. */
  readonly query: Readonly<Record<string, string>>;
  readonly state: 'open' | 'flowGone' | 'flowOff';
  readonly limit: RateLimit | null;
  /** In bytes of the request. 28 KB are documented; 24,453 were too much (grade C). */
  readonly most: number;
}

const error = (status: number, code: string, message: string): Answer => json(status, { error: { code, message } });
/** From reports (grade C). @see https://github.com/MicrosoftDocs/azure-docs/issues/60706 */
const unauthorised = error(401, 'DirectApiAuthorizationRequired', 'The request must be authenticated only by Shared Access scheme.');
/** The codes of Logic Apps for a workflow that is not there, or is switched off (grade C). */
const gone = error(404, 'WorkflowNotFound', 'The workflow could not be found.');
const off = error(400, 'WorkflowTriggerIsNotEnabled', 'Could not execute workflow trigger because its state is Disabled.');
const accepted: Answer = { status: 202, headers: { 'x-ms-workflow-run-id': '08584000000000000000000000000CU00' }, body: '' };
const throttled = (waitMs: number): Answer => {
  const { status, headers, body } = error(429, 'RequestThrottled', 'Too many requests.');
  return { status, headers: { ...headers, 'retry-after': wholeSeconds(waitMs) }, body };
};

/**
 * 202 says that a flow has begun, not that a message is there.
 * @see https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using
 */
function reply(request: Received, { path, query, state, limit, most }: TeamsSettings): Reply {
  if (request.method !== 'POST') return nothingShown(error(405, 'MethodNotAllowed', 'Only POST starts this workflow.'));
  if (request.path !== path || state === 'flowGone') return nothingShown(gone);
  if (Object.entries(query).some(([name, value]) => request.query.get(name) !== value)) return nothingShown(unauthorised);
  // Shared Access is the address alone: a key beside it is one scheme too many (grade C).
  if (request.headers['authorization'] !== undefined)
    return nothingShown(error(400, 'DirectApiRequestHasMoreThanOneAuthorization', 'Only one scheme should be used.'));
  if (state === 'flowOff') return nothingShown(off);
  const wait = waitFor(request, limit);
  if (wait > 0) return nothingShown(throttled(wait));
  const body = mediaType(request.headers) === 'application/json' ? objectOf(jsonOf(request.body)) : null;
  if (body === null) return nothingShown(error(400, 'InvalidRequestContent', 'The request content is not valid JSON.'));
  if (request.body.length > most) return nothingShown(accepted);
  const [attachment] = objectsOf(body['attachments']);
  const isCard = body['type'] === 'message' && attachment?.['contentType'] === 'application/vnd.microsoft.card.adaptive';
  return { ...accepted, shown: isCard ? drawTeamsCard(objectOf(attachment['content'])) : null };
}

export const teams = defineReceiver<TeamsSettings>({
  vendor: 'teams',
  hosts: [
    'default00000000.00.environment.api.powerplatform.com',
    'prod-00.westeurope.logic.azure.com',
    '.environment.api.powerplatform.com',
    '.logic.azure.com',
  ],
  settings: {
    path: '/powerautomate/automations/direct/workflows/00000000000000000000000000000000/triggers/manual/paths/invoke',
    query: { 'api-version': '1', sp: '/triggers/manual/run', sv: '1.0', sig: 'made-up_signature' },
    state: 'open',
    // @see the page above: four requests a second
    limit: { most: 4, perMs: 1000 },
    most: 24_000,
  },
  bucket: ({ path }) => path,
  reply,
  says: () => ({ gone, throttled: throttled(2000), refused: unauthorised }),
});
