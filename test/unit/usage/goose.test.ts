import assert from 'node:assert/strict';
import { goose } from '../../../src/usage/goose';
import { databaseHome, readRowByRow, type DatabaseHome, type Row } from '../../support/usage/databaseHome';
import { usageFixture } from '../../support/usage/usageFixture';
import { usageOf, type ReadUsage } from '../../support/usage/usageOf';

const folder = '.local/share/goose/sessions';
const file = `${folder}/sessions.db`;
const right = { input: 1500, cacheRead: 900, cacheWrite5m: 0, cacheWrite1h: 0, output: 200, reasoning: 0 };
const costOf = ({ calls }: ReadUsage): number => calls.flatMap(({ call }) => call.costs).reduce((sum, { amount }) => sum + amount, 0);

/** @see https://github.com/aaif-goose/goose/blob/017176d06077b119ade382d3bb710e56c8c04e90/crates/goose/src/session/session_manager.rs */
const sums = `accumulated_total_tokens INTEGER, accumulated_input_tokens INTEGER, accumulated_output_tokens INTEGER`;
const sessions = (more: string): string =>
  `CREATE TABLE schema_version (version INTEGER PRIMARY KEY, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP);
   CREATE TABLE sessions (id TEXT PRIMARY KEY, name TEXT, session_type TEXT, working_dir TEXT NOT NULL, created_at TIMESTAMP, updated_at TIMESTAMP, ${sums}${more});`;
const cached =
  ', accumulated_cache_read_tokens INTEGER, accumulated_cache_write_tokens INTEGER, accumulated_cost REAL, provider_name TEXT, model_config_json TEXT';
const ledger = `CREATE TABLE usage_ledger (
  id INTEGER PRIMARY KEY AUTOINCREMENT, session_id TEXT NOT NULL, created_timestamp INTEGER NOT NULL, model TEXT, input_tokens INTEGER,
  output_tokens INTEGER, total_tokens INTEGER, cache_read_tokens INTEGER, cache_write_tokens INTEGER, cost REAL, cost_source TEXT,
  is_compaction INTEGER DEFAULT 0);`;
const of17 = `${sessions(`${cached}, parent_session_id TEXT`)} ${ledger} INSERT INTO schema_version (version) VALUES (17);`;
const session = (id: string, more: Row = {}): Row => ({
  id,
  working_dir: '/home/dev/shop',
  session_type: 'user',
  created_at: '2026-10-05 09:00:00',
  ...more,
});
const row = (session_id: string, input: number | null, output: number | null, more: Row = {}): Row => ({
  session_id,
  created_timestamp: 1791190800,
  model: 'deepseek-flash',
  input_tokens: input,
  output_tokens: output,
  ...more,
});
const store = <T>(tables: string, use: (home: DatabaseHome) => T): T =>
  databaseHome(goose, (home) => {
    home.exec(file, tables);
    return use(home);
  });

