import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crush } from '../../../src/usage/crush';
import { databaseHome, readRowByRow, type DatabaseHome, type Row } from '../../support/usage/databaseHome';
import { usageFixture } from '../../support/usage/usageFixture';
import { usageOf, type ReadUsage } from '../../support/usage/usageOf';

const file = 'shop/.crush/crush.db';
const sample = { '.local/share/crush': usageFixture('crush', 'share'), shop: usageFixture('crush', 'shop') };
const costOf = ({ calls }: ReadUsage): number => calls.flatMap(({ call }) => call.costs).reduce((sum, { amount }) => sum + amount, 0);

/** @see https://github.com/charmbracelet/crush/blob/37f36e93824e5c4f892e4a817f7f628e2682fe14/internal/db/migrations/20250424200609_initial.sql */
const tables = `
  CREATE TABLE sessions (id TEXT PRIMARY KEY, parent_session_id TEXT, title TEXT, message_count INTEGER NOT NULL DEFAULT 0,
    prompt_tokens INTEGER NOT NULL DEFAULT 0, completion_tokens INTEGER NOT NULL DEFAULT 0, cost REAL NOT NULL DEFAULT 0.0,
    updated_at INTEGER NOT NULL, created_at INTEGER NOT NULL);
  CREATE TABLE messages (id TEXT PRIMARY KEY, session_id TEXT NOT NULL, role TEXT NOT NULL, parts TEXT NOT NULL DEFAULT '[]', model TEXT,
    created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, finished_at INTEGER, provider TEXT);`;
const seconds = 1791190800;
const session = (id: string, cost: number, more: Row = {}): Row => ({ id, cost, created_at: seconds, updated_at: seconds + 60, ...more });
const message = (id: string, session_id: string, model: string | null, provider: string | null): Row => ({
  id,
  session_id,
  role: model === null ? 'user' : 'assistant',
  model,
  provider,
  created_at: seconds,
  updated_at: seconds,
});
const project = <T>(use: (home: DatabaseHome) => T): T =>
  databaseHome(crush, (home) => {
    mkdirSync(join(home.home, '.local/share/crush'), { recursive: true });
    const projects = [{ path: '/home/dev/shop', data_dir: '/home/dev/shop/.crush', last_accessed: '2026-10-05T09:10:00Z' }];
    writeFileSync(join(home.home, '.local/share/crush/projects.json'), JSON.stringify({ projects }));
    home.exec(file, tables);
    return use(home);
  });

