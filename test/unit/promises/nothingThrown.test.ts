import assert from 'node:assert/strict';
import * as z from 'zod';
import { accountView } from '../../../src/core/views/accountView';
import { fetchReading, fetchTarget, type FetchPorts } from '../../../src/core/provider/fetchReading';
import type { Reading } from '../../../src/core/model/reading';
import { unitNamed } from '../../../src/core/money/money';
import { readDefinition } from '../../../src/core/custom/definition';
import { errorKinds } from '../../../src/core/model/providerError';
import type { KeyedProvider } from '../../../src/core/provider/provider';
import type { Exchange, Send } from '../../../src/core/provider/transport';
import { readAccountEntries } from '../../../src/core/accounts/accountEntries';
import { thresholdsFrom } from '../../../src/core/accounts/thresholds';
import { english } from '../../../src/core/text/translate';
import { readRecord, recordText } from '../../../src/core/checks/recordJson';
import { recordOutcome } from '../../../src/core/checks/recordOutcome';
import { nothingKnown } from '../../../src/core/checks/watchRecord';
import { openHistory } from '../../../src/node/history/openHistory';
import * as providers from '../../../src/providers';
import { accountOf, exact, factsOf, held, readingOf, start } from '../../support/accounts';
import { coreTexts } from '../../support/coreTexts';
import { historyFolder, removeHistoryFolders } from '../../support/historyFolder';
import { madeUpProvider } from '../../support/madeUpProvider';
import { everySurface, displayAt } from '../../support/surfaces';
import { markedKey } from '../../support/testKeys';
import { answered, contextOf, planOf } from '../../support/watch';
import { latestRows, recordRows } from '../../support/historyRows';
import { idOf, originAt } from '../../support/ids';

const all = Object.values(providers);
/** What a fault might say: messages of clients quote headers. */
const fault = new Error(`invalid header: Bearer ${markedKey}`);
const thrown: readonly unknown[] = [
  fault,
  new RangeError('x'),
  'text',
  undefined,
  null,
  0,
  Object.create(null),
  new AggregateError([fault]),
  Symbol('x'),
  {
    toString: () => {
      throw fault;
    },
  },
];
const good: Exchange = { ok: true, status: 200, contentType: 'application/json', retryAfter: null, body: '{"a": 5}' };
const throwing = (what: unknown) => (): never => {
  throw what;
};
const rejecting = (what: unknown) => async (): Promise<never> => {
  throw what;
};

async function outcomeOf(provider: KeyedProvider, ports: Partial<FetchPorts> = {}, definition?: unknown): Promise<unknown> {
  const [site = 'own'] = Object.keys(provider.sites);
  const faults: unknown[] = [];
  const elsewhere = originAt(provider.definedBy === 'query' ? 'postgresql://db.example:5432' : 'https://own.example');
  const origin = provider.sites[site]?.origin ?? elsewhere;
  const key = provider.definedBy === 'query' ? 'postgresql://reader:MARKED@db.example/b' : markedKey;
  const outcome = await fetchReading(fetchTarget(provider, { site, origin, definition }, key), {
    send: () => Promise.resolve(good),
    now: () => start,
    signal: new AbortController().signal,
    onFault: (error) => void faults.push(error),
    ...ports,
  });
  assert.ok(!outcome.ok && errorKinds.includes(outcome.error.kind), JSON.stringify(outcome));
  assert.doesNotMatch(JSON.stringify(outcome), /MARKED|Bearer/, 'nothing of the fault is in the failure');
  assert.equal(faults.length, 1, 'the fault is told to whoever keeps a log');
  return faults[0];
}

