import * as z from 'zod';
import { unit } from '../core/money/money';
import { currencyField } from '../core/model/providerError';
import { defineProvider, type Problem, type Site } from '../core/provider/provider';
import { bearer, get } from '../core/provider/request';
import { unknownCurrency } from '../core/provider/unknownCurrency';
import { amount, balance, required } from '../core/provider/response';

const Balance = z.object({ object: z.literal('account'), balance: amount() });

const sites = {
  china: { origin: 'https://api.stepfun.com', label: 'China (CNY)', unit: unit('CNY') },
  // Its documents do not name its currency.
  international: { origin: 'https://api.stepfun.ai', label: 'International' },
};

/** The two totals are all there ever was, and no limits. The answer names no currency: it is that of the site. */
export const stepfun = defineProvider({
  id: 'stepfun',
  name: 'StepFun',
  reports: 'Balance in CNY',
  units: ['CNY'],
  evidence: {
    grade: 'official',
    page: 'https://platform.stepfun.com/docs/zh/api-reference/accounts/get',
    read: '2026-11',
    traps: [
      'The two totals are all there ever was, and no limits.',
      'A missing `balance` is not 0.',
      'The answer names no currency: it is that of the site.',
    ],
  },
  sites,
  credentials: { apiKey: { label: 'API key', env: ['STEPFUN_API_KEY', 'STEP_API_KEY'], placeholder: '…' } },
  links: { keys: 'https://platform.stepfun.com/interface-key', billing: 'https://platform.stepfun.com/account-overview' },
  endpoints: { balance: { request: ({ apiKey }) => get('/v1/accounts', bearer(apiKey)), response: Balance } },
  parse: ({ balance: { balance: left } }, site) =>
    site.unit ? balance(site.unit, required(left), 'balance', []) : { problems: [isKnown(site) ? undocumented : unknownCurrency(sites)] },
});

const undocumented: Problem = {
  kind: 'notReported',
  field: currencyField,
  hint: 'Its documents do not say which currency this site counts in.',
};

function isKnown({ origin }: Site): boolean {
  return Object.values(sites).some((site) => site.origin === origin);
}