describe('usage: Crush', () => {
  it('comes to the right totals of the sample', () => {
    const read = usageOf(crush, sample);
    assert.equal(costOf(read), 30_000);
    assert.deepEqual(
      read.calls.map(({ call }) => [call.kind, call.at, call.tokens, call.project, call.costs[0]?.unit]),
      [['sum', 1791191400000, null, 'shop', 'USD']],
    );
    assert.deepEqual([read.counted.calls, read.counted.unmeasured, read.report.filesRead], [0, 0, 1]);
  });
  it('finds projects by the list of every system', () => {
    const list = usageFixture('crush', 'share');
    assert.equal(costOf(usageOf(crush, { 'AppData/Local/crush': list, 'dev/shop': usageFixture('crush', 'shop') })), 30_000);
    assert.equal(costOf(usageOf(crush, { 'AppData/Local/crush': list })), 0);
    assert.deepEqual(crush.listed?.folders({ projects: [{ path: '/a', data_dir: '.crush' }, { path: '/b' }, 7, { data_dir: 'C:\\c' }] }), [
      '/a/.crush',
      'C:\\c',
    ]);
  });
  it('comes to the same in however many looks its rows are added', () => {
    const list = { '.local/share/crush': usageFixture('crush', 'share') };
    for (const read of readRowByRow(crush, file, usageFixture('crush', 'shop', '.crush', 'crush.db'), list))
      assert.equal(costOf(read), 30_000);
  });

  it('trap: what a sub-agent cost is in the session that started it', () =>
    project(({ insert, scan }) => {
      insert(
        file,
        'sessions',
        session('c1', 0.03),
        session('c2', 0.01, { parent_session_id: 'c1' }),
        session('c3', 0.01, { parent_session_id: 'c2' }),
      );
      assert.equal(costOf(scan()), 30_000);
    }));
  it('counts what sub-agents cost whose session was deleted, where it was not read before that', () =>
    project(({ insert, exec, scan }) => {
      insert(file, 'sessions', session('c2', 0.02, { parent_session_id: 'c1' }), session('c3', 0.01, { parent_session_id: 'c2' }));
      insert(file, 'messages', message('m1', 'c3', 'deepseek-flash', 'deepseek'));
      const [first] = scan().calls;
      assert.deepEqual([costOf(scan()), first?.call.model, first?.call.isSubAgent], [20_000, 'deepseek-flash', true]);
      insert(file, 'sessions', session('d1', 0.05), session('d2', 0.04, { parent_session_id: 'd1' }));
      assert.equal(costOf(scan()), 70_000);
      exec(file, "DELETE FROM sessions WHERE id = 'd1'");
      assert.equal(costOf(scan()), 70_000);
    }));
  it('trap: tokens of a session are those of its last step', () =>
    project(({ insert, scan }) => {
      insert(file, 'sessions', session('c1', 0.03, { prompt_tokens: 5000, completion_tokens: 200 }));
      assert.equal(scan().counted.tokens.input, 0);
    }));
  it('trap: times are seconds', () =>
    project(({ insert, scan }) => {
      insert(file, 'sessions', session('c1', 0.03));
      assert.equal(scan().calls[0]?.call.at, (seconds + 60) * 1000);
    }));
  it('trap: a session grows, and each look adds what came since alone, however often it is looked at', () =>
    project(({ insert, exec, scan }) => {
      insert(file, 'sessions', session('c1', 0.03));
      scan();
      exec(file, `UPDATE sessions SET cost = 0.05, updated_at = ${seconds + 3600}`);
      for (const read of [scan(), scan()]) {
        assert.deepEqual(
          read.calls.map(({ call }) => [call.at, call.costs[0]?.amount]),
          [
            [(seconds + 60) * 1000, 30_000],
            [(seconds + 3600) * 1000, 20_000],
          ],
        );
      }
      exec(file, `UPDATE sessions SET title = 'x', updated_at = ${seconds + 7200}`);
      assert.equal(costOf(scan()), 50_000);
      exec(file, 'DELETE FROM sessions');
      assert.equal(costOf(scan()), 50_000, 'what was paid stays paid');
    }));
  it('knows the model where all of a session asked one alone, and no cost of a session at a flat rate', () =>
    project(({ insert, scan }) => {
      insert(
        file,
        'sessions',
        session('c1', 0.03),
        session('c2', 0.01, { parent_session_id: 'c1' }),
        session('d1', 0.02),
        session('e1', 0),
      );
      insert(file, 'messages', message('m0', 'c1', null, null), message('m1', 'c1', 'deepseek-flash', 'deepseek'));
      insert(file, 'messages', message('m2', 'c2', 'deepseek-flash', 'deepseek'));
      insert(file, 'messages', message('m3', 'd1', 'anthropic/claude', 'openrouter'), message('m4', 'd1', 'z-ai/glm', 'openrouter'));
      assert.deepEqual(
        scan()
          .calls.map(({ call }) => [call.model, call.provider?.name, call.costs[0]?.source])
          .sort(),
        [
          ['deepseek-flash', 'deepseek', 'tool'],
          [null, 'openrouter', 'provider'],
        ].sort(),
      );
    }));
  it('passes over a database with other tables', () =>
    project(({ exec, scan }) => {
      exec(file, 'DROP TABLE sessions; CREATE TABLE sessions (id TEXT, cost_micros INTEGER)');
      assert.deepEqual(scan().report.skipped, [{ file: 'crush.db', reason: 'tooNew' }]);
    }));
});
