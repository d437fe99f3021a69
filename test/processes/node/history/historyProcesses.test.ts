import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openHistory } from '../../../../src/node/history/openHistory';
import { loadSqlite, type Journal } from '../../../../src/node/sqlite/sqlite';
import { historyFolder, removeHistoryFolders } from '../../../support/historyFolder';
import { day, start } from '../../../support/historyRows';
import { built } from '../../../support/built';
import { idOf } from '../../../support/ids';

const sqlite = loadSqlite();
assert.ok(sqlite, 'tests run on a Node with SQLite');
const journals: readonly Journal[] = ['WAL', 'TRUNCATE'];
const now = start + 300 * day;

interface Writer {
  readonly child: ChildProcess;
  /** The times it said were on disk. */
  readonly said: () => readonly number[];
  readonly closed: Promise<unknown>;
}

function startWriter(folder: string, writer: number, count: number, journal: Journal): Writer {
  const child = spawn(process.execPath, [built('test', 'support', 'historyWriter.js'), folder, String(writer), String(count), journal], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  // What follows the last line break may be cut.
  return { child, said: () => output.split('\n').slice(0, -1).map(Number), closed: once(child, 'close') };
}

function assertAllThere(folder: string, journal: Journal, writers: readonly Writer[]): void {
  const store = openHistory({ folder, now: () => now, sqlite: { ...sqlite!, journal } });
  assert.deepEqual(store.place(), { kind: 'disk', file: join(folder, 'history.sqlite'), setAside: null });
  const timesOf = (account: string): ReadonlySet<number> =>
    new Set(store.readings({ account: idOf(account), unit: 'USD' }, 0, now).map(({ at }) => at));
  const shared = timesOf('shared');
  for (const [index, writer] of writers.entries()) {
    const own = timesOf(`writer ${index}`);
    for (const at of writer.said()) assert.ok(own.has(at) && shared.has(at), `writer ${index} lost ${at}`);
  }
  store.close();
  const db = new sqlite!.Database(join(folder, 'history.sqlite'));
  assert.deepEqual(
    db
      .prepare('PRAGMA integrity_check')
      .all()
      .map((row) => row['integrity_check']),
    ['ok'],
  );
  db.close();
}

describe('many windows at once', function () {
  this.timeout(60_000);
  let running: readonly Writer[] = [];
  afterEach(async () => {
    for (const { child } of running) child.kill('SIGKILL');
    await Promise.all(running.map(({ closed }) => closed));
    removeHistoryFolders();
  });

  for (const journal of journals) {
    it(`eight that start together write all they have, ${journal}`, async () => {
      const folder = historyFolder();
      running = Array.from({ length: 8 }, (_, writer) => startWriter(folder, writer, 40, journal));
      await Promise.all(running.map(({ closed }) => closed));
      assert.deepEqual(
        running.map(({ child }) => child.exitCode),
        [0, 0, 0, 0, 0, 0, 0, 0],
      );
      // A lock may make the last ones wait; none may be stuck.
      assert.ok(running.every((writer) => writer.said().length >= 30));
      assertAllThere(folder, journal, running);
    });
    it(`killed in the middle of writing, lose nothing that was on disk, ${journal}`, async () => {
      const folder = historyFolder();
      const fallen: Writer[] = [];
      for (let round = 0; round < 2; round += 1) {
        const count = 100_000;
        running = Array.from({ length: 4 }, (_, writer) => startWriter(folder, round * 4 + writer, count, journal));
        while (running.some((writer) => writer.said().length < 5)) await delay(5);
        for (const { child } of running) {
          await delay(Math.random() * 30);
          child.kill('SIGKILL');
        }
        await Promise.all(running.map(({ closed }) => closed));
        assert.ok(
          running.every(({ child }) => child.signalCode === 'SIGKILL'),
          'none had ended by itself',
        );
        fallen.push(...running);
        assertAllThere(folder, journal, fallen);
      }
    });
  }
});
