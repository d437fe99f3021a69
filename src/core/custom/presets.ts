/** A definition to begin with. */
export interface Preset {
  readonly name: string;
  readonly reports: string;
  readonly definition: object;
}

/** New keys are no JSON Web Tokens: `apikey` alone. @see https://supabase.com/docs/guides/api/api-keys */
const supabaseRow = {
  url: 'https://PROJECT.supabase.co/rest/v1/TABLE?select=balance::text,currency,updated_at&id=eq.1&limit=1',
  amount: '/0/balance',
  unit: { pointer: '/0/currency' },
  at: '/0/updated_at',
};

export const presets: readonly Preset[] = [
  {
    name: 'Any JSON answer',
    reports: 'One request with a key in a header',
    definition: {
      url: 'https://api.example.com/v1/balance',
      secretHeaders: { authorization: 'Bearer {apiKey}' },
      amount: '/balance',
      unit: 'USD',
    },
  },
  {
    name: 'Supabase row',
    reports: 'A row of a table, with a publishable key and row-level security',
    definition: { ...supabaseRow, secretHeaders: { apikey: '{apiKey}' } },
  },
  {
    name: 'Supabase row, older anon key',
    reports: 'The same with a key that begins with eyJ',
    definition: { ...supabaseRow, secretHeaders: { apikey: '{apiKey}', authorization: 'Bearer {apiKey}' } },
  },
  {
    name: 'Bought less used',
    reports: 'What is left is the difference of two fields',
    definition: {
      url: 'https://api.example.com/v1/credits',
      secretHeaders: { authorization: 'Bearer {apiKey}' },
      amount: '/data/total_credits - /data/total_usage',
      unit: 'USD',
    },
  },
  {
    name: 'One API or New API token',
    reports: 'Quota of a key at a relay',
    definition: {
      url: 'https://relay.example.com/api/usage/token/',
      secretHeaders: { authorization: 'Bearer {apiKey}' },
      success: { pointer: '/code', equals: true },
      amount: '/data/total_available',
      unit: 'USD',
      scale: '1/500000',
    },
  },
];
