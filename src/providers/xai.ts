import * as z from 'zod';
import { unit } from '../core/money';
import type { KeyedProvider } from '../core/provider';
import { bearer, get } from '../core/request';
import { amount, balance, required } from '../core/response';

// An id goes into a path: nothing in it may lead to another one.
const Validation = z.object({ teamId: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/) });
/** Cents in text, with the sign of a liability: −1000 is ten dollars to spend. */
const Ledger = z.object({ total: z.object({ val: amount('-0.01') }) });

/** What is posted: spend is booked when a billing cycle closes, so within one the number is too high. */
export const xai: KeyedProvider = {
  id: 'xai',
  name: 'xAI',
  kind: 'balance',
  reports: 'Posted prepaid balance in USD; spend of the running cycle is not in it yet',
  units: ['USD'],
  evidence: {
    grade: 'official', page: 'https://docs.x.ai/developers/rest-api-reference/management/billing', read: '2026-10',
    traps: [
      'The amount is in cents, as text, and its sign is inverted: −1000 is 10 USD to spend.',
      'It is the posted balance: spend is booked when a cycle closes.',
      'A team that pays afterwards has no prepaid ledger, and gets 404.',
      'Ordinary keys are refused: it takes a management key.',
    ],
  },
  sites: { global: { origin: 'https://management-api.x.ai' } },
  credentials: { apiKey: { label: 'Management key', env: ['XAI_MANAGEMENT_API_KEY', 'XAI_MANAGEMENT_KEY'], placeholder: '…', lookalikes: [{ pattern: /^xai-/, hint: 'This looks like a key for inference, which may not read the balance: it takes a management key.' }] } },
  links: { keys: 'https://console.x.ai', billing: 'https://console.x.ai/team/default/billing' },
  fetch: async (ask) => {
    const validation = await ask({ request: ({ apiKey }) => get('/auth/management-keys/validation', bearer(apiKey)), response: Validation });
    if (!validation.ok) return validation;
    const path = `/v1/billing/teams/${encodeURIComponent(validation.value.teamId)}/prepaid/balance`;
    const ledger = await ask({ request: ({ apiKey }) => get(path, bearer(apiKey)), response: Ledger, statusMeans: { 404: 'notReported' } });
    return ledger.ok ? { ok: true, value: balance(unit('USD'), required(ledger.value.total.val), 'total.val', []) } : ledger;
  },
};
