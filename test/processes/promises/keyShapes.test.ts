import assert from 'node:assert/strict';
import { readArguments } from '../../../src/cli/arguments';
import { readAccountEntries } from '../../../src/core/accounts/accountEntries';
import { readDefinition } from '../../../src/core/custom/definition';
import { isPieceOfKey } from '../../../src/core/text/keyEcho';
import { keyFault } from '../../../src/core/provider/keyShape';
import { looksLikeKey } from '../../../src/core/text/looksLikeKey';
import { english } from '../../../src/core/text/translate';
import * as providers from '../../../src/providers';
import { coreTexts } from '../../support/coreTexts';
import { checked } from '../../support/foreignWays';
import { keyedProviders } from '../../support/fixtureOutcome';
import { keysOf, lettersAlone, makers } from '../../support/keyShapesOfMakers';
import { ask } from '../../support/hostileAnswers';
import { runCli } from '../../support/runCli';
import { markedKey } from '../../support/testKeys';

const all = Object.values(providers);
const least = { url: 'https://own.example/a', secretHeaders: { 'x-key': '{apiKey}' }, amount: '/a', unit: 'USD' };
/** With a digit in them, but for those whose beginning is no word's: a run of letters alone may be one. */
const someKeys = makers.map((maker) => [maker[0], keysOf(maker).filter((key) => /^sk|\d\D{0,20}$/.test(key))] as const);
const oneOfEach = someKeys.map(([maker, [key = '']]) => [maker, key] as const);

describe('a key of a maker is known as one', () => {
  for (const [maker, keys] of someKeys) {
    it(maker, () => {
      assert.ok(keys.length > 50);
      const missed = keys.filter((key) => !looksLikeKey(key) || !looksLikeKey(`my key ${key} of today`) || !looksLikeKey(`key=${key}`));
      assert.equal(missed.length, 0, `${missed.length} of ${keys.length}`);
    });
  }
});

describe('a key of letters alone, or with signs within that break a run, is known as one', () => {
  for (const maker of lettersAlone) {
    it(maker[0], () => {
      const keys = keysOf(maker);
      const missed = keys.filter((key) => !looksLikeKey(key) || !looksLikeKey(`my key ${key} of today`) || !looksLikeKey(`key=${key}`));
      // One drawn by lot may look like a word.
      assert.ok(missed.length <= keys.length / 10, `${missed.length} of ${keys.length}`);
    });
  }
});

describe('a key in the wrong place is refused, and not repeated', () => {
  for (const [maker, key] of oneOfEach) {
    it(maker, () => {
      const shown: string[] = [];
      const fits = /^[\w.-]+$/.test(key);
      for (const entry of [
        { id: key.slice(0, 64) },
        { id: 'a', label: key },
        { id: 'a', label: `Work ${key}` },
        { id: 'a', key },
        { id: 'a', key: `env:${key}` },
        { id: 'a', site: key },
      ]) {
        const { accounts, invalid } = readAccountEntries([{ provider: 'deepseek', ...entry }], all, english);
        assert.deepEqual([accounts.length, invalid.length], [0, 1], Object.keys(entry).join());
        shown.push(JSON.stringify(invalid));
      }
      for (const change of [
        { url: `https://own.example/${encodeURIComponent(key)}` },
        { url: `https://own.example/a?key=${key}` },
        { headers: { 'x-a': key } },
        { headers: { authorization: `Bearer ${key}` } },
        { secretHeaders: { 'x-a': `{apiKey} ${key}` } },
        { body: JSON.stringify({ key }) },
        ...(fits ? [{ headers: { [key.slice(0, 100)]: 'x' } }, { secretHeaders: { [key.slice(0, 100)]: '{apiKey}' } }] : []),
      ]) {
        const read = readDefinition({ ...least, ...change });
        assert.ok(!read.ok, Object.keys(change).join());
        shown.push(JSON.stringify(read));
      }
      for (const argv of [
        ['--key-env', key],
        ['--secret-env', `a=${key}`],
        ['--secret-env', key],
        ['--base-url', key],
        ['--low', key],
        [`--${key}`],
        [`--key=${key}`],
      ]) {
        const read = readArguments(['check', 'deepseek', ...argv]);
        assert.equal(read.command, 'wrong', argv.join(' '));
        shown.push(JSON.stringify(read));
      }
      for (const argv of [
        ['--webhook-env', key],
        ['--webhook-kind', key],
        ['--interval', key],
      ]) {
        const read = readArguments(['watch', 'deepseek', '--once', ...argv]);
        assert.equal(read.command, 'wrong', argv.join(' '));
        shown.push(JSON.stringify(read));
      }
      for (const text of shown) for (const piece of [key, key.slice(-12), key.slice(0, 12)]) assert.ok(!text.includes(piece), text);
    });
  }
  it('the command line repeats none, wherever it stands', async () => {
    const [, key = ''] = oneOfEach[0] ?? [];
    const runs = await Promise.all(
      [
        ['check', key],
        [key],
        ['help', key],
        ['check', 'deepseek', '--site', key],
        ['check', 'deepseek', '--key-file', `/nowhere/${key}`],
        ['check', 'custom', '--definition', key, '--key-env', 'A'],
        ['ledger', '--readings', key, '--tz', key],
        ['history', key, '/nowhere/history.sqlite'],
        ['history', 'work', `/nowhere/${key}.json`, '--days', key],
      ].map((args) => runCli(args, {})),
    );
    for (const { stdout, stderr } of runs) assert.ok(!`${stdout}${stderr}`.includes(key.slice(0, 12)), stderr);
  }).timeout(60_000);
});

