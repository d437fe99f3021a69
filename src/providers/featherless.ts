import * as z from 'zod';
import { currency } from '../core/money/money';
import { defineProvider } from '../core/provider/provider';
import { bearer, get } from '../core/provider/request';
import { amount, balance, partsUnlessZero, required } from '../core/provider/response';

const Balance = z.object({ available_usd: amount(), reserved_usd: amount(), currency: z.unknown() });

/** What is reserved for running requests is no longer available. Only keys of an admin of the organisation may read it. */
export const featherless = defineProvider({
  id: 'featherless',
  name: 'Featherless',
  reports: 'Credits in USD, for the key of an admin',
  units: ['USD'],
  evidence: {
    grade: 'official',
    page: 'https://featherless.ai/docs/api-reference-credits',
    read: '2026-11',
    traps: ['Fields of one amount come in nano-dollars and in dollars.', 'Only the key of an organisation’s admin may ask.'],
  },
  sites: { global: { origin: 'https://api.featherless.ai' } },
  credentials: { apiKey: { label: 'API key', env: ['FEATHERLESS_API_KEY'], placeholder: '…' } },
  links: { keys: 'https://featherless.ai/account/api-keys', billing: 'https://featherless.ai/account/billing' },
  endpoints: {
    balance: {
      request: ({ apiKey }) => get('/credits/balance', bearer(apiKey)),
      response: Balance,
      statusMeans: { 403: { kind: 'insufficientScope', hint: 'It takes the key of an admin of the organisation.' } },
    },
  },
  parse: ({ balance: { available_usd: available, reserved_usd: reserved, currency: named } }) => {
    const unit = currency(named);
    return unit
      ? balance(unit, required(available), 'available_usd', partsUnlessZero({ frozen: reserved }))
      : { problems: [{ kind: 'unexpectedResponse', field: 'currency' }] };
  },
});
