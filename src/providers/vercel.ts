import * as z from 'zod';
import { unit } from '../core/money/money';
import { defineProvider } from '../core/provider/provider';
import { bearer, get } from '../core/provider/request';
import { amount, balance, known, required } from '../core/provider/response';

const usd = unit('USD');
const Credits = z.object({ balance: amount(), total_used: amount() }).refine((answer) => answer.balance !== 'absent');

/** Credits of the whole team. `total_used` is all there ever was, and no limit to hold the balance against. */
export const vercel = defineProvider({
  id: 'vercel',
  name: 'Vercel AI Gateway',
  loggedAs: ['vercel-ai-gateway'],
  reports: 'Balance and total spend in USD',
  units: ['USD'],
  evidence: {
    grade: 'official',
    page: 'https://vercel.com/docs/ai-gateway/sdks-and-apis/rest-api',
    read: '2026-11',
    traps: ['`total_used` is all there ever was, and no total to hold the balance against.'],
  },
  sites: { global: { origin: 'https://ai-gateway.vercel.sh' } },
  credentials: { apiKey: { label: 'API key', env: ['AI_GATEWAY_API_KEY', 'VERCEL_OIDC_TOKEN'], placeholder: 'vck_…' } },
  links: { keys: 'https://vercel.com/dashboard', billing: 'https://vercel.com/dashboard' },
  endpoints: { credits: { request: ({ apiKey }) => get('/v1/credits', bearer(apiKey)), response: Credits } },
  parse: ({ credits }) => ({
    ...balance(usd, required(credits.balance), 'balance', []),
    spend: [{ unit: usd, window: 'total', amount: known(credits.total_used) }],
  }),
});