describe('words are no keys', () => {
  for (const label of [
    'Work',
    'Home',
    'Team Berlin',
    'prod',
    'staging',
    'dev-2',
    'deepseek-work',
    'openrouter.main',
    'Company account (EU)',
    '公司账户',
    'Équipe Paris',
    'Команда',
    'acme-corp-production',
    'acme_corp_staging_2',
    'client: Müller GmbH',
    'invoice 2026-11',
    'budget Q4/2026',
    'R&D — Süd',
    '日本チーム',
    '한국 계정',
    'مشروع',
    'emoji 🚀 launch',
    "it's mine",
    'A/B',
    'C++ team',
    '#1 (main)',
    '100% test',
    'gpt-4o-mini-2024-07-18',
    'claude-3-5-sonnet-20241022',
    'claude-opus-4-1-20250805',
    'gemini-2.5-pro-preview-06-05',
    'deepseek-chat-v3-0324',
    'meta-llama/Llama-3.3-70B-Instruct-Turbo',
    'Qwen/Qwen2.5-Coder-32B-Instruct',
    'mistralai/Mixtral-8x7B-Instruct-v0.1',
    'nvidia/llama-3.1-nemotron-70b-instruct',
    'text-embedding-3-large',
    'whisper-large-v3-turbo',
    'black-forest-labs/FLUX.1-schnell',
    'stabilityai/stable-diffusion-xl-base-1.0',
    'kimi-k2-0905-preview',
    'grok-4-fast-non-reasoning',
    'xai-grok-production',
    'xai-research-team',
    'hf-inference-endpoints',
    'fw-team-staging',
    'gsk-vaccines-research',
    'pplx-online-search',
    'key-account-management',
    'key_account_2026',
    'keyboard-shop',
    'monkey-business-2',
    'turkey-office',
    'jina-embeddings',
    'fc-barcelona-2026',
    'r8_sports_car',
    'csk-chennai-super-kings',
    'vck-partners',
    'dop-team',
    'cpk-analytics',
    'secretariat',
    'skeleton-crew',
    'task-force-2026',
    'disk-usage-monitor',
    'risk-management-team',
    'desk-booking-app',
    'ask-me-anything-bot',
    'session-recorder',
    'ghost-writer-team',
    'a1b2c3d',
    '9809f93',
    'f3da7a3c',
    '2695ab2d91',
    'v1.2.3-rc.4+build.567',
    '2026-11-25T09:00:00Z',
    '192.168.0.10:8080',
    'db.example.com',
    'me@example.com',
    '+49 30 123456',
    'cost-centre 4711-0815',
    'PO 4500012345',
    'ISBN 978-3-16-148410-0',
    'DE89 3704 0044 0532 0130 00',
    '1234-5678-90ab',
    'run-20261125-0900',
    'North-America-East-Production',
    'customer-success-emea-budget',
    'machine-learning-platform-team',
    'donaudampfschifffahrtsgesellschaft',
    'hf-OpenSource-Team-Production-2026',
    'fw-Team-Berlin-Production',
    'as-discussed-with-Anna-2026',
    'ASIA-PACIFIC-PRODUCTION',
    'pa-Legal-Department-Boston',
    'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch',
    'the-quick-brown-fox-jumps-over-the-lazy-dog',
    'DEEPSEEK_API_KEY',
    'OPENAI_ADMIN_KEY',
    'MY_KEY',
    'ANTHROPIC_API_KEY_PRODUCTION',
    'OPENROUTER_KEY_TEAM_RESEARCH_EU_WEST_1',
    'TEAM_WEBHOOK_DISCORD',
    'AZURE_OPENAI_API_KEY_SWEDEN_CENTRAL',
    'KEY_FOR_THE_GATEWAY_OF_THE_TEAM_IN_BERLIN',
  ])
    it(label, () => assert.equal(looksLikeKey(label), false));
  it('the variables, ids and names that the providers themselves go by', () => {
    for (const { id, name, credentials, team, sites, reports } of keyedProviders)
      for (const text of [
        id,
        name,
        reports,
        ...credentials.apiKey.env,
        ...(team?.env ?? []),
        ...Object.keys(sites),
        ...Object.values(sites).map(({ origin }) => origin),
      ])
        assert.equal(looksLikeKey(text), false, text);
  });
});