describe('usage: goose', () => {
  it('comes to the right totals of the sample', () => {
    const read = usageOf(goose, { [folder]: usageFixture('goose') });
    assert.deepEqual(read.counted, { calls: 3, unmeasured: 0, tokens: right });
    assert.equal(costOf(read), 9000);
    assert.deepEqual(
      read.calls.map(({ call }) => [call.at, call.isSubAgent, call.costs[0]?.source, call.provider?.name]),
      [
        [1791190800000, false, 'provider', 'openrouter'],
        [1791191100000, true, 'provider', 'openrouter'],
        [1791191400000, false, 'tool', 'openrouter'],
      ],
    );
  });
  it('is read of the folders of every system', () => {
    for (const place of ['AppData/Roaming/Block/goose/data/sessions', 'Library/Application Support/Block/goose/sessions'])
      assert.equal(usageOf(goose, { [place]: usageFixture('goose') }).counted.calls, 3);
  });
  it('comes to the same in however many looks its rows are added', () => {
    // A ledger is added to at its end alone.
    for (const { counted } of readRowByRow(goose, file, usageFixture('goose', 'sessions.db')).slice(0, -1))
      assert.deepEqual(counted, { calls: 3, unmeasured: 0, tokens: right });
  });

  it('trap: sums of sessions say again what is in the ledger', () =>
    store(of17, ({ insert, scan }) => {
      insert(file, 'sessions', session('g1', { accumulated_input_tokens: 100, accumulated_output_tokens: 10, accumulated_cost: 0.5 }));
      insert(file, 'usage_ledger', row('g1', 100, 10));
      const read = scan();
      assert.deepEqual([read.calls.length, read.counted.tokens.input, costOf(read)], [1, 100, 0]);
    }));
  it('trap: input has in it what was read from a cache and written to one', () =>
    store(of17, ({ insert, scan }) => {
      insert(file, 'sessions', session('g1'));
      insert(file, 'usage_ledger', row('g1', 1000, 10, { cache_read_tokens: 700, cache_write_tokens: 100 }));
      assert.deepEqual(scan().counted.tokens, { input: 200, cacheRead: 700, cacheWrite5m: 100, cacheWrite1h: 0, output: 10, reasoning: 0 });
    }));
  it('trap: what a session came to before there was a ledger is a row of it later on', () =>
    store(of17, ({ insert, scan }) => {
      insert(file, 'sessions', session('g1', { created_at: '2026-08-01 09:00:00' }));
      const carried = row('g1', 5000, 500, { model: null, cost: 0.25, cost_source: 'carried_forward', created_timestamp: 1791190000 });
      insert(file, 'usage_ledger', carried, row('g1', 100, 10, { cost: 0.001, cost_source: 'provider_reported' }));
      for (const read of [scan(), scan()]) {
        assert.deepEqual(read.counted, {
          calls: 1,
          unmeasured: 0,
          tokens: { input: 5100, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, output: 510, reasoning: 0 },
        });
        assert.deepEqual(
          read.calls.map(({ call }) => [call.kind, call.since, call.at, call.costs[0]?.amount, call.costs[0]?.source]),
          [
            ['sum', Date.UTC(2026, 7, 1, 9), 1791190000000, 250_000, 'tool'],
            ['call', undefined, 1791190800000, 1000, 'provider'],
          ],
        );
      }
    }));
  it('knows sums alone of versions before the ledger, which are not counted again when it has come', () =>
    store(
      `${sessions(', provider_name TEXT, model_config_json TEXT')} INSERT INTO schema_version (version) VALUES (12);`,
      ({ insert, exec, scan }) => {
        const began = { provider_name: 'deepseek', model_config_json: '{"model_name": "deepseek-chat"}' };
        insert(file, 'sessions', session('g1', { accumulated_input_tokens: 1000, accumulated_output_tokens: 100, ...began }));
        const [first] = scan().calls;
        assert.deepEqual([first?.call.kind, first?.call.mayHoldCache, first?.call.model], ['sum', true, 'deepseek-chat']);
        exec(file, 'UPDATE sessions SET accumulated_input_tokens = 1500, accumulated_output_tokens = 120');
        assert.deepEqual([scan().counted.calls, scan().counted.tokens.input, scan().counted.tokens.output], [0, 1500, 120]);
        exec(file, `${ledger} INSERT INTO schema_version (version) VALUES (15);`);
        insert(file, 'usage_ledger', row('g1', 1500, 120, { model: null, cost_source: 'carried_forward' }), row('g1', 7, 3));
        assert.deepEqual([scan().counted.calls, scan().counted.tokens.input, scan().counted.tokens.output], [1, 1507, 123]);
      },
    ));
  it('knows the sum of a session that never went on since there is a ledger, and counts it once when it does', () =>
    store(of17, ({ insert, exec, scan }) => {
      const sums = { accumulated_input_tokens: 1000, accumulated_cache_read_tokens: 600, accumulated_output_tokens: 100 };
      insert(
        file,
        'sessions',
        session('g1', { ...sums, accumulated_cost: 0.25, provider_name: 'deepseek', updated_at: '2026-10-05 09:30:00' }),
      );
      insert(file, 'sessions', session('g2', { provider_name: 'deepseek' }));
      insert(file, 'usage_ledger', row('g2', 30, 2));
      const before = scan();
      assert.deepEqual([before.counted.calls, before.counted.tokens.input, before.counted.tokens.output], [1, 430, 102]);
      assert.equal(costOf(before), 250_000);
      exec(file, "UPDATE sessions SET accumulated_input_tokens = 1007, accumulated_output_tokens = 103 WHERE id = 'g1'");
      const carried = row('g1', 1000, 100, { cache_read_tokens: 600, model: null, cost: 0.25, cost_source: 'carried_forward' });
      insert(file, 'usage_ledger', { ...carried, created_timestamp: 1791200000 }, row('g1', 7, 3));
      for (const { counted, calls } of [scan(), scan()]) {
        assert.deepEqual([counted.calls, counted.tokens.input, counted.tokens.cacheRead, counted.tokens.output], [2, 437, 600, 105]);
        assert.equal(calls.find(({ call }) => call.kind === 'sum')?.call.at, Date.UTC(2026, 9, 5, 9, 30));
      }
    }));
  it('counts the whole of a sum that grew before it was carried forward, by a version without a ledger', () =>
    store(of17, ({ insert, scan, exec }) => {
      const known = { provider_name: 'deepseek', updated_at: '2026-10-05 09:30:00' };
      insert(file, 'sessions', session('g1', { accumulated_input_tokens: 1000, accumulated_output_tokens: 100, ...known }));
      scan();
      exec(file, 'UPDATE sessions SET accumulated_input_tokens = 1507, accumulated_output_tokens = 123');
      const carried = row('g1', 1500, 120, { model: null, cost_source: 'carried_forward', created_timestamp: 1791200000 });
      insert(file, 'usage_ledger', carried, row('g1', 7, 3));
      assert.deepEqual([scan().counted.calls, scan().counted.tokens.input, scan().counted.tokens.output], [1, 1507, 123]);
    }));
  it('trap: a session that was imported has the sums of another one', () =>
    store(of17, ({ insert, scan }) => {
      insert(file, 'sessions', session('g1', { accumulated_input_tokens: 1000, accumulated_output_tokens: 100 }));
      assert.deepEqual(scan().calls, []);
    }));
  it('counts a row without numbers as a call without usage', () =>
    store(of17, ({ insert, scan }) => {
      insert(file, 'sessions', session('g1'));
      insert(file, 'usage_ledger', row('g1', null, null), row('g1', 0, 0), row('g1', 10, null));
      assert.deepEqual([scan().counted.calls, scan().counted.unmeasured], [0, 3]);
    }));
  it('takes rows of a store that was made anew for others, though their numbers are the same', () =>
    store(of17, ({ insert, exec, scan }) => {
      insert(file, 'sessions', session('20261005_1'));
      insert(file, 'usage_ledger', { id: 2, ...row('20261005_1', 100, 10) });
      scan();
      exec(
        file,
        "DELETE FROM usage_ledger; DELETE FROM sqlite_sequence; INSERT INTO sessions (id, working_dir) VALUES ('20261006_1', '/x')",
      );
      insert(file, 'usage_ledger', { id: 1, ...row('20261006_1', 50, 5) });
      assert.deepEqual([scan().counted.calls, scan().counted.tokens.input], [2, 150]);
    }));
  it('passes over a store of a version that it does not know, and reads nothing of an empty one', () => {
    store(of17.replace('(17)', '(18)'), ({ scan }) => assert.deepEqual(scan().report.skipped, [{ file: 'sessions.db', reason: 'tooNew' }]));
    store('PRAGMA user_version = 1', ({ scan }) => assert.deepEqual([scan().report.skipped, scan().calls], [[], []]));
  });
});
