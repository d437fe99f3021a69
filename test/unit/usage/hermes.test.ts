import assert from 'node:assert/strict';
import type { LoggedProvider } from '../../../src/core/usage/loggedCall';
import { noTokens } from '../../../src/core/usage/tokens';
import { hermes } from '../../../src/usage/hermes';
import { databaseHome, readRowByRow } from '../../support/usage/databaseHome';
import { usageFixture } from '../../support/usage/usageFixture';
import { usageOf, type ReadUsage } from '../../support/usage/usageOf';

const sample = { '.hermes': usageFixture('hermes') };
const store = '.hermes/state.db';
const tokensOfOne = { ...noTokens, input: 1480, cacheRead: 6000, cacheWrite5m: 300, output: 148, reasoning: 30 };
const costOf = ({ calls }: ReadUsage): number => calls.flatMap(({ call }) => call.costs).reduce((sum, { amount }) => sum + amount, 0);
const add = (tokens: number): string =>
  `UPDATE session_model_usage SET input_tokens = input_tokens + ${tokens}, api_call_count = api_call_count + 1, last_seen = last_seen + 60
   WHERE model = 'deepseek-flash'`;

describe('usage: Hermes Agent', () => {
  it('comes to the right totals of the sample', () => {
    const read = usageOf(hermes, sample);
    // Sums alone, so none is a call; that of a request without usage comes to nothing.
    assert.deepEqual(read.counted, { calls: 0, unmeasured: 0, tokens: { ...tokensOfOne, input: 1520, output: 152 } });
    assert.equal(costOf(read), 200 + 1_500 + 5_000);
    assert.deepEqual([read.report.filesRead, read.report.skipped], [2, []]);
    assert.deepEqual(
      read.calls.filter(({ call }) => call.isSubAgent).map(({ call }) => call.model),
      ['claude-opus-5-5'],
    );
    assert.deepEqual(new Set(read.calls.map(({ call }) => call.project)), new Set(['shop', null]));
  });

  it('names who was called by the address, and else by the name', () => {
    const providers = new Map<string | null, LoggedProvider | null>(
      usageOf(hermes, sample).calls.map(({ call }) => [call.model, call.provider]),
    );
    assert.deepEqual(providers.get('deepseek-flash'), { name: 'api.deepseek.com', evidence: 'host' });
    assert.deepEqual(providers.get('kimi-k3'), { name: 'api.moonshot.ai', evidence: 'host' });
    assert.deepEqual(providers.get('gemini-3-flash'), { name: 'gemini', evidence: 'logged' });
  });

  it('comes to the same in however many looks its rows are added', () => {
    for (const { counted } of readRowByRow(hermes, store, usageFixture('hermes', 'state.db')))
      assert.deepEqual(counted.tokens, tokensOfOne);
  });

  it('counts only what a row rose by, in as many looks as there are, and nothing of it twice', () => {
    const counts = databaseHome(
      hermes,
      ({ exec, scan }) => {
        const first = scan().counted.tokens.input;
        exec(store, add(10));
        const second = scan();
        exec(store, add(5));
        scan();
        return [first, second.counted.tokens.input, scan().counted.tokens.input, second.calls.length];
      },
      sample,
    );
    assert.deepEqual(counts, [1520, 1530, 1535, 6]);
  });

  it('does not let what one model came to in a session hide what another one did', () => {
    const added = databaseHome(
      hermes,
      ({ exec, scan }) => {
        scan();
        exec(
          store,
          `INSERT INTO session_model_usage (session_id, model, task, input_tokens, output_tokens, last_seen)
          VALUES ('s-1', 'kimi-k3', 'compression', 7, 1, 1791190900)`,
        );
        return scan().counted.tokens.input;
      },
      sample,
    );
    assert.equal(added, 1527);
  });

  it('keeps what it read of a session that was deleted', () => {
    const left = databaseHome(
      hermes,
      ({ exec, scan }) => {
        scan();
        exec(store, `DELETE FROM session_model_usage WHERE session_id = 's-1'; DELETE FROM sessions WHERE id = 's-1'`);
        return scan().counted.tokens.input;
      },
      sample,
    );
    assert.equal(left, 1520);
  });

  it('reads a table without tasks, and sessions without a folder', () => {
    const old = databaseHome(
      hermes,
      ({ exec, scan }) => {
        exec(store, 'ALTER TABLE sessions DROP COLUMN cwd');
        exec(store, 'ALTER TABLE session_model_usage RENAME TO newer');
        exec(
          store,
          `CREATE TABLE session_model_usage AS SELECT session_id, model, billing_provider, billing_base_url, billing_mode, input_tokens,
          output_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens, estimated_cost_usd, last_seen FROM newer`,
        );
        return scan();
      },
      sample,
    );
    assert.deepEqual(old.counted.tokens.input, 1520);
    assert.deepEqual(new Set(old.calls.map(({ call }) => call.project)), new Set([null]));
  });

  it('finds nothing in a store of before there was a table, and passes over one whose table it does not know', () => {
    const reports = databaseHome(
      hermes,
      ({ exec, scan }) => {
        exec(store, 'ALTER TABLE session_model_usage RENAME TO newer');
        const none = scan();
        exec(store, 'CREATE TABLE session_model_usage (session TEXT)');
        return [none.report, scan().report].map(({ skipped }) => skipped);
      },
      { '.hermes/state.db': usageFixture('hermes', 'state.db') },
    );
    assert.deepEqual(reports, [[], [{ file: 'state.db', reason: 'tooNew' }]]);
  });
});
