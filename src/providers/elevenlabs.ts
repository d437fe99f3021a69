import * as z from 'zod';
import { clamped, micros, unit, type Micros } from '../core/money/money';
import { defineProvider } from '../core/provider/provider';
import { get } from '../core/provider/request';
import { amount, balance, differenceOf, known, nullableAmount } from '../core/provider/response';

const characters = unit('characters');
const Subscription = z.object({
  character_count: amount(),
  character_limit: amount(),
  max_credit_limit_extension: z.union([z.literal('unlimited'), amount()]),
  /** The older fields of the same; null is no end. */
  max_character_limit_extension: nullableAmount(),
  allowed_to_extend_character_limit: z.boolean().nullish(),
  can_extend_character_limit: z.boolean().nullish(),
});
type Subscription = z.infer<typeof Subscription>;

/**
 * A quota, not money: what the plan allows less what was used. Beyond it calls may go on and be billed.
 * @see https://github.com/elevenlabs/elevenlabs-python/blob/54e5899/src/elevenlabs/types/subscription.py
 */
export const elevenlabs = defineProvider({
  id: 'elevenlabs',
  name: 'ElevenLabs',
  kind: 'quota',
  reports: 'Characters left of the plan',
  units: ['characters'],
  evidence: {
    grade: 'official',
    page: 'https://elevenlabs.io/docs/api-reference/user/subscription/get',
    read: '2026-11',
    traps: [
      '`character_count` is what was used, not what is left.',
      'Characters are no money.',
      'Usage beyond the plan may be allowed and billed, with or without an end: the plan used up is then no end of calls.',
      'A key that may not read the user gets 401, as a wrong one does.',
      'The key is in a header of its own, which a followed redirect would hand on.',
    ],
  },
  sites: { global: { origin: 'https://api.elevenlabs.io' } },
  credentials: { apiKey: { label: 'API key', env: ['ELEVENLABS_API_KEY', 'XI_API_KEY'], placeholder: 'sk_…' } },
  links: { keys: 'https://elevenlabs.io/app/settings/api-keys', billing: 'https://elevenlabs.io/app/subscription' },
  endpoints: {
    subscription: {
      request: ({ apiKey }) => get('/v1/user/subscription', { 'xi-api-key': apiKey }),
      response: Subscription,
      refusals: [
        {
          says: /missing_permissions/,
          means: { kind: 'insufficientScope', hint: 'It takes a key with the permission to read the user (user_read).' },
        },
      ],
    },
  },
  parse: ({ subscription }) => {
    const { character_count: used, character_limit: limit } = subscription;
    const difference = differenceOf(limit, used);
    const [left, extension] = [known(difference), extensionOf(subscription)];
    if (extension === null || left === null) return balance(characters, difference, 'character_count', []);
    // What is used beyond the plan is taken from the extension, and beyond that there is nothing.
    const beyond = extension === 'unlimited' ? extension : clamped(extension + Math.min(0, left));
    if (beyond !== 'unlimited' && beyond <= 0) return { balances: [{ unit: characters, available: beyond, parts: [] }] };
    return { balances: [{ unit: characters, available: micros(Math.max(0, left)), parts: [], overage: beyond }] };
  },
});

/** What may be used beyond the plan; null where nothing may, or nothing is said of it. */
function extensionOf(subscription: Subscription): Micros | 'unlimited' | null {
  const {
    max_credit_limit_extension: most,
    max_character_limit_extension: older,
    allowed_to_extend_character_limit: isAllowed,
    can_extend_character_limit: mayAllow,
  } = subscription;
  if (mayAllow === false) return null;
  if (most === 'unlimited') return most;
  const extension = most !== 'absent' ? known(most) : isAllowed !== true ? null : older === null ? 'unlimited' : known(older);
  return extension === 0 ? null : extension;
}
