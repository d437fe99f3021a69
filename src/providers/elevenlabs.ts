import * as z from 'zod';
import { unit } from '../core/money';
import { defineProvider } from '../core/provider';
import { get } from '../core/request';
import { amount, balance, differenceOf } from '../core/response';

const Balance = z.object({ character_count: amount(), character_limit: amount() });

/** A quota, not money: what the plan allows less what was used. */
export const elevenlabs = defineProvider({
  id: 'elevenlabs',
  name: 'ElevenLabs',
  kind: 'quota',
  reports: 'Characters left of the plan',
  units: ['characters'],
  evidence: {
    grade: 'official', page: 'https://elevenlabs.io/docs/api-reference/user/subscription/get', read: '2026-10',
    traps: [
      '`character_count` is what was used, not what is left.',
      'Characters are no money.',
      'The key is in a header of its own, which a followed redirect would hand on.',
    ],
  },
  sites: { global: { origin: 'https://api.elevenlabs.io' } },
  credentials: { apiKey: { label: 'API key', env: ['ELEVENLABS_API_KEY', 'XI_API_KEY'], placeholder: 'sk_…' } },
  links: { keys: 'https://elevenlabs.io/app/settings/api-keys', billing: 'https://elevenlabs.io/app/subscription' },
  endpoints: { balance: { request: ({ apiKey }) => get('/v1/user/subscription', { 'xi-api-key': apiKey }), response: Balance } },
  parse: ({ balance: { character_count: used, character_limit: limit } }) => balance(unit('characters'), differenceOf(limit, used), 'character_count', []),
});
