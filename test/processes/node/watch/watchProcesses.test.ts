import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { loadSqlite, type Journal } from '../../../../src/node/sqlite/sqlite';
import { openWatch } from '../../../../src/node/watch/openWatch';
import { historyFolder, removeHistoryFolders } from '../../../support/historyFolder';
import { built } from '../../../support/built';
import { idOf } from '../../../support/ids';

const sqlite = loadSqlite();
assert.ok(sqlite, 'tests run on a Node with SQLite');
const journals: readonly Journal[] = ['WAL', 'TRUNCATE'];

interface Writer {
  readonly child: ChildProcess;
  /** The last answer it said was on disk. */
  readonly said: () => number;
  /** It has said as many. */
  readonly reached: (count: number) => Promise<unknown>;
  readonly closed: Promise<unknown>;
  /** What it complained of, where it ended by itself. */
  readonly complaint: () => string;
}

function startWriter(folder: string, writer: number, count: number, journal: Journal): Writer {
  const child = spawn(process.execPath, [built('test', 'support', 'watchWriter.js'), folder, String(writer), String(count), journal], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = 0;
  let complaint = '';
  child.stderr.on('data', (chunk) => (complaint += String(chunk)));
  const waiting: (() => boolean)[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    said = Number(line);
    while (waiting[0]?.()) waiting.shift();
  });
  const reached = (least: number): Promise<void> => new Promise((resolve) => waiting.push(() => said >= least && (resolve(), true)));
  return {
    child,
    said: () => said,
    reached: (least) => Promise.race([reached(least), once(child, 'close')]),
    closed: once(child, 'close'),
    complaint: () => complaint,
  };
}

function assertAllThere(folder: string, journal: Journal, writers: readonly Writer[]): void {
  const store = openWatch({ folder, onFailure: (error) => assert.fail(String(error)), sqlite: { ...sqlite!, journal } });
  const [records, alerts] = [store.changes(null).records, store.pendingAlerts()];
  let shared = 0;
  for (const [index, writer] of writers.entries()) {
    const written = records.get(idOf(`writer ${index}`))?.checkedAt ?? 0;
    // What is on disk and was not said yet is at most the one in the middle of which it was killed.
    assert.ok(written === writer.said() || written === writer.said() + 1, `writer ${index} said ${writer.said()}, and ${written} is there`);
    assert.deepEqual(
      alerts.filter(({ alert }) => alert.account === `writer ${index}`).map(({ alert }) => alert.at),
      Array.from({ length: written }, (_, at) => at + 1),
      'an answer and its alert land together',
    );
    shared += writer.said();
  }
  const count = records.get(idOf('shared'))?.checkedAt ?? 0;
  assert.ok(count >= shared && count <= shared + writers.length, `${shared} changes were said, and ${count} are there`);
  store.close();
  const db = new sqlite!.Database(join(folder, 'watch.sqlite'));
  assert.deepEqual(
    db
      .prepare('PRAGMA integrity_check')
      .all()
      .map((row) => row['integrity_check']),
    ['ok'],
  );
  db.close();
}

describe('windows that share what they watch', function () {
  this.timeout(60_000);
  let running: readonly Writer[] = [];
  afterEach(async () => {
    for (const { child } of running) child.kill('SIGKILL');
    await Promise.all(running.map(({ closed }) => closed));
    removeHistoryFolders();
  });

  for (const journal of journals) {
    it(`start together and lose nothing to each other, ${journal}`, async () => {
      const folder = historyFolder();
      running = Array.from({ length: 2 }, (_, writer) => startWriter(folder, writer, 10, journal));
      await Promise.all(running.map(({ closed }) => closed));
      assert.deepEqual(
        running.map(({ child, said }) => [child.exitCode, said()]),
        running.map(() => [0, 10]),
      );
      assertAllThere(folder, journal, running);
    });
    it(`are killed in the middle of writing, and what was written is there, ${journal}`, async () => {
      const folder = historyFolder();
      running = Array.from({ length: 2 }, (_, writer) => startWriter(folder, writer, 100_000, journal));
      for (const [index, { child, reached }] of running.entries()) {
        await reached(3 + index * 2);
        child.kill('SIGKILL');
      }
      await Promise.all(running.map(({ closed }) => closed));
      assert.ok(
        running.every(({ child }) => child.signalCode === 'SIGKILL'),
        `one had ended by itself: ${running.map(({ complaint }) => complaint()).join('')}`,
      );
      assertAllThere(folder, journal, running);
    });
  }
});