describe('whatever is thrown lands as a failure of the closed set', () => {
  const places: Readonly<Record<string, (what: unknown) => KeyedProvider>> = {
    'a request that cannot be made': (what) => madeUpProvider({ endpoint: { request: throwing(what) } }),
    'a schema': (what) => madeUpProvider({ endpoint: { response: z.unknown().transform(throwing(what)) } }),
    'a pattern of refusals': (what) =>
      madeUpProvider({
        endpoint: {
          refusals: [{ says: Object.defineProperty(/x/, 'test', { value: throwing(what) }), means: 'forbidden' }],
          response: z.never(),
        },
      }),
    'a parser': (what) => madeUpProvider({ parse: throwing(what) }),
    'the question whether more is asked': (what) => madeUpProvider({ when: throwing(what) }),
    'a provider of its own way': (what) => madeUpProvider({ fetch: throwing(what) }),
    'a provider of its own way, later': (what) => madeUpProvider({ fetch: rejecting(what) }),
    'a report that looks at itself': (what) =>
      madeUpProvider({ parse: () => Object.defineProperty({}, 'balances', { get: throwing(what) }) }),
  };
  for (const [name, of] of Object.entries(places)) {
    it(name, async () => {
      for (const what of thrown) assert.equal(await outcomeOf(of(what)), what);
    });
  }
  for (const provider of all.flatMap((one) => (one.kind === 'dashboard' || one.definedBy === 'query' ? [] : [one]))) {
    it(`a transport that breaks its promise, at ${provider.id}`, async () => {
      const definition = { url: 'https://own.example/a', secretHeaders: { a: '{apiKey}' }, amount: '/a', unit: 'USD' };
      for (const what of thrown) {
        for (const send of [throwing(what), rejecting(what)] as readonly Send[])
          assert.equal(await outcomeOf(provider, { send }, definition), what);
      }
    });
  }
  it('a transport that answers with nothing it may answer', async () => {
    for (const answer of [undefined, null, { ok: true, status: 200 }, { ok: true, status: 200, contentType: null, body: null }]) {
      await outcomeOf(providers.deepseek, { send: () => Promise.resolve(answer as never) });
    }
  });
  it('a database that throws', async () => {
    for (const what of thrown) {
      for (const query of [throwing(what), rejecting(what)] as readonly NonNullable<FetchPorts['query']>[])
        await outcomeOf(providers.postgres, { query }, { host: 'db.example', query: 'SELECT 1' });
    }
  });
  it('a check that was called off is neither a success nor a failure', async () => {
    const abort = new AbortController();
    const reason = new Error('left');
    abort.abort(reason);
    const target = fetchTarget(providers.deepseek, { site: 'global', origin: originAt('https://api.deepseek.com') }, markedKey);
    await assert.rejects(
      fetchReading(target, {
        send: (_request, signal) => {
          signal.throwIfAborted();
          return Promise.resolve(good);
        },
        now: () => start,
        signal: abort.signal,
      }),
      reason,
    );
  });
});

const members = [
  ...new Set([
    ...Object.getOwnPropertyNames(Object.prototype),
    ...Object.getOwnPropertyNames(Array.prototype),
    ...Object.getOwnPropertyNames(Function.prototype),
    'prototype',
    'then',
    'toJSON',
    'null',
    '0',
    '-1',
    'length',
  ]),
];

