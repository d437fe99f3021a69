import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { addTokens, noTokens, type Tokens } from '../../../../src/core/usage/tokens';
import type { LoggedCall } from '../../../../src/core/usage/loggedCall';
import { loadSqlite } from '../../../../src/node/sqlite/sqlite';
import { openUsage } from '../../../../src/node/usage/openUsage';
import { usageDatabase } from '../../../../src/node/usage/usageSchema';
import type { UsageStore } from '../../../../src/node/usage/usageStore';
import { withFolder } from '../../../support/usage/withFolder';
import { withUsage } from '../../../support/usage/usageOf';

const at = Date.UTC(2026, 10, 1);
const file = { identity: '', read: 0, seam: '', kept: null, skipped: null };

/** Five calls and what logs do with them: streams that grow, copies in other sessions, replays on the side. */
const report = fc
  .record({
    id: fc.integer({ min: 0, max: 4 }),
    output: fc.integer({ min: 0, max: 9 }),
    session: fc.integer({ min: 0, max: 2 }),
    isSide: fc.boolean(),
  })
  .map(({ id, output, session, isSide }): LoggedCall => ({
    key: isSide ? `${id} side` : `${id}`,
    at: at + id,
    kind: 'call',
    provider: null,
    model: 'm',
    tokens: { ...noTokens, input: 1, output },
    quality: 'reported',
    costs: [],
    project: '/home/dev/MARKEDPATH/shop',
    session: `s${session}`,
    isSubAgent: isSide,
    ...(isSide ? { copyOf: `name ${id}` } : { name: `name ${id}` }),
  }));

const rest = { quality: 'reported', costs: [], project: null, session: null, isSubAgent: false } as const;

function total(store: UsageStore): Tokens {
  return [...store.calls(0, at * 2)].reduce((sum, { call }) => addTokens(sum, call.tokens ?? noTokens), noTokens);
}

function keep(store: UsageStore, files: readonly (readonly LoggedCall[])[]): void {
  for (const [index, calls] of files.entries()) {
    store.begin();
    store.keep('tool', 1, `file ${index}`, file, calls);
    store.commit();
  }
}

