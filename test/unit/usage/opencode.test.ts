import assert from 'node:assert/strict';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { objectOf } from '../../../src/core/text/objectOf';
import { parsed } from '../../../src/core/text/parsed';
import { kilo } from '../../../src/usage/kilo';
import { opencode } from '../../../src/usage/opencode';
import { changingHome, readOnce } from '../../support/usage/changingHome';
import { databaseHome, readRowByRow, type DatabaseHome, type Row } from '../../support/usage/databaseHome';
import { usageFixture } from '../../support/usage/usageFixture';
import { usageOf, type ReadUsage } from '../../support/usage/usageOf';

const folder = '.local/share/opencode';
const sample = { [folder]: usageFixture('opencode') };
const costOf = ({ calls }: ReadUsage): number => calls.flatMap(({ call }) => call.costs).reduce((sum, { amount }) => sum + amount, 0);
const right = { input: 3260, cacheRead: 5970, cacheWrite5m: 700, cacheWrite1h: 0, output: 540, reasoning: 70 };
const at = 1791190800000;

/** @see https://github.com/anomalyco/opencode/blob/02ce4a330f33fee005fb5a18c0e3ec6e1143caee/packages/core/src/session/sql.ts */
const firstTables = `
  CREATE TABLE session (id TEXT PRIMARY KEY, parent_id TEXT, directory TEXT NOT NULL, title TEXT, cost REAL DEFAULT 0, time_created INTEGER, time_updated INTEGER);
  CREATE TABLE message (id TEXT PRIMARY KEY, session_id TEXT NOT NULL, time_created INTEGER, time_updated INTEGER, data TEXT NOT NULL);
  CREATE TABLE part (id TEXT PRIMARY KEY, message_id TEXT NOT NULL, session_id TEXT, time_created INTEGER, time_updated INTEGER, data TEXT NOT NULL);`;
/** @see https://github.com/anomalyco/opencode/blob/008d57153952804fea8d6eef1cf3baf4402248cb/packages/core/src/session/projector.ts */
const secondTables = `
  CREATE TABLE session_v2 (id TEXT PRIMARY KEY, parent_id TEXT, fork_session_id TEXT, fork_boundary TEXT, directory TEXT, title TEXT, time_created INTEGER, time_updated INTEGER);
  CREATE TABLE session_message (id TEXT PRIMARY KEY, session_id TEXT, type TEXT NOT NULL, seq INTEGER NOT NULL, time_created INTEGER, time_updated INTEGER, data TEXT NOT NULL);`;

const used = (input: number, output: number, reasoning = 0, extra = {}): object => ({
  input,
  output,
  reasoning,
  cache: { read: 0, write: 0 },
  ...extra,
});
const nothingUsed = used(0, 0);
const session = (id: string, created = at, parent: string | null = null): Row => ({
  id,
  parent_id: parent,
  directory: '/home/dev/shop',
  time_created: created,
});
const answer = (id: string, of: string, created: number, told: object): Row & { readonly data: string } => ({
  id,
  session_id: of,
  time_created: created,
  time_updated: created,
  data: JSON.stringify({
    role: 'assistant',
    providerID: 'deepseek',
    modelID: 'deepseek-flash',
    time: { created, completed: created + 500 },
    cost: 0.001,
    ...told,
  }),
});
const step = (id: string, of: string, seq: number, created: number, told: object, type = 'assistant'): Row => ({
  id,
  session_id: of,
  type,
  seq,
  time_created: created,
  time_updated: created,
  data: JSON.stringify({
    agent: 'build',
    model: { id: 'deepseek-flash', providerID: 'deepseek' },
    time: { created, completed: created + 500 },
    cost: 0.001,
    ...told,
  }),
});
const fork = (id: string, of: string, created: number, boundary: unknown): Row => ({
  id,
  fork_session_id: of,
  fork_boundary: typeof boundary === 'number' ? boundary : JSON.stringify(boundary),
  directory: '/home/dev/shop',
  time_created: created,
});
const main = `${folder}/opencode.db`;
const first = <T>(use: (home: DatabaseHome) => T): T =>
  databaseHome(opencode, (home) => {
    home.exec(main, firstTables);
    return use(home);
  });
