import * as z from 'zod';
import { defineProvider, type Endpoint, type KeyedProvider, type Report } from '../../src/core/provider/provider';
import { bearer, get } from '../../src/core/provider/request';

interface MadeUp {
  readonly endpoint?: Partial<Endpoint<unknown>>;
  readonly parse?: () => Report;
  readonly when?: () => boolean;
  readonly fetch?: KeyedProvider['fetch'];
}

/** A provider that nobody has, to be given faults of its own. */
export function madeUpProvider({ endpoint = {}, parse = () => ({}), when = () => false, fetch }: MadeUp): KeyedProvider {
  const balance: Endpoint<unknown> = { request: ({ apiKey }) => get('/balance', bearer(apiKey)), response: z.unknown(), ...endpoint };
  const made = defineProvider({
    id: 'made-up',
    name: 'Made Up',
    reports: 'Nothing',
    units: ['USD'],
    evidence: { grade: 'unofficial', page: 'https://made-up.example', read: '2026-11', traps: [] },
    sites: { global: { origin: 'https://made-up.example' } },
    credentials: { apiKey: { label: 'API key', env: ['MADE_UP_KEY'], placeholder: '…' } },
    links: { keys: 'https://made-up.example', billing: 'https://made-up.example' },
    endpoints: { balance },
    followUps: { more: { ...balance, when } },
    parse,
  });
  return fetch ? { ...made, fetch } : made;
}
