import * as z from 'zod';
import { currency } from '../core/money/money';
import { defineProvider } from '../core/provider/provider';
import { get } from '../core/provider/request';
import { amount, balance, required } from '../core/provider/response';

const Balance = z
  .object({ username: z.string().optional(), credits: z.object({ current_balance: amount(), currency: z.unknown() }).optional() })
  // An object with neither is another answer altogether, such as an error envelope.
  .refine(({ username, credits }) => username !== undefined || credits !== undefined);

/** Credits are in the answer only where they are asked for, and only an admin key may. */
export const fal = defineProvider({
  id: 'fal',
  name: 'fal',
  reports: 'Credits in USD, for an admin key',
  units: ['USD'],
  evidence: {
    grade: 'official',
    page: 'https://fal.ai/docs/platform-apis/v1/account/billing',
    read: '2026-11',
    traps: ['Credits are in the answer only where they are asked for.', 'Only an admin key may ask; a key for calling models gets 403.'],
  },
  sites: { global: { origin: 'https://api.fal.ai' } },
  credentials: { apiKey: { label: 'Admin key', env: ['FAL_ADMIN_KEY', 'FAL_KEY'], placeholder: '…' } },
  links: { keys: 'https://fal.ai/dashboard/keys', billing: 'https://fal.ai/dashboard/billing' },
  endpoints: {
    balance: {
      request: ({ apiKey }) => get('/v1/account/billing?expand=credits', { authorization: `Key ${apiKey}` }),
      response: Balance,
      statusMeans: {
        403: {
          kind: 'insufficientScope',
          hint: 'It takes a key of the scope ADMIN; FAL_KEY usually holds one of the scope API, which only calls models.',
        },
      },
    },
  },
  parse: ({ balance: { credits } }) => {
    if (!credits) return { problems: [{ kind: 'notReported', field: 'credits' }] };
    const unit = currency(credits.currency);
    return unit
      ? balance(unit, required(credits.current_balance), 'credits.current_balance', [])
      : { problems: [{ kind: 'unexpectedResponse', field: 'credits.currency' }] };
  },
});