/** With what a replacement, a template, a shell or a format would take for a sign of its own. */
const oddKeys = [
  'ab$$cd-012345',
  '$&-012345678',
  '$`-012345678',
  "$'-012345678",
  '$1$2$3$10-012',
  '$<x>$<apiKey>',
  '$$$$$$$$$$',
  '${apiKey}-0123',
  '{apiKey}-01234',
  '{user}-0123456',
  '%24%26%7B-0123',
  '\\u0024\\n-0123',
  'a"b\'c-0123456',
  '`id`;$(id)-012',
  '!@#^&*()_+-=012',
  '~[]|;:,.<>/?012',
  '0123456789e999',
  '__proto__-0123',
  '<b>-&amp;-0123',
];

describe('a key is sent byte for byte, whatever signs are in it', () => {
  for (const provider of keyedProviders.filter(({ definedBy }) => definedBy !== 'query')) {
    it(provider.id, async () => {
      for (const key of oddKeys) {
        assert.equal(keyFault(key), null);
        const { requests } = await ask(
          provider,
          () => 500,
          { definition: { ...least, secretHeaders: { 'x-key': '{apiKey}', authorization: 'Bearer {apiKey}' } } },
          key,
        );
        assert.ok(requests.length > 0);
        const withKey = requests.filter(({ url }) => !url.endsWith('/api/status'));
        for (const { headers, url } of withKey) {
          assert.ok(
            Object.values(headers).some((value) => value === key || value.endsWith(` ${key}`)),
            JSON.stringify(headers),
          );
          assert.ok(!url.includes(key));
        }
      }
    });
  }
  it('several secrets, each in its own place, and none read as a place of another', async () => {
    const definition = { ...least, secretHeaders: { a: '{apiKey}', b: '{user}:{apiKey}', c: 'x{apiKey}{user}{apiKey}y' } };
    for (const key of oddKeys) {
      for (const user of ['$&', '{apiKey}', '$1', 'plain']) {
        const account = await checkedHeaders(definition, key, user);
        assert.deepEqual([account.get('a'), account.get('b'), account.get('c')], [key, `${user}:${key}`, `x${key}${user}${key}y`]);
      }
    }
  });
});

async function checkedHeaders(definition: object, apiKey: string, user: string): Promise<ReadonlyMap<string, string>> {
  const { endpointOf } = await import('../../../src/core/custom/endpoint');
  const read = readDefinition(definition);
  assert.ok(read.ok);
  return new Map(Object.entries(endpointOf(read.definition).request({ apiKey, secrets: { user } }).headers));
}

describe('a key that comes back as a name is no name', () => {
  const described = { ...least, unit: { pointer: '/u' } };
  for (const [key, echoes] of [
    [
      markedKey,
      [markedKey.slice(0, 30), 'MARKED-7f3a9c', 'secret-tail', 'sk-sandbox-MARKED', 'sandbox', 'SECRET-TAIL', 'Sk-Sandbox-Marked-7f3a9c'],
    ],
    ['abcd1', ['abcd1']],
    ['sk-1234', ['sk-1234', 'SK-1234', 'k-1234']],
    ['tokenwithoutsigns', ['tokenwithoutsigns', 'TOKENWITHOUTSIGNS', 'tokenwith', 'withoutsigns']],
  ] as const) {
    for (const echo of echoes) {
      it(`${key.slice(0, 6)}… as ${echo.length} letters`, async () => {
        for (const { outcome } of [await ask(providers.custom, () => JSON.stringify({ a: 5, u: echo }), { definition: described }, key)]) {
          assert.ok(!outcome.ok && !JSON.stringify(outcome).includes(echo), JSON.stringify(outcome));
        }
        assert.ok(isPieceOfKey(echo, key));
      });
    }
  }
  it('a project, an account or a team of that name is not asked for', async () => {
    for (const [id, body] of [
      ['deepgram', { projects: [{ project_id: markedKey }] }],
      ['fireworks', { accounts: [{ name: `accounts/${markedKey}` }] }],
      ['xai', { scope: 'SCOPE_TEAM', teamId: markedKey }],
      ['litellm', { info: { spend: 1, max_budget: null, team_id: markedKey } }],
      ['litellm', { info: { spend: 1, max_budget: null, user_id: markedKey } }],
      ['openai', { data: [], has_more: true, next_page: markedKey }],
      ['anthropic', { data: [], has_more: true, next_page: markedKey }],
    ] as const) {
      const { requests } = await ask(providers[id], () => JSON.stringify(body));
      // A report that cannot be read divided by model is asked for as a whole.
      assert.equal(requests.length, id === 'openai' || id === 'anthropic' ? 2 : 1, id);
      assert.ok(!requests.some(({ url }) => url.includes('MARKED')), id);
      assert.ok(!JSON.stringify(coreTexts(await checked(providers[id], body))).includes('MARKED'), id);
    }
  });
  it('in any text of any provider’s answer', async () => {
    for (const provider of keyedProviders.filter(({ definedBy }) => definedBy !== 'query')) {
      const key = markedKey;
      for (const body of [
        { error: key, message: key, code: key },
        { [key]: key },
        { data: { currency: key, unit: key, label: key, name: key } },
        [key],
        key,
      ]) {
        assert.ok(!JSON.stringify(coreTexts(await checked(provider, body, { definition: described }))).includes('MARKED'), provider.id);
      }
    }
  });
});
