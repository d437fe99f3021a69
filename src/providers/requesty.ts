import * as z from 'zod';
import { unit } from '../core/money';
import { defineProvider } from '../core/provider';
import { bearer, get } from '../core/request';
import { amount, balance, required } from '../core/response';

const Organization = z.object({ balance: amount() });

/** The page tells that the balance is in the answer, and little of its form. */
export const requesty = defineProvider({
  id: 'requesty',
  name: 'Requesty',
  reports: 'Balance in USD of the organisation',
  units: ['USD'],
  evidence: {
    grade: 'official', page: 'https://docs.requesty.ai/api-reference/endpoint/manage-org-get', read: '2026-10',
    traps: [
      'The answer names no currency: Requesty sells credit in USD alone.',
      'Only a key with the manage permission may ask; others get 403.',
    ],
  },
  sites: { global: { origin: 'https://api-v2.requesty.ai' } },
  credentials: { apiKey: { label: 'API key with manage permission', env: ['REQUESTY_API_KEY'], placeholder: '…' } },
  links: { keys: 'https://app.requesty.ai/api-keys', billing: 'https://app.requesty.ai/billing' },
  endpoints: { balance: { request: ({ apiKey }) => get('/v1/manage/org', bearer(apiKey)), response: Organization, statusMeans: { 403: 'insufficientScope' } } },
  parse: ({ balance: { balance: left } }) => balance(unit('USD'), required(left), 'balance', []),
});
