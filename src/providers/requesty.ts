import * as z from 'zod';
import { unit } from '../core/money/money';
import { sitesAt, type KeyedProvider, type Report } from '../core/provider/provider';
import { bearer, get } from '../core/provider/request';
import { amount, balance, differenceOf, known, required } from '../core/provider/response';

const usd = unit('USD');
const Organization = z.object({ balance: amount() });
/** What one key spent this month and may spend in it. A limit of 0 is none. */
const Self = z.object({ monthly_spend: amount(), monthly_limit: amount() });

/** The organisation's balance, or of a key that may not read it, its own spend and limit. */
export const requesty: KeyedProvider = {
  id: 'requesty',
  name: 'Requesty',
  kind: 'balance',
  reports: 'Balance in USD of the organisation',
  units: ['USD'],
  evidence: {
    grade: 'official',
    page: 'https://docs.requesty.ai/api-reference/endpoint/manage-org-get',
    read: '2026-11',
    traps: [
      'The answer names no currency: Requesty sells credit in USD alone.',
      'Only a key with the manage permission may ask; others get 403, and so does a key that is not known.',
      'Amounts are text.',
    ],
  },
  sites: sitesAt({ global: { origin: 'https://api-v2.requesty.ai' } }),
  credentials: { apiKey: { label: 'API key with manage permission', env: ['REQUESTY_API_KEY'], placeholder: '…' } },
  links: { keys: 'https://app.requesty.ai/api-keys', billing: 'https://app.requesty.ai/billing' },
  fetch: async (ask) => {
    const organization = await ask({
      request: ({ apiKey }) => get('/v1/manage/org', bearer(apiKey)),
      response: Organization,
      statusMeans: { 403: 'insufficientScope' },
    });
    if (organization.ok) return { ok: true, value: balance(usd, required(organization.value.balance), 'balance', []) };
    if (organization.error.status !== 403) return organization;
    // Every key that is alive may read itself, so one that may not is not known.
    const self = await ask({
      request: ({ apiKey }) => get('/v1/manage/apikey/self', bearer(apiKey)),
      response: Self,
      statusMeans: { 403: 'unauthorized' },
    });
    return self.ok
      ? {
          ok: true,
          value: { ...reportOf(self.value), problems: [{ ...organization.error, hint: 'It takes a key with the manage permission.' }] },
        }
      : self;
  },
};

function reportOf({ monthly_spend: spent, monthly_limit: limit }: z.infer<typeof Self>): Report {
  const hasLimit = known(limit) !== 0 && limit !== 'absent';
  return {
    spend: [{ unit: usd, window: 'month', amount: known(spent) }],
    caps: hasLimit ? [{ unit: usd, limit: known(limit), remaining: known(differenceOf(limit, spent)), resets: 'monthly' }] : [],
  };
}