const second = <T>(use: (home: DatabaseHome) => T): T =>
  databaseHome(opencode, (home) => {
    home.exec(main, secondTables);
    return use(home);
  });

describe('usage: OpenCode', () => {
  it('comes to the right totals of the sample', () => {
    const read = usageOf(opencode, sample);
    assert.deepEqual(read.counted, { calls: 9, unmeasured: 0, tokens: right });
    assert.equal(costOf(read), 6700);
    assert.deepEqual(read.report.skipped, []);
    assert.equal(read.report.filesRead, 4);
    assert.equal(read.calls.filter(({ call }) => call.isSubAgent).length, 1);
    assert.ok(read.calls.every(({ call }) => call.provider?.evidence === 'logged' && call.project === 'shop'));
    const models = read.calls.map(({ call }) => call.model).sort();
    assert.deepEqual(models, ['anthropic/claude-sonnet-4.5', 'deepseek-chat', ...Array<string>(6).fill('deepseek-flash'), 'gpt-5.4']);
  });
  for (const [name, totals] of [
    ['opencode.db', { input: 1800, cacheRead: 5500, cacheWrite5m: 700, cacheWrite1h: 0, output: 390, reasoning: 70 }],
    ['opencode-next.db', { input: 460, cacheRead: 470, cacheWrite5m: 0, cacheWrite1h: 0, output: 100, reasoning: 0 }],
  ] as const)
    it(`comes to the same in however many looks its rows are added: ${name}`, () => {
      for (const { counted } of readRowByRow(opencode, `${folder}/${name}`, usageFixture('opencode', name))) {
        assert.deepEqual(counted.tokens, totals);
        assert.deepEqual([counted.calls, counted.unmeasured], [4, 0]);
      }
    });
  it('does not read a second time what has not changed, and counts nothing twice', () => {
    databaseHome(
      opencode,
      ({ scan, exec }) => {
        scan();
        assert.deepEqual(scan().counted.tokens, right);
        // Another row alone, and the same rows again.
        exec(main, 'UPDATE message SET time_updated = time_updated + 1; CREATE TABLE other (a)');
        assert.deepEqual(scan().counted, { calls: 9, unmeasured: 0, tokens: right });
      },
      sample,
    );
  });

  it('trap: a session has the sums of its messages, and a message has parts that say the same again', () =>
    first(({ insert, scan }) => {
      insert(main, 'session', { ...session('s1'), cost: 0.5 });
      insert(main, 'message', answer('m1', 's1', at + 1, { tokens: used(100, 10) }));
      const data = JSON.stringify({ type: 'step-finish', cost: 0.001, tokens: used(100, 10) });
      insert(main, 'part', { id: 'p1', message_id: 'm1', session_id: 's1', data });
      const read = scan();
      assert.equal(read.counted.tokens.input, 100);
      assert.equal(costOf(read), 1000);
    }));
  it('trap: reasoning is beside the output, but for versions whose total shows that it is inside', () =>
    first(({ insert, scan }) => {
      insert(main, 'session', session('s1'));
      insert(main, 'message', answer('m1', 's1', at + 1, { tokens: used(100, 10, 30) }));
      insert(main, 'message', answer('m2', 's1', at + 2, { tokens: used(100, 10, 30, { total: 140 }) }));
      insert(main, 'message', answer('m3', 's1', at + 3, { tokens: used(100, 40, 30, { total: 140 }) }));
      assert.deepEqual(
        scan().calls.map(({ call }) => call.tokens?.output),
        [40, 40, 40],
      );
    }));
  it('trap: a cost of 0 is a plan, and no cost', () =>
    first(({ insert, scan }) => {
      insert(main, 'session', session('s1'));
      insert(main, 'message', answer('m1', 's1', at + 1, { tokens: used(100, 10), cost: 0 }));
      assert.deepEqual(scan().calls[0]?.call.costs, []);
    }));
  it('trap: a fork of the second generation has the rows of its session with new ids, as far as its boundary', () => {
    for (const boundary of [2, { type: 'through', messageID: 'msg_a2' }, { type: 'before', messageID: 'msg_a3' }])
      second(({ insert, scan }) => {
        insert(main, 'session_v2', session('s1'), fork('s2', 's1', at + 100, boundary));
        for (const seq of [1, 2, 3]) insert(main, 'session_message', step(`msg_a${seq}`, 's1', seq, at + seq, { tokens: used(100, seq) }));
        for (const seq of [1, 2]) insert(main, 'session_message', step(`msg_e_${seq}`, 's2', seq, at + seq, { tokens: used(100, seq) }));
        insert(main, 'session_message', step('msg_b3', 's2', 3, at + 200, { tokens: used(100, 7) }));
        assert.deepEqual([scan().counted.calls, scan().counted.tokens.output], [4, 1 + 2 + 3 + 7]);
      });
  });
  it('trap: a fork of the first generation has copies with new ids, and nothing that says so but their times', () =>
    first(({ insert, scan }) => {
      insert(main, 'session', session('s1'), session('s2', at + 1000), session('s3', at + 2000));
      insert(main, 'message', answer('m1', 's1', at + 1, { tokens: used(100, 10) }), answer('m2', 's1', at + 2, { tokens: used(100, 20) }));
      // Kilo sets the cost of a copy to 0.
      insert(
        main,
        'message',
        answer('n1', 's2', at + 1, { tokens: used(100, 10) }),
        answer('n2', 's2', at + 2, { tokens: used(100, 20), cost: 0 }),
      );
      insert(main, 'message', answer('n3', 's2', at + 1500, { tokens: used(100, 30) }));
      insert(
        main,
        'message',
        answer('o1', 's3', at + 1, { tokens: used(100, 10) }),
        answer('o3', 's3', at + 1500, { tokens: used(100, 30) }),
      );
      const read = scan();
      assert.deepEqual([read.counted.calls, read.counted.tokens.output, costOf(read)], [3, 60, 3000]);
    }));
  it('counts what a fork copied once, where the session that it was made of is gone', () =>
    first(({ insert, exec, scan }) => {
      insert(main, 'session', session('s2', at + 1000), session('s3', at + 2000));
      for (const id of ['s2', 's3']) insert(main, 'message', answer(`m-${id}`, id, at + 1, { tokens: used(100, 10) }));
      assert.equal(scan().counted.calls, 1);
      insert(main, 'session', session('s1'));
      insert(main, 'message', answer('m1', 's1', at + 1, { tokens: used(100, 10) }));
      assert.equal(scan().counted.calls, 1);
      exec(main, 'DELETE FROM message');
      assert.equal(scan().counted.calls, 1, 'what was paid stays paid');
    }));
  it('trap: the files of the time before the database stay, and forks have copies among them', () => {
    const message = (id: string, of: string): object => ({
      id,
      sessionID: of,
      role: 'assistant',
      providerID: 'deepseek',
      modelID: 'deepseek-chat',
      time: { created: at, completed: at + 900 },
      cost: 0.002,
      tokens: used(10, 5),
      path: { cwd: '/home/dev/shop', root: '/home/dev/shop' },
    });
    const read = readOnce(opencode, {
      [`${folder}/storage/message/ses_1/msg_1.json`]: message('msg_1', 'ses_1'),
      [`${folder}/storage/message/ses_2/msg_9.json`]: message('msg_9', 'ses_2'),
      [`${folder}/storage/part/msg_1/prt_1.json`]: { type: 'step-finish', tokens: used(10, 5) },
    });
    assert.deepEqual([read.counted.calls, costOf(read), read.report.filesRead], [1, 2000, 2]);
  });
  it('counts a message of the time before the database once beside its row, and one that was never taken over as well', () =>
    first(({ home, insert, scan }) => {
      const told = { tokens: used(10, 5) };
      insert(main, 'session', session('s1'));
      insert(main, 'message', answer('msg_1', 's1', at, told));
      for (const [id, created] of [
        ['msg_1', at],
        ['msg_2', at + 1000],
      ] as const) {
        const { data } = answer(id, 's1', created, told);
        const path = join(home, folder, 'storage/message/s1');
        mkdirSync(path, { recursive: true });
        writeFileSync(join(path, `${id}.json`), JSON.stringify({ id, sessionID: 's1', ...objectOf(parsed(data)) }));
      }
      assert.equal(scan().counted.calls, 2);
    }));
  it('trap: a message of that time is written again until it is completed, and one that was killed never is', () => {
    const path = `${folder}/storage/message/ses_1/msg_1.json`;
    const message = (told: object, completed?: number): object => {
      const of = { id: 'msg_1', sessionID: 'ses_1', role: 'assistant', providerID: 'deepseek', modelID: 'deepseek-chat' };
      return { ...of, time: { created: at, completed }, cost: 0, ...told };
    };
    changingHome(opencode, ({ write, scan }) => {
      const looks: readonly (readonly [object, readonly number[]])[] = [
        [message({ tokens: nothingUsed }), [0, 1, 0]],
        [message({ tokens: used(10, 5) }), [1, 0, 10]],
        [message({ tokens: used(12, 6) }), [1, 0, 12]],
        [message({ tokens: used(12, 6) }, at + 900), [1, 0, 12]],
      ];
      for (const [written, [calls, unmeasured, input]] of looks) {
        write(path, written);
        const { counted } = scan();
        assert.deepEqual([counted.calls, counted.unmeasured, counted.tokens.input], [calls, unmeasured, input]);
      }
    });
  });
  it('counts a message of that time that was killed once, in however many forks and tables it stands, and as it was completed', () => {
    const of = (id: string, ses: string, more: object = {}): readonly [string, object] => {
      const { data } = answer(id, ses, at, { tokens: used(10, 5), time: { created: at }, ...more });
      return [`${folder}/storage/message/${ses}/${id}.json`, { id, sessionID: ses, ...objectOf(parsed(data)) }];
    };
    const killed = Object.fromEntries([of('msg_1', 'ses_1'), of('msg_8', 'ses_2'), of('msg_9', 'ses_3')]);
    assert.deepEqual(readOnce(opencode, killed).counted.calls, 1);
    // One of them was forked before it was completed.
    const done = of('msg_1', 'ses_1', { tokens: used(30, 7), time: { created: at, completed: at + 900 } });
    const { counted } = readOnce(opencode, { ...killed, ...Object.fromEntries([done]) });
    assert.deepEqual([counted.calls, counted.tokens.input], [1, 30]);
    first(({ home, insert, scan }) => {
      for (const [path, content] of Object.entries(killed)) {
        mkdirSync(dirname(join(home, path)), { recursive: true });
        writeFileSync(join(home, path), JSON.stringify(content));
      }
      insert(main, 'session', session('ses_1'), session('ses_2', at + 1000));
      for (const [id, ses] of [
        ['msg_1', 'ses_1'],
        ['msg_8', 'ses_2'],
      ] as const)
        insert(main, 'message', answer(id, ses, at, { tokens: used(10, 5), time: { created: at } }));
      assert.equal(scan().counted.calls, 1);
    });
  });
  /** @see https://github.com/anomalyco/opencode `MIGRATIONS` of storage/storage.ts, `fromV1` of session/message-v2.ts */
  it('trap: each project had a folder of its own once, of which all was copied later, and its oldest messages another form', () => {
    const about = { providerID: 'deepseek', modelID: 'deepseek-chat', path: { cwd: '/home/dev/shop', root: '/' }, cost: 0.01 };
    const time = { created: at, completed: at + 900 };
    const of = (id: string): object => ({ id, role: 'assistant' });
    const flat = { ...of('msg_1'), sessionID: 'ses_1', time, ...about, tokens: used(10, 5) };
    const assistant = { ...about, tokens: used(20, 5), system: [] };
    const oldest = { ...of('msg_2'), parts: [], metadata: { time, sessionID: 'ses_1', tool: {}, assistant } };
    const read = readOnce(opencode, {
      [`${folder}/project/home-dev-shop/storage/session/message/ses_1/msg_1.json`]: flat,
      [`${folder}/storage/message/ses_1/msg_1.json`]: flat,
      [`${folder}/project/home-dev-shop/storage/session/message/ses_1/msg_2.json`]: oldest,
      [`${folder}/project/home-dev-shop/storage/session/info/ses_1.json`]: { id: 'ses_1', time },
    });
    assert.deepEqual([read.counted.calls, read.counted.tokens.input, costOf(read)], [2, 30, 20_000]);
    assert.ok(read.calls.every(({ call }) => call.provider?.name === 'deepseek' && call.project === 'shop'));
  });
  it('looks beside a database that a variable names', () => {
    const variable = (name: string): string | undefined => (name === 'OPENCODE_DB' ? '/srv/shared/opencode.db' : undefined);
    assert.ok(opencode.places({ home: '/home/dev', variable, isConfined: false }).includes('/srv/shared'));
  });
  it('trap: a message stands there before its answer has come, and is changed when it has', () =>
    first(({ insert, exec, scan }) => {
      insert(main, 'session', session('s1'));
      const begun = answer('m1', 's1', at + 1, { tokens: nothingUsed, cost: 0, time: { created: at + 1 } });
      insert(main, 'message', begun, answer('m2', 's1', at + 2, { tokens: used(1, 1) }));
      assert.deepEqual([scan().counted.calls, scan().counted.unmeasured], [1, 1]);
      const { data } = answer('m1', 's1', at + 1, { tokens: used(100, 10) });
      exec(main, `UPDATE message SET data = '${data}', time_updated = ${at + 60} WHERE id = 'm1'`);
      assert.deepEqual([scan().counted.calls, scan().counted.unmeasured, scan().counted.tokens.input], [2, 0, 101]);
    }));
  it('trap: what compacts a session is a call of its own, also where it failed', () =>
    second(({ insert, scan }) => {
      insert(main, 'session_v2', session('s1'));
      insert(main, 'session_message', step('c1', 's1', 1, at + 1, { status: 'completed', tokens: used(500, 50) }, 'compaction'));
      insert(main, 'session_message', step('c2', 's1', 2, at + 2, { status: 'failed', tokens: used(400, 0) }, 'compaction'));
      insert(main, 'session_message', step('u1', 's1', 3, at + 3, { text: 'x' }, 'user'));
      assert.deepEqual([scan().counted.calls, scan().counted.tokens.input], [2, 900]);
    }));
  it('counts an answer that was cut off as a call without usage, and a refused request as none', () =>
    first(({ insert, scan }) => {
      insert(main, 'session', session('s1'));
      insert(main, 'message', answer('m1', 's1', at + 1, { tokens: nothingUsed, error: { name: 'MessageAbortedError', data: {} } }));
      insert(main, 'message', answer('m2', 's1', at + 2, { tokens: nothingUsed, error: { name: 'APIError', data: { statusCode: 429 } } }));
      insert(main, 'message', answer('m3', 's1', at + 3, { tokens: nothingUsed, error: { name: 'ProviderAuthError', data: {} } }));
      assert.deepEqual([scan().counted.calls, scan().counted.unmeasured], [0, 1]);
    }));
  it('counts one message once that both generations of tables have', () =>
    first(({ exec, insert, scan }) => {
      exec(main, secondTables);
      insert(main, 'session', session('s1'), session('s2'));
      insert(main, 'message', answer('m1', 's1', at + 1, { tokens: used(100, 10) }));
      insert(main, 'session_message', step('m1', 's1', 1, at + 1, { tokens: used(100, 10) }));
      insert(
        main,
        'session_message',
        step('x1', 's1', 2, at + 1, { tokens: used(100, 10) }),
        step('y1', 's2', 1, at + 5, { tokens: used(7, 7) }),
      );
      assert.deepEqual([scan().counted.calls, scan().counted.tokens.input], [2, 107]);
    }));
  it('reads all anew where another file took the place of the one it knew', () =>
    first(({ home, exec, insert, scan }) => {
      insert(main, 'session', session('s1'));
      insert(
        main,
        'message',
        answer('m1', 's1', at + 1e6, { tokens: used(100, 10) }),
        answer('m2', 's1', at + 2e6, { tokens: used(1, 1) }),
      );
      assert.equal(scan().counted.calls, 2);
      exec('other.db', firstTables);
      insert('other.db', 'session', session('s1'));
      insert('other.db', 'message', answer('m0', 's1', at + 1, { tokens: used(5, 5) }));
      renameSync(join(home, 'other.db'), join(home, main));
      assert.equal(scan().counted.calls, 3);
    }));
  it('passes over rows that are no JSON, hold too much or nothing, and reads the rest', () =>
    first(({ insert, exec, scan }) => {
      insert(main, 'session', session('s1'));
      insert(main, 'message', answer('m1', 's1', at + 1, { tokens: used(100, 10) }));
      insert(main, 'message', { id: 'm2', session_id: 's1', data: '{"role": "assistant", "tokens": {' });
      insert(main, 'message', { id: 'm6', session_id: 's1', time_created: at, data: '{"role": "assistant", "tokens": {' });
      insert(main, 'message', { id: 'm7', session_id: 's1', time_created: at, data: '{"role": "user", "time": {' });
      insert(main, 'message', { id: 'm8', session_id: 's1', time_created: at, data: JSON.stringify({ tokens: used(1, 1) }) });
      insert(main, 'message', {
        id: 'm3',
        session_id: 's1',
        data: JSON.stringify({ role: 'assistant', time: { created: at }, tokens: used(1e12, -5) }),
      });
      insert(main, 'message', { id: 'm4', session_id: 's1', time_updated: 2n ** 62n, data: '[1, 2]' });
      exec(main, `INSERT INTO message VALUES ('m5', 's1', 1, 1, '{"role": "assistant", "x": "' || hex(zeroblob(20000000)) || '"}')`);
      assert.deepEqual([scan().counted.calls, scan().counted.unmeasured], [2, 3]);
      // Of two nobody can tell when they were.
      assert.deepEqual(scan().report.skipped, [{ file: 'opencode.db', reason: 'wrongTime' }]);
    }));
  it('passes over a database with other tables, and reads nothing of one that has none yet', () => {
    for (const tables of ['CREATE TABLE session_v3 (id TEXT)', 'CREATE TABLE message (id TEXT, session TEXT, body TEXT)'])
      databaseHome(opencode, ({ exec, scan }) => {
        exec(main, tables);
        assert.deepEqual(scan().report.skipped, [{ file: 'opencode.db', reason: 'tooNew' }]);
      });
    databaseHome(opencode, ({ exec, scan }) => {
      exec(main, 'PRAGMA user_version = 1');
      assert.deepEqual(scan().report, {
        tool: 'opencode',
        filesRead: 1,
        skipped: [],
        newest: scan().report.newest,
        unreadUntil: 0,
        oldest: scan().report.oldest,
      });
    });
  });
  it('looks for databases of all channels, and not into the folders beside them', () =>
    databaseHome(opencode, ({ exec, scan }) => {
      for (const name of ['opencode.db', 'opencode-dev.db', 'opencode-fix-1.2.db', 'kilo.db', 'snapshot/opencode.db', 'opencode.db-backup'])
        exec(`${folder}/${name}`, firstTables);
      assert.equal(scan().report.filesRead, 3);
    }));
});

