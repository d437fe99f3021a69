import * as z from 'zod';
import { unit } from '../core/money/money';
import { defineProvider } from '../core/provider/provider';
import { bearer, get } from '../core/provider/request';
import { amount, balance, parts, partsUnlessZero } from '../core/provider/response';

/** Whole numbers as text, each 1/10 000 USD. All are documented as optional. */
const inTenThousandths = amount('0.0001');

const BalanceDetail = z
  .object({
    availableBalance: inTenThousandths,
    cashBalance: inTenThousandths,
    creditLimit: inTenThousandths,
    pendingCharges: inTenThousandths,
    outstandingInvoices: inTenThousandths,
  })
  // An object with none of them is another answer altogether, such as an error envelope.
  .refine((detail) => Object.values(detail).some((amount) => amount !== 'absent'));

/** `availableBalance` includes the credit line, which is not one's own money and is kept apart as a part. */
export const novita = defineProvider({
  id: 'novita',
  name: 'Novita AI',
  loggedAs: ['novita-ai'],
  reports: 'Balance in USD, with credit line and open invoices',
  units: ['USD'],
  evidence: {
    grade: 'official',
    page: 'https://novita.ai/docs/api-reference/basic-get-user-balance',
    read: '2026-11',
    traps: [
      'Amounts are whole numbers of 1/10 000 USD.',
      '`availableBalance` includes the credit line, which is not one’s own money.',
      'An unknown key gets 403, as a known one does that may not ask: the name of the error tells them apart.',
    ],
  },
  sites: { global: { origin: 'https://api.novita.ai' } },
  credentials: { apiKey: { label: 'API key', env: ['NOVITA_API_KEY'], placeholder: 'sk_…' } },
  links: { keys: 'https://novita.ai/settings/key-management', billing: 'https://novita.ai/billing' },
  endpoints: {
    balance: {
      request: ({ apiKey }) => get('/openapi/v1/billing/balance/detail', { ...bearer(apiKey), 'content-type': 'application/json' }),
      response: BalanceDetail,
      refusals: [{ says: /"INVALID_API_KEY"/, means: 'unauthorized' }],
    },
  },
  parse: ({ balance: detail }) =>
    balance(unit('USD'), detail.availableBalance, 'availableBalance', [
      ...parts({ paid: detail.cashBalance, creditLine: detail.creditLimit }),
      ...partsUnlessZero({ frozen: detail.pendingCharges, owed: detail.outstandingInvoices }),
    ]),
});