describe('names that every object has are names like any other', () => {
  after(removeHistoryFolders);
  const units = members.flatMap((name) => unitNamed(name) ?? []);
  const reading = (amount: string, at = start): Reading =>
    readingOf(
      units.map((unit) => held(unit, amount, { paid: amount }, at)),
      {
        at,
        caps: units.map((unit) => ({ unit, limit: exact('20'), remaining: exact(amount), resets: 'daily' })),
        spend: units.map((unit) => ({ unit, window: 'month', amount: exact(amount) })),
      },
    );
  it('most of them are units', () => assert.ok(units.length > 50 && !units.some((unit) => unit.startsWith('_'))));
  for (const name of members) {
    it(name, async () => {
      const query = () => Promise.resolve({ ok: true, rows: [{ amount: '5', unit: name }] } as const);
      const outcome = await fetchReading(
        fetchTarget(
          providers.postgres,
          { site: 'own', origin: originAt('postgresql://db.example:5432'), definition: { host: 'db.example', query: 'SELECT 1' } },
          'postgresql://reader:pass-word@db.example/b',
        ),
        { send: () => assert.fail(), query, now: () => start, signal: new AbortController().signal },
      );
      assert.equal(outcome.ok, unitNamed(name) !== undefined);
      const facts = factsOf(outcome.ok ? { reading: outcome.reading, checkedAt: start } : { error: outcome.error, checkedAt: start });
      assert.doesNotMatch(
        [everySurface(facts, displayAt(start)), JSON.stringify(coreTexts(facts))].join(),
        /NaN|\[native code\]|undefined,|\[object/,
      );
      // No threshold is meant for it, so it is none.
      assert.equal(accountView(facts, displayAt(start)).state, outcome.ok ? 'ok' : 'unknown');
    });
  }
  it('as units of thresholds', () => {
    for (const name of members) {
      const thresholds = thresholdsFrom({ [name]: 5 });
      assert.equal(thresholds !== null, unitNamed(name) !== undefined, name);
      if (thresholds) assert.deepEqual(Object.entries(thresholds), [[unitNamed(name), 5_000_000]]);
    }
    assert.deepEqual(
      readAccountEntries(
        JSON.parse(
          '[{"id": "a", "provider": "deepseek", "lowBalance": {"__proto__": {"USD": 5}}}, {"__proto__": {"id": "b", "provider": "deepseek"}}]',
        ),
        all,
        english,
      )
        .accounts.map(({ id, lowBalance }) => [id, Object.entries(lowBalance)])
        .filter(([, own]) => own?.length !== 0),
      [],
    );
  });
  it('as ids, providers, sites and teams', () => {
    for (const name of members) {
      for (const entry of [
        { id: name, provider: 'deepseek' },
        { id: 'a', provider: name },
        { id: 'a', provider: 'moonshot', site: name },
        { id: 'a', provider: 'xai', team: name },
        { id: 'a', provider: 'deepseek', unit: name },
        { id: 'a', provider: 'deepseek', [name]: name },
      ]) {
        const { accounts, invalid } = readAccountEntries([entry, { id: 'z', provider: 'deepseek' }], all, english);
        assert.deepEqual([accounts.length + invalid.length, accounts.at(-1)?.id], [2, 'z'], JSON.stringify(entry));
        for (const account of accounts) assert.match(account.origin, /^https:/);
      }
    }
  });
  it('as fields, headers, secrets and pointers of a description', async () => {
    const least = { url: 'https://own.example/a', secretHeaders: { a: '{apiKey}' }, amount: '/a', unit: 'USD' };
    for (const name of members) {
      for (const change of [
        { [name]: 1 },
        { headers: { [name]: 'x' } },
        { secretHeaders: { [name]: '{apiKey}' } },
        { secretHeaders: { a: `{apiKey} {${name}}` } },
        { amount: `/${name}` },
        { unit: { pointer: `/${name}` } },
        { unit: name },
        { error: `/${name}` },
        { success: { pointer: `/${name}`, equals: name } },
        { noLimit: [name] },
      ]) {
        const definition = { ...least, ...change };
        assert.equal(typeof readDefinition(definition).ok, 'boolean');
        const target = fetchTarget(providers.custom, { site: 'own', origin: originAt('https://own.example'), definition }, markedKey);
        const sent: string[] = [];
        const outcome = await fetchReading(target, {
          send: ({ headers }) => {
            sent.push(...Object.values(headers));
            return Promise.resolve(good);
          },
          now: () => start,
          signal: new AbortController().signal,
        });
        assert.ok(outcome.ok || outcome.error.field !== 'a fault of API Balance itself', JSON.stringify(change));
        assert.ok(
          sent.every((value) => !/function|\[object/.test(value)),
          sent.join(),
        );
      }
    }
  });
  it('raise alerts, are written and read back as they were, and are kept', () => {
    const thresholds = thresholdsFrom(Object.fromEntries(units.map((unit) => [unit, 5]))) ?? {};
    const first = recordOutcome(nothingKnown, answered({ ok: true, reading: reading('20') }), planOf(), contextOf({ thresholds }));
    const { record, alerts } = recordOutcome(
      first.record,
      answered({ ok: true, reading: reading('4', start + 1) }),
      planOf({ now: start + 1 }),
      contextOf({ thresholds }),
    );
    // A cap beside a balance of the same unit is told of as well.
    assert.deepEqual([...new Set(alerts.filter(({ rule }) => rule === 'low').map(({ unit }) => unit))].sort(), [...units].sort());
    assert.deepEqual(readRecord(recordText(record), record.epoch), record);
    const store = openHistory({ folder: historyFolder(), now: () => start + 1_000 });
    recordRows(
      store,
      units.map((unit) => ({
        account: idOf(unit),
        unit,
        reading: { at: start, epoch: 0, available: exact('5'), paid: null, granted: null },
      })),
    );
    assert.deepEqual(
      latestRows(store)
        .map(({ account, unit }) => [account, unit])
        .sort(),
      units.map((unit) => [unit, unit]).sort(),
    );
    store.close();
  });
  it('no account of such a name touches another’s record', () => {
    assert.deepEqual(readRecord('{"__proto__": {"place": "p"}}', 0), nothingKnown);
    for (const text of [
      '',
      'null',
      '[]',
      '5',
      '{}',
      '{"place": 5}',
      '['.repeat(100_000),
      '{"place":"p","reading":{"at":1,"balances":[{"unit":"","available":1e999,"parts":[],"at":1}],"caps":[],"spend":[],"callsRefused":false,"problems":[]}}',
    ])
      assert.deepEqual(readRecord(text, 0), nothingKnown, text.slice(0, 40));
  });
  it('an account with any of them for a label is shown by it', () => {
    for (const label of members)
      assert.match(
        coreTexts(factsOf({ reading: readingOf([held('USD', '20')]), checkedAt: start }, accountOf({ id: idOf('a'), label }))).receipt,
        /Made|DeepSeek/,
      );
  });
});