describe('usage: Kilo Code', () => {
  const file = '.local/share/kilo/kilo.db';
  it('is another tool with the same store', () => {
    assert.deepEqual(usageOf(kilo, sample).counted.calls, 0);
    const read = usageOf(kilo, { '.local/share/kilo': usageFixture('opencode') });
    assert.deepEqual(read.counted, { calls: 9, unmeasured: 0, tokens: right });
    assert.ok(read.calls.every(({ tool }) => tool === 'kilo'));
  });
  it('trap: the cost of a message has in it what its sub-agents cost', () =>
    databaseHome(kilo, ({ exec, insert, scan }) => {
      exec(file, firstTables);
      insert(file, 'session', session('s1'), session('s2', at, 's1'));
      insert(file, 'message', answer('m1', 's1', at + 1, { tokens: used(100, 10), cost: 0.03 }));
      insert(file, 'message', answer('m2', 's2', at + 2, { tokens: used(50, 5), cost: 0.01 }));
      for (const [id, cost] of [
        ['p1', 0.015],
        ['p2', 0.005],
      ] as const)
        insert(file, 'part', { id, message_id: 'm1', session_id: 's1', data: JSON.stringify({ type: 'step-finish', cost }) });
      insert(file, 'part', { id: 'p3', message_id: 'm1', session_id: 's1', data: JSON.stringify({ type: 'text', cost: 9 }) });
      assert.equal(costOf(scan()), 30_000);
    }));
});
