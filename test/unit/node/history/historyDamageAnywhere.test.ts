import assert from 'node:assert/strict';
import { closeSync, copyFileSync, existsSync, mkdirSync, openSync, readdirSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { openHistory } from '../../../../src/node/history/openHistory';
import type { OpenHistory } from '../../../../src/node/history/layeredHistory';
import { loadSqlite, type Journal } from '../../../../src/node/sqlite/sqlite';
import { historyFolder, removeHistoryFolders } from '../../../support/historyFolder';
import { day, minute, past, recordRows, rowsOf, start } from '../../../support/historyRows';
import { idOf } from '../../../support/ids';
import type { AccountUnit } from '../../../../src/core/history/historyRow';

const sqlite = loadSqlite();
assert.ok(sqlite, 'tests run on a Node with SQLite');

type Step =
  | { readonly kind: 'record'; readonly window: 0 | 1; readonly account: number }
  | { readonly kind: 'look'; readonly window: 0 | 1; readonly account: number }
  | { readonly kind: 'damage'; readonly at: number; readonly byte: number; readonly length: number };

const window = fc.constantFrom<0 | 1>(0, 1);
const account = fc.integer({ min: 0, max: 3 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('record' as const), window, account }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('look' as const), window, account }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('damage' as const),
      at: fc.double({ min: 0, max: 0.9999, noNaN: true }),
      byte: fc.integer({ min: 0, max: 255 }),
      length: fc.constantFrom(1, 1, 16, 4096),
    }),
  },
);

/** A file of a few dozen pages, with four lines in it. */
function filled(journal: Journal): string {
  const folder = historyFolder();
  const store = openHistory({ folder, now: () => start + day * 50, sqlite: { ...sqlite!, journal } });
  for (let line = 0; line < 4; line += 1)
    store.importRows(
      rowsOf(
        Array.from({ length: 800 }, (_, index) => past(start + index * minute, 5000 - index)),
        { account: idOf(`account ${line}`), unit: 'USD' },
      ),
    );
  store.close();
  return join(folder, 'history.sqlite');
}

describe('a history that is damaged at any byte, at any moment, under two windows', function () {
  this.timeout(120_000);
  after(removeHistoryFolders);

  for (const journal of ['WAL', 'TRUNCATE'] as const)
    it(`keeps each reading that a window told as written, ${journal}`, () => {
      const good = filled(journal);
      let runs = 0;
      fc.assert(
        fc.property(fc.array(step, { minLength: 4, maxLength: 14 }), (steps) => {
          runs += 1;
          const folder = join(good, '..', `run ${runs}`);
          mkdirSync(folder);
          const file = join(folder, 'history.sqlite');
          copyFileSync(good, file);
          let now = start + 60 * day;
          const open = (): OpenHistory => openHistory({ folder, now: () => now, sqlite: { ...sqlite, journal } });
          const windows = [open(), open()] as const;
          const identity = (): bigint => statSync(file, { bigint: true }).ino;
          /** Each with the file it was written into, and how much was damaged by then. */
          const told = new Map<string, { readonly file: bigint; readonly harm: number }>();
          let harm = 0;
          for (const one of steps) {
            now += minute;
            const line = one.kind === 'damage' ? null : { account: idOf(`account ${one.account}`), unit: 'USD' };
            if (one.kind === 'damage') {
              damage(file, one.at, one.byte, one.length);
              harm += 1;
            } else if (one.kind === 'look') look(windows[one.window], line!);
            else {
              const store = windows[one.window];
              recordRows(store, rowsOf([past(now, told.size)], line!));
              if (store.waiting() === 0 && store.place().kind === 'disk') told.set(`${line!.account} ${now}`, { file: identity(), harm });
            }
          }
          // Whoever looks finds the damage, and each window goes on with the file that took its place.
          const last = open();
          for (let round = 0; round < 3; round += 1)
            for (const store of [last, ...windows]) {
              for (let line = 0; line < 4; line += 1) look(store, { account: idOf(`account ${line}`), unit: 'USD' });
              store.record();
            }
          for (const [reading, { file: written, harm: before }] of told) {
            // What was changed behind everybody's back, in a file that nothing found to be damaged, no program can know.
            if (written === identity() && before < harm) continue;
            const [, name, number, at] = / ?(account) (\d) (\d+)/.exec(reading) ?? [];
            const known = last.readings({ account: idOf(`${name} ${number}`), unit: 'USD' }, Number(at), Number(at));
            assert.ok(
              known.some((one) => one.at === Number(at)),
              `${reading} is lost: ${readdirSync(folder).join(', ')}`,
            );
          }
          for (const store of [last, ...windows]) store.close();
        }),
        { numRuns: 150 },
      );
    });
});

function look(store: OpenHistory, line: AccountUnit): void {
  store.latest();
  store.lines();
  store.readings(line, 0, Infinity);
}

/** The log is where a window's last writes are, so it is as likely to be hit. */
function damage(file: string, at: number, byte: number, length: number): void {
  const log = `${file}-wal`;
  const path = byte % 2 === 1 && existsSync(log) && statSync(log).size > 0 ? log : file;
  const size = statSync(path).size;
  if (size === 0) return;
  const descriptor = openSync(path, 'r+');
  writeSync(descriptor, Buffer.alloc(Math.min(length, size), byte), 0, undefined, Math.floor(at * Math.max(1, size - length)));
  closeSync(descriptor);
}
