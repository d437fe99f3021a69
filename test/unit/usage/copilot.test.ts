import assert from 'node:assert/strict';
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { copilot } from '../../../src/usage/copilot';
import { readGrowing, readOnce } from '../../support/usage/changingHome';
import { databaseHome, readRowByRow, type DatabaseHome, type Row } from '../../support/usage/databaseHome';
import { usageFixture } from '../../support/usage/usageFixture';
import { usageOf } from '../../support/usage/usageOf';

const file = '.copilot/session-store.db';
const right = { input: 1500, cacheRead: 3000, cacheWrite5m: 500, cacheWrite1h: 0, output: 140, reasoning: 10 };

/** @see https://github.com/getagentseal/codeburn/blob/ed8fa3af3d58a3eb3f09f14de8f99d41bce5702c/src/providers/copilot.ts */
const tables = `
  CREATE TABLE schema_version (version INTEGER NOT NULL); INSERT INTO schema_version VALUES (8);
  CREATE TABLE sessions (id TEXT PRIMARY KEY, cwd TEXT, repository TEXT, summary TEXT, created_at TEXT DEFAULT (datetime('now')));
  CREATE TABLE assistant_usage_events (
    id INTEGER PRIMARY KEY AUTOINCREMENT, session_id TEXT NOT NULL, turn_index INTEGER, agent_id TEXT, parent_tool_call_id TEXT,
    model TEXT NOT NULL, input_tokens INTEGER, output_tokens INTEGER, cache_read_tokens INTEGER, cache_write_tokens INTEGER,
    reasoning_tokens INTEGER, total_nano_aiu INTEGER, request_multiplier REAL, initiator TEXT, created_at TEXT DEFAULT (datetime('now')));`;
const event = (more: Row): Row => ({ session_id: 'k1', model: 'gpt-6-luna', created_at: '2026-10-05T09:00:00.000Z', ...more });
const store = <T>(sql: string, use: (home: DatabaseHome) => T): T =>
  databaseHome(copilot, (home) => {
    home.exec(file, sql);
    return use(home);
  });

