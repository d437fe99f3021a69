import * as z from 'zod';
import { unit } from '../core/money/money';
import { defineProvider } from '../core/provider/provider';
import { bearer, get } from '../core/provider/request';
import { unknownCurrency } from '../core/provider/unknownCurrency';
import { amount, balance, integer, paidOrOwed, parts, required } from '../core/provider/response';

/** HTTP 200 is not yet success: the envelope says so itself. */
const UserBalance = z.object({
  code: integer.pipe(z.literal(0)),
  status: z.literal(true).optional(),
  data: z.object({ available_balance: amount(), voucher_balance: amount(), cash_balance: amount() }),
});

const sites = {
  global: { origin: 'https://api.moonshot.ai', label: 'Global (USD)', unit: unit('USD') },
  china: { origin: 'https://api.moonshot.cn', label: 'China (CNY)', unit: unit('CNY'), loggedAs: ['moonshotai-cn'] },
};

/** The answer names no currency: the host decides, and keys do not work across hosts. */
export const moonshot = defineProvider({
  id: 'moonshot',
  name: 'Moonshot (Kimi)',
  loggedAs: ['moonshotai', 'moonshot-ai', 'kimi'],
  reports: 'Balance in USD or CNY, cash and vouchers',
  units: ['USD', 'CNY'],
  evidence: {
    grade: 'official',
    page: 'https://platform.kimi.ai/docs/api/balance',
    read: '2026-11',
    traps: [
      'The answer names no currency: it is that of the site.',
      'A key of the other site gets 401, as a wrong key does.',
      'An error may come with HTTP 200 and a `code` other than 0.',
      'Cash may be negative, which is owed and not part of what is available.',
    ],
  },
  sites,
  credentials: {
    apiKey: {
      label: 'API key',
      env: ['MOONSHOT_API_KEY'],
      placeholder: 'sk-…',
      lookalikes: [{ pattern: /^sk-kimi-/, hint: 'This looks like a Kimi coding key. It belongs to another service and is refused here.' }],
    },
  },
  links: { keys: 'https://platform.kimi.ai/console/api-keys', billing: 'https://platform.kimi.ai/console' },
  endpoints: { balance: { request: ({ apiKey }) => get('/v1/users/me/balance', bearer(apiKey)), response: UserBalance } },
  parse: ({ balance: { data } }, site) => {
    if (!site.unit) return { problems: [unknownCurrency(sites)] };
    return balance(
      site.unit,
      required(data.available_balance),
      'data.available_balance',
      parts({ granted: data.voucher_balance, ...paidOrOwed(data.cash_balance) }),
    );
  },
});
