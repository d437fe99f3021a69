import * as z from 'zod';
import type { Cap, CapOwner } from '../core/model/reading';
import { unit } from '../core/money/money';
import { defineProvider, type StatusMeaning } from '../core/provider/provider';
import { bearer, get } from '../core/provider/request';
import { amount, balance, integer, known, nullableAmount, paidOrOwed, parts, required, type Amount } from '../core/provider/response';

const usd = unit('USD');
const User = z.object({ balance: nullableAmount(), permissions_bitmask: integer.optional().catch(undefined) });
const Window = z.object({ cap: amount(), remaining: amount(), reset_at: z.iso.datetime({ offset: true }).nullish().catch(null) });
/** What a plan covers, in dollars; what goes beyond it is taken from the balance. */
const Plan = z.object({ subscription: z.boolean(), four_hour: Window.nullish(), monthly: Window.nullish() });
type Plan = z.infer<typeof Plan>;

/** Roles of a user who is not refused for want of a balance. @see https://github.com/chutesai/chutes-api/blob/main/api/permissions.py */
const runsForFree = 16;
const paysByInvoice = 256;

const scoped: StatusMeaning = {
  kind: 'unauthorized',
  hint:
    'A key that was made for images, chutes or invocations alone gets the same answer as a wrong one: ' +
    'it takes a key with admin rights.',
};

/** The answer is about the whole user; only the balance and the roles are read. */
export const chutes = defineProvider({
  id: 'chutes',
  name: 'Chutes',
  reports: 'Balance in USD, or what is left of a plan',
  units: ['USD'],
  evidence: {
    grade: 'unofficial',
    page: 'https://github.com/chutesai/chutes-api',
    read: '2026-11',
    traps: [
      'The answer names no currency: Chutes sells credit in USD alone.',
      'The balance may be null, which is not 0.',
      'With a plan nothing need be paid in: 0 does not stop its calls.',
      'A user who pays by invoice goes below 0, and one who runs for free needs no balance.',
      'A key without admin rights gets 401, as a wrong one does.',
    ],
  },
  sites: { global: { origin: 'https://api.chutes.ai' } },
  credentials: { apiKey: { label: 'API key', env: ['CHUTES_API_KEY'], placeholder: 'cpk_…' } },
  links: { keys: 'https://chutes.ai/app/api', billing: 'https://chutes.ai/app/billing' },
  endpoints: { user: { request: ({ apiKey }) => get('/users/me', bearer(apiKey)), response: User, statusMeans: { 401: scoped } } },
  followUps: {
    plan: {
      request: ({ apiKey }) => get('/users/me/subscription_usage', bearer(apiKey)),
      response: Plan,
      when: ({ user }) => isUsedUp(user.balance),
    },
  },
  parse: ({ user: { balance: left, permissions_bitmask: roles = 0 } }, _site, { plan }) => {
    const isUncovered = left === null || (isUsedUp(left) && (roles & (runsForFree | paysByInvoice)) !== 0);
    if (isUncovered)
      return {
        problems: [
          {
            kind: 'notReported',
            field: 'balance',
            hint:
              left === null
                ? 'The user has no balance.'
                : 'The user pays by invoice or runs for free, so the balance does not say what may be spent.',
          },
        ],
      };
    // Without the plan nobody knows whether 0 ends anything: what was paid in is told, but not as all that is left.
    if (plan && !plan.ok) return { ...balance(usd, 'absent', 'balance', parts(paidOrOwed(required(left)))), problems: [plan.error] };
    const caps = plan ? capsOf(plan.value) : [];
    return caps.length > 0 ? { caps } : balance(usd, required(left), 'balance', []);
  },
});

function isUsedUp(left: Amount | null): boolean {
  return (known(left) ?? 1) <= 0;
}

function capsOf({ subscription, monthly, four_hour: hours }: Plan): readonly Cap[] {
  if (!subscription) return [];
  const cap = (window: z.infer<typeof Window> | null | undefined, owner: CapOwner, resets: Cap['resets']): readonly Cap[] =>
    window
      ? [
          {
            owner,
            unit: usd,
            limit: known(window.cap),
            remaining: known(window.remaining),
            resets,
            ...(window.reset_at ? { resetsAt: Date.parse(window.reset_at) } : {}),
          },
        ]
      : [];
  return [...cap(monthly, 'plan', 'monthly'), ...cap(hours, 'window', 'unknown')];
}