describe('what is kept of logs', () => {
  it('has no name that may not be shown, and its call all the same', () => {
    withFolder({}, (folder) => {
      const usage = openUsage(folder, () => at);
      assert.ok(usage);
      const names = ['https://me:MARKED@host.example/v1', '/home/MARKED/llama.gguf', 'Say MARKED', 'sk-MARKED0123456789abcdef'];
      const calls = names.map((name, index): LoggedCall => ({
        key: `${index}`,
        at,
        kind: 'call',
        provider: { name, evidence: 'logged' },
        model: name,
        serviceTier: name,
        tokens: { ...noTokens, input: 1 },
        quality: 'reported',
        costs: [],
        project: null,
        session: null,
        isSubAgent: false,
      }));
      keep(usage.store, [calls]);
      keep(usage.store, [calls]);
      const kept = [...usage.store.calls(0, at * 2)].map(({ call }) => call);
      usage.close();
      assert.deepEqual(kept.map(({ model, provider, serviceTier }) => [model, provider?.name ?? null, serviceTier]).sort(), [
        [null, null, 'unnamed'],
        [null, null, 'unnamed'],
        ['host.example', 'host.example', 'host.example'],
        ['llama.gguf', 'llama.gguf', 'llama.gguf'],
      ]);
      assert.ok(!readFileSync(join(folder, 'usage.sqlite'), 'latin1').includes('MARKED'));
    });
  });
  it('goes on with a file of an older version, and keeps in it what only the newer one knows', () => {
    const sqlite = loadSqlite();
    assert.ok(sqlite, 'this Node has SQLite');
    withFolder({}, (folder) => {
      const db = new sqlite.Database(join(folder, 'usage.sqlite'));
      db.exec(`${usageDatabase.migrations[0] ?? ''} PRAGMA application_id = ${usageDatabase.mark}; PRAGMA user_version = 1;
        INSERT INTO call (key, tool, at, is_sum, quality, may_hold_cache, web_searches, sub_agent, rank) VALUES (7, 1, ${at}, 0, 0, 0, 2, 0, 0)`);
      db.close();
      const usage = openUsage(folder, () => at);
      assert.ok(usage);
      const call: LoggedCall = { key: 'k', at, kind: 'call', provider: null, model: null, tokens: noTokens, ...rest, webFetches: 3 };
      usage.store.keepCalls('t', [call]);
      const kept = [...usage.store.calls(0, at + 1)].map(({ call: { webSearches, webFetches } }) => [webSearches, webFetches]);
      usage.close();
      assert.deepEqual(kept.sort(), [
        [0, 3],
        [2, 0],
      ]);
    });
  });
  it('comes to the same however calls are spread over files, repeated and shuffled, and never to less with more of them', () => {
    fc.assert(
      fc.property(fc.array(report, { maxLength: 12 }), fc.array(report, { maxLength: 6 }), fc.nat(12), (calls, more, cut) => {
        const once = withUsage(({ store }) => {
          keep(store, [calls]);
          return total(store);
        });
        const spread = withUsage(({ store }) => {
          keep(store, [[...calls.slice(cut)].reverse(), calls.slice(0, cut), calls]);
          const sum = total(store);
          keep(store, [more]);
          assert.ok(total(store).output + total(store).input >= 0);
          return sum;
        });
        assert.deepEqual(spread, once);
      }),
      { numRuns: 60 },
    );
  });

  it('is never less with more logs, where none of them tells that others are copies', () => {
    fc.assert(
      fc.property(fc.array(report, { maxLength: 8 }), fc.array(report, { maxLength: 8 }), (calls, more) => {
        const own = (one: LoggedCall): LoggedCall => ({ ...one, key: one.key.replace(' side', ''), name: 'n' });
        withUsage(({ store }) => {
          keep(store, [calls.map(own)]);
          const before = total(store);
          keep(store, [calls.map(own), more.map(own)]);
          assert.ok(total(store).output >= before.output && total(store).input >= before.input);
        });
      }),
      { numRuns: 40 },
    );
  });

  const call = (key: string, host = 'api.example.com'): LoggedCall => ({
    key,
    at,
    kind: 'call',
    provider: { name: host, evidence: 'host' },
    model: `model-of-${host}`,
    tokens: noTokens,
    quality: 'reported',
    costs: [],
    project: null,
    session: null,
    isSubAgent: false,
  });

  it('is gone when its tool is forgotten, and another tool stays', () => {
    withUsage(({ store }) => {
      store.begin();
      store.keep('one', 1, 'a', file, [call('1')]);
      store.keep('two', 1, 'b', file, [call('2')]);
      store.commit();
      store.forget('one');
      assert.deepEqual(store.tools(), ['two']);
      assert.equal([...store.calls(0, at * 2)].length, 1);
    });
  });

  it('leaves no byte of hosts and models that only the forgotten tool named', () => {
    withFolder({}, (folder) => {
      const usage = openUsage(folder, () => at);
      assert.ok(usage);
      const { store } = usage;
      store.begin();
      store.keep('one', 1, 'a', file, [call('1', 'llm.inside.example'), call('2')]);
      store.keep('two', 1, 'b', file, [call('3')]);
      store.commit();
      store.forget('one');
      store.begin();
      store.keep('three', 1, 'c', file, [call('4', 'other.example')]);
      store.commit();
      const left = [...store.calls(0, at * 2)].map((one) => [one.tool, one.call.provider?.name, one.call.model].join(' '));
      assert.deepEqual(left.sort(), ['three other.example model-of-other.example', 'two api.example.com model-of-api.example.com']);
      usage.close();
      assert.ok(!readFileSync(join(folder, 'usage.sqlite')).includes('inside.example'));
    });
  });

  it('is read by one at a time, and by another when that one is gone or its clock was wrong', () => {
    withUsage(({ store }) => {
      assert.ok(store.claim('a', 1_000, 61_000));
      assert.ok(store.claim('a', 2_000, 62_000));
      assert.ok(!store.claim('b', 3_000, 63_000));
      assert.ok(store.claim('b', 62_000, 122_000));
      store.release('b');
      assert.ok(store.claim('c', 63_000, 123_000));
      // By a clock that was a day ahead: no term of now can last as long.
      assert.ok(store.claim('c', 90_000_000, 90_060_000));
      assert.ok(store.claim('d', 64_000, 124_000));
    });
  });
});
