import { readAccountEntries } from '../../src/core/accounts/accountEntries';
import type { AccountFacts } from '../../src/core/views/accountView';
import { fetchReading, fetchTarget } from '../../src/core/provider/fetchReading';
import { neverChecked } from '../../src/core/model/snapshot';
import type { Account } from '../../src/core/model/account';
import type { KeyedProvider } from '../../src/core/provider/provider';
import type { QueryRow } from '../../src/core/provider/query';
import { english } from '../../src/core/text/translate';
import * as providers from '../../src/providers';
import { factsOf, held, readingOf, start } from './accounts';
import { markedKey } from './testKeys';
import { originAt } from './ids';

/** A way for text of others to come in: the account as it then is, or null where nothing of it was taken. */
export type Way = (text: string) => Promise<AccountFacts | null>;

const described = { url: 'https://own.example/a', secretHeaders: { 'x-key': '{apiKey}' }, amount: '/a', unit: 'USD' };

/** One check, against an answer or a row that says what it likes. */
export async function checked(
  provider: KeyedProvider,
  answer: unknown,
  account: Partial<Account> = {},
  headers: { readonly status?: number; readonly contentType?: string; readonly retryAfter?: string } = {},
  row?: QueryRow,
): Promise<AccountFacts> {
  const [site = 'own'] = Object.keys(provider.sites);
  const origin = provider.sites[site]?.origin ?? originAt(row ? 'postgresql://db.example:5432' : 'https://own.example');
  const of = { site, origin, ...account };
  const { status = 200, contentType = 'application/json', retryAfter = null } = headers;
  const outcome = await fetchReading(fetchTarget(provider, of, row ? 'postgresql://reader:MARKED-pass@db.example/billing' : markedKey), {
    now: () => start,
    signal: new AbortController().signal,
    query: () => Promise.resolve({ ok: true, rows: row ? [row] : [] }),
    send: () =>
      Promise.resolve({ ok: true, status, contentType, retryAfter, body: typeof answer === 'string' ? answer : JSON.stringify(answer) }),
  });
  return factsOf(outcome.ok ? { reading: outcome.reading, checkedAt: start } : { error: outcome.error, checkedAt: start }, of, provider);
}

function inSettings(entry: object): AccountFacts | null {
  const {
    accounts: [account],
  } = readAccountEntries([{ id: 'work', provider: 'deepseek', ...entry }], Object.values(providers), english);
  const provider = account && Object.values(providers).find(({ id }) => id === account.provider);
  if (!account || !provider || provider.kind === 'dashboard') return null;
  return { account, provider, snapshot: { ...neverChecked, reading: readingOf([held('USD', '4')]), checkedAt: start } };
}

const row = (of: QueryRow, definition: object = {}): Promise<AccountFacts> =>
  checked(providers.postgres, '', { definition: { host: 'db.example', query: 'SELECT 1', ...definition } }, {}, of);

export const ways: Readonly<Record<string, Way>> = {
  'the unit of a database’s row': (text) => row({ amount: '5', unit: text }),
  'the amount of a row': (text) => row({ amount: text, unit: 'USD' }),
  'the time of a row': (text) => row({ amount: '5', unit: 'USD', at: text }),
  'the name of a row’s only column': (text) => row({ [text]: '5' }, { unit: 'USD' }),
  'the unit of a query’s definition': (text) => row({ amount: '5' }, { unit: text }),
  'the unit of an answer that is described': (text) =>
    checked(providers.custom, { a: 5, u: text }, { definition: { ...described, unit: { pointer: '/u' } } }),
  'an amount that is described': (text) => checked(providers.custom, { a: text }, { definition: described }),
  'the time of an answer that is described': (text) =>
    checked(providers.custom, { a: 5, at: text }, { definition: { ...described, at: '/at' } }),
  'what an answer says of its success': (text) =>
    checked(providers.custom, { a: 5, code: text }, { definition: { ...described, success: { pointer: '/code', equals: 0 } } }),
  'the unit of a description': (text) => checked(providers.custom, { a: 5 }, { definition: { ...described, unit: text } }),
  'the name of a header of a description': (text) =>
    checked(providers.custom, { a: 5 }, { definition: { ...described, headers: { [text]: 'x' } } }),
  'a header of a description': (text) => checked(providers.custom, { a: 5 }, { definition: { ...described, headers: { 'x-a': text } } }),
  'a field of a description': (text) => checked(providers.custom, { a: 5 }, { definition: { ...described, [text]: text } }),
  'the scale of a description': (text) => checked(providers.custom, { a: 5 }, { definition: { ...described, scale: text } }),
  'the currency of a provider’s row': (text) =>
    checked(providers.deepseek, {
      balance_infos: [
        { currency: text, total_balance: '5' },
        { currency: 'CNY', total_balance: '4' },
      ],
    }),
  'the unit of Deepgram’s balance': (text) =>
    checked(providers.deepgram, { projects: [{ project_id: 'p' }], balances: [{ amount: 1, units: text }] }),
  'the id of Deepgram’s project': (text) =>
    checked(providers.deepgram, { projects: [{ project_id: text }], balances: [{ amount: 1, units: 'usd' }] }),
  'the name of Fireworks’ account': (text) => checked(providers.fireworks, { accounts: [{ name: `accounts/${text}` }] }),
  'the display type of a relay': (text) =>
    checked(providers.newapi, { success: true, code: true, data: { total_available: 5, quota_per_unit: 1, quota_display_type: text } }),
  'the reset of OpenRouter’s cap': (text) =>
    checked(providers.openrouter, { data: { limit: 5, limit_remaining: 4, limit_reset: text, usage: 1 } }),
  'the duration of LiteLLM’s budget': (text) =>
    checked(providers.litellm, { info: { spend: 1, max_budget: 5, budget_duration: text, budget_reset_at: text } }),
  'a whole body': (text) => checked(providers.deepseek, text),
  'the kind of a body': (text) => checked(providers.deepseek, '{}', {}, { contentType: text }),
  'Retry-After': (text) => checked(providers.deepseek, '{}', {}, { status: 429, retryAfter: text }),
  'the label of an account in settings': (text) => Promise.resolve(inSettings({ label: text })),
  'the id of an account in settings': (text) => Promise.resolve(inSettings({ id: text })),
  'the site of an account in settings': (text) => Promise.resolve(inSettings({ site: text })),
  'the unit that an account shows first': (text) => Promise.resolve(inSettings({ unit: text })),
  'the unit of a threshold': (text) => Promise.resolve(inSettings({ lowBalance: { [text]: 5 } })),
  'an amount of a threshold': (text) => Promise.resolve(inSettings({ lowBalance: { USD: text } })),
  'the unit of an entered balance': (text) =>
    Promise.resolve(inSettings({ estimate: { unit: text, amount: '5', at: '2023-11-14T00:00:00Z' } })),
  'the variable of a key': (text) => Promise.resolve(inSettings({ key: `env:${text}` })),
};

/** Faults in an entry of the settings, as the sidebar names them. */
export function reasonsFor(entry: object): readonly string[] {
  return readAccountEntries([{ id: 'work', provider: 'deepseek', ...entry }], Object.values(providers), english).invalid.flatMap(
    ({ reasons }) => reasons,
  );
}
