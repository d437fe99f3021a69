import * as z from 'zod';
import { unit } from '../core/money/money';
import { sitesAt, type Ask, type KeyedProvider, type Report } from '../core/provider/provider';
import type { Answer } from '../core/model/outcome';
import { bearer, get } from '../core/provider/request';
import { amount, balance, required, type Amount } from '../core/provider/response';

// An id goes into a path: nothing in it may lead to another one.
const teamPattern = /^[A-Za-z0-9_-]{1,64}$/;
const Validation = z
  .object({ scope: z.string().nullish(), teamId: z.string().regex(teamPattern).nullish() })
  .refine(({ scope, teamId }) => scope !== undefined || teamId !== undefined);
/** Cents in text, with the sign of a liability: −1000 is ten dollars to spend. */
const Ledger = z.object({ total: z.object({ val: amount('-0.01') }) });

/** What is posted: spend is booked when a billing cycle closes, so within one the number is too high. */
export const xai: KeyedProvider = {
  id: 'xai',
  name: 'xAI',
  loggedAs: ['x-ai', 'api.x.ai'],
  kind: 'balance',
  reports: 'Posted prepaid balance in USD; spend of the running cycle is not in it yet',
  units: ['USD'],
  evidence: {
    grade: 'official',
    page: 'https://docs.x.ai/developers/rest-api-reference/management/billing',
    read: '2026-11',
    traps: [
      'The amount is in cents, as text, and its sign is inverted: −1000 is 10 USD to spend.',
      'It is the posted balance: spend is booked when a cycle closes.',
      'A team that pays afterwards has no prepaid ledger, and gets 404.',
      'Ordinary keys are refused: it takes a management key. One that is made for an organisation names no team.',
    ],
  },
  sites: sitesAt({ global: { origin: 'https://management-api.x.ai' } }),
  credentials: {
    apiKey: {
      label: 'Management key',
      env: ['XAI_MANAGEMENT_API_KEY', 'XAI_MANAGEMENT_KEY'],
      placeholder: '…',
      lookalikes: [
        { pattern: /^xai-/, hint: 'This looks like a key for inference, which may not read the balance: it takes a management key.' },
      ],
    },
  },
  links: { keys: 'https://console.x.ai', billing: 'https://console.x.ai/team/default/billing' },
  team: { label: 'Team id', env: ['XAI_TEAM_ID'], pattern: teamPattern },
  fetch: async (ask, { team: named }) => {
    const team: Answer<string | null> = named === null ? await teamOfKey(ask) : { ok: true, value: named };
    if (!team.ok) return team;
    if (team.value === null) return { ok: true, value: { problems: [{ kind: 'insufficientScope', hint: noTeam }] } };
    const path = `/v1/billing/teams/${encodeURIComponent(team.value)}/prepaid/balance`;
    const ledger = await ask({
      request: ({ apiKey }) => get(path, bearer(apiKey)),
      response: Ledger,
      statusMeans: {
        403: { kind: 'insufficientScope', hint: 'It takes a management key with the right to read billing.' },
        404: { kind: 'notReported', hint: noLedger },
      },
    });
    return ledger.ok ? { ok: true, value: posted(required(ledger.value.total.val)) } : ledger;
  },
};

/** What the running cycle costs is booked when it closes: until then no more than this is left. */
function posted(total: Amount): Report {
  const { balances, problems } = balance(unit('USD'), total, 'total.val', []);
  return { balances: balances.map((one) => ({ ...one, atMost: true })), problems };
}

const noTeam = 'It is the key of an organisation and names no team: give the id of the one that is meant with "team".';
const noLedger = 'A team that pays afterwards has no prepaid balance; a team id that is not one of this key is answered the same way.';

/** Null for a key of an organisation: the id of its scope is none of a team. */
async function teamOfKey(ask: Ask): Promise<Answer<string | null>> {
  const validation = await ask({ request: ({ apiKey }) => get('/auth/management-keys/validation', bearer(apiKey)), response: Validation });
  if (!validation.ok) return validation;
  const { scope = null, teamId = null } = validation.value;
  return { ok: true, value: scope === null || scope === 'SCOPE_TEAM' ? teamId : null };
}