describe('usage: GitHub Copilot CLI', () => {
  it('comes to the right totals of the sample', () => {
    const read = usageOf(copilot, { '.copilot': usageFixture('copilot') });
    assert.deepEqual(read.counted, { calls: 2, unmeasured: 0, tokens: right });
    assert.deepEqual(
      read.calls.map(({ call }) => [call.at, call.isSubAgent, call.project, call.provider?.name, call.costs]),
      [
        [1791190800000, false, 'shop', 'github-copilot', [{ amount: 1_500_000, unit: 'credits', source: 'provider' }]],
        [1791190860000, true, 'shop', 'github-copilot', [{ amount: 500_000, unit: 'credits', source: 'provider' }]],
      ],
    );
  });
  it('comes to the same in however many looks its rows are added', () => {
    // It is added to at its end alone.
    for (const { counted } of readRowByRow(copilot, file, usageFixture('copilot', 'session-store.db')).slice(0, -1))
      assert.deepEqual(counted, { calls: 2, unmeasured: 0, tokens: right });
  });

  it('trap: input has in it what was read from a cache and written to one, and output has reasoning', () =>
    store(tables, ({ insert, scan }) => {
      const counts = { input_tokens: 1000, cache_read_tokens: 600, cache_write_tokens: 100, output_tokens: 50, reasoning_tokens: 40 };
      insert(file, 'assistant_usage_events', event(counts));
      assert.deepEqual(scan().counted.tokens, {
        input: 300,
        cacheRead: 600,
        cacheWrite5m: 100,
        cacheWrite1h: 0,
        output: 50,
        reasoning: 40,
      });
    }));
  it('trap: a time without a zone is that of Greenwich', () =>
    store(tables, ({ insert, scan }) => {
      insert(file, 'assistant_usage_events', event({ input_tokens: 1, output_tokens: 1, created_at: '2026-10-05 09:00:00.250' }));
      assert.equal(scan().calls[0]?.call.at, Date.UTC(2026, 9, 5, 9, 0, 0, 250));
    }));
  it('counts a request without numbers as a call without usage, and no credits as no cost', () =>
    store(tables, ({ insert, scan }) => {
      insert(file, 'assistant_usage_events', event({}), event({ input_tokens: 10, output_tokens: 1, total_nano_aiu: 0 }));
      const read = scan();
      assert.deepEqual([read.counted.calls, read.counted.unmeasured], [1, 1]);
      assert.ok(read.calls.every(({ call }) => call.costs.length === 0));
    }));
  it('is read of versions that had fewer columns', () =>
    store(
      `CREATE TABLE assistant_usage_events (
         id INTEGER PRIMARY KEY, session_id TEXT, model TEXT, input_tokens INTEGER, output_tokens INTEGER, created_at TEXT);`,
      ({ insert, scan }) => {
        insert(file, 'assistant_usage_events', event({ input_tokens: 10, output_tokens: 1 }));
        assert.deepEqual([scan().counted.calls, scan().counted.tokens.input, scan().calls[0]?.call.project], [1, 10, null]);
      },
    ));
  describe('of what a session tells at its end', () => {
    const log = '.copilot/session-state/k1/events.jsonl';
    const lines = (...events: readonly object[]): string => events.map((line) => `${JSON.stringify(line)}\n`).join('');
    const start = { type: 'session.start', data: { sessionId: 'k1' }, timestamp: '2026-03-05T09:00:00.000Z' };
    const end = (minute: number, input: number, outputTokens: number): object => ({
      type: 'session.shutdown',
      data: {
        modelMetrics: {
          'gpt-6-luna': { usage: { inputTokens: input, outputTokens, cacheReadTokens: 0, cacheWriteTokens: 0 } },
          'claude-5': { usage: { inputTokens: 1000, outputTokens: 50, cacheReadTokens: 600, cacheWriteTokens: 100 } },
        },
      },
      timestamp: `2026-03-05T09:${minute}:00.000Z`,
    });
    const tokens = { input: 300, cacheRead: 600, cacheWrite5m: 100, cacheWrite1h: 0, output: 50, reasoning: 0 };

    it('counts sums by how much they rose, and all of those that began anew', () => {
      const log4 = lines(start, end(10, 400, 40), end(20, 700, 70), end(30, 200, 20), end(40, 500, 50));
      const whole = { ...tokens, input: 300 + 700 + 500, output: 50 + 70 + 50 };
      for (const read of [readOnce(copilot, { [log]: log4 }), ...readGrowing(copilot, log, log4)])
        assert.deepEqual(read.counted, { calls: 0, unmeasured: 0, tokens: whole });
      assert.equal(readOnce(copilot, { [log]: log4 }).calls[0]?.call.since, Date.UTC(2026, 2, 5, 9));
    });
    it('counts what is in the table of usage once, whichever is read first', () => {
      for (const isLogFirst of [true, false])
        store(tables, ({ home, insert, scan }) => {
          const writeLog = (): void => {
            mkdirSync(join(home, dirname(log)), { recursive: true });
            writeFileSync(join(home, log), lines(start, end(10, 400, 40)));
          };
          if (isLogFirst) writeLog();
          if (isLogFirst) assert.equal(scan().counted.tokens.input, 700);
          insert(file, 'assistant_usage_events', event({ input_tokens: 400, output_tokens: 40, created_at: '2026-03-05 09:05:00' }));
          scan();
          writeLog();
          assert.deepEqual([scan().counted.calls, scan().counted.tokens.input], [1, 400]);
        });
    });
    it('counts what a session told before there was a table, when it is taken up again, whichever is read first', () => {
      const again = { ...end(10, 450, 45), timestamp: '2026-10-05T10:00:00.000Z' };
      for (const isLogFirst of [true, false])
        store(tables, ({ home, insert, scan }) => {
          const writeLog = (...events: readonly object[]): void => {
            mkdirSync(join(home, dirname(log)), { recursive: true });
            writeFileSync(join(home, log), lines(start, ...events));
          };
          if (isLogFirst) writeLog(end(10, 400, 40));
          if (isLogFirst) assert.equal(scan().counted.tokens.input, 700);
          insert(file, 'assistant_usage_events', event({ input_tokens: 50, output_tokens: 5 }));
          assert.deepEqual([scan().counted.calls, scan().counted.tokens.input], [1, isLogFirst ? 750 : 50]);
          writeLog(end(10, 400, 40), again);
          assert.deepEqual([scan().counted.calls, scan().counted.tokens.input, scan().counted.tokens.output], [1, 750, 95]);
          insert(file, 'assistant_usage_events', event({ input_tokens: 50, output_tokens: 5, created_at: '2026-10-05 11:00:00' }));
          assert.deepEqual([scan().counted.calls, scan().counted.unmeasured, scan().counted.tokens.input], [2, 0, 800]);
        });
    });
    it('takes what tells no time for what was used until the file was last changed', () =>
      databaseHome(copilot, ({ home, scan }) => {
        mkdirSync(join(home, dirname(log)), { recursive: true });
        writeFileSync(join(home, log), lines(start, { ...end(10, 400, 40), timestamp: undefined }));
        const changed = Date.UTC(2026, 2, 6);
        utimesSync(join(home, log), changed / 1000, changed / 1000);
        const read = scan();
        assert.deepEqual([read.counted.tokens.input, read.report.skipped], [700, []]);
        assert.ok(read.calls.every(({ call }) => call.since === Date.UTC(2026, 2, 5, 9) && call.at === changed));
      }));
  });
  it('reads nothing of versions that kept no usage, and passes over those it does not know', () => {
    store('CREATE TABLE sessions (id TEXT)', ({ scan }) => assert.deepEqual([scan().calls, scan().report.skipped], [[], []]));
    for (const sql of [tables.replace('(8)', '(9)'), 'CREATE TABLE assistant_usage_events (id INTEGER, tokens TEXT)'])
      store(sql, ({ scan }) => assert.deepEqual(scan().report.skipped, [{ file: 'session-store.db', reason: 'tooNew' }]));
  });
});
