import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HistoryRow } from '../../src/core/history/historyRow';
import { micros } from '../../src/core/money/money';
import { openHistory } from '../../src/node/history/openHistory';
import { loadSqlite } from '../../src/node/sqlite/sqlite';
import { median } from './median';
import { idOf } from '../support/ids';

const accounts = Array.from({ length: 10 }, (_, index) => `account ${index}`);
const quarterHour = 15 * 60_000;
const day = 96 * quarterHour;
const perAccount = 175_000;
const end = Date.UTC(2026, 10, 22);
const start = end - perAccount * quarterHour;
const rounds = 20;

/** Every reading differs from the one before; amounts as they are, to the millionth, two accounts in the ten thousands. */
function rowOf(account: number, index: number): HistoryRow {
  const most = account < 8 ? 2_000_000_000 : 40_000_000_000;
  const available = micros(Math.floor(most - ((index * 1_234_567 + account * 7919) % (most * 0.9))));
  const parts = account % 2 === 0 ? { paid: available, granted: micros(0) } : { paid: null, granted: null };
  return {
    account: idOf(accounts[account] ?? ''),
    unit: 'USD',
    reading: { at: start + index * quarterHour + account * 3000, epoch: 0, available, ...parts },
  };
}

/** In the order in which a window would have written them, since that decides how full the pages are. */
function fill(folder: string): void {
  const store = openHistory({ folder, now: () => end });
  const atOnce = 5000;
  for (let index = 0; index < perAccount; index += atOnce) {
    const moments = Array.from({ length: Math.min(atOnce, perAccount - index) }, (_, offset) => index + offset);
    store.importRows(moments.flatMap((moment) => accounts.map((_, account) => rowOf(account, moment))));
  }
  store.close();
}

interface Row {
  readonly name: string;
  readonly ask: () => number;
  readonly baseline: string;
  readonly ofBaseline: () => number;
  readonly allowed: number;
}

/** The two take turns, so that a machine that slows down does so for both. */
function measure({ name, ask, baseline, ofBaseline, allowed }: Row): void {
  const took: number[] = [];
  const base: number[] = [];
  let rows = 0;
  const time = (into: number[], run: () => number): void => {
    const began = performance.now();
    rows = run();
    into.push(performance.now() - began);
  };
  for (let round = 0; round < rounds; round += 1) {
    time(base, ofBaseline);
    time(took, ask);
  }
  const least = Math.min(...took).toFixed(2);
  const isKept = median(took) <= allowed;
  console.log(
    [
      name.padEnd(46),
      median(took).toFixed(2).padStart(8),
      `≤ ${allowed}`.padStart(6),
      `(${least}–${Math.max(...took).toFixed(2)})`.padStart(16),
      String(rows).padStart(6),
      median(base).toFixed(3).padStart(8),
      ` ${baseline}`,
      isKept ? '' : '  TOO SLOW',
    ].join(' '),
  );
  if (!isKept) process.exitCode = 1;
}

function main(folder: string): void {
  const sqlite = loadSqlite();
  if (!sqlite) throw new Error('This Node has no SQLite');
  const file = join(folder, 'history.sqlite');
  const empty = join(folder, 'empty.sqlite');
  new sqlite.Database(empty).close();
  const began = performance.now();
  fill(folder);
  const { size } = statSync(file);
  const count = perAccount * accounts.length;
  console.log(
    `\nHistory of ${count} readings (${accounts.length} accounts, five years, every 15 minutes), written in ${((performance.now() - began) / 1000).toFixed(0)} s`,
  );
  console.log(
    `File: ${(size / 1e6).toFixed(1)} MB, at most 40; ${(size / count).toFixed(1)} bytes a reading, where the numbers alone are 8${size > 40e6 ? '  TOO LARGE' : ''}`,
  );
  if (size > 40e6) process.exitCode = 1;

  const open = (): ReturnType<typeof openHistory> => openHistory({ folder, now: () => end });
  const store = open();
  const raw = new sqlite.Database(file, { readOnly: true });
  const one = raw.prepare('SELECT 1');
  const scan = raw.prepare('SELECT count(available) FROM reading WHERE line = 4');
  const line = { account: idOf(accounts[3] ?? ''), unit: 'USD' };
  console.log(`Median of ${rounds}, ms${' '.repeat(34)}    bar (least–most)       rows baseline`);
  const openEmpty = (): number => {
    const db = new sqlite.Database(empty);
    db.prepare('SELECT 1').get();
    db.close();
    return 1;
  };
  const openAndPaint = (): number => {
    const opened = open();
    const { length } = opened.latest();
    opened.close();
    return length;
  };
  measure({
    name: 'open, read the newest of each line, close',
    ask: openAndPaint,
    baseline: 'open an empty database, SELECT 1, close',
    ofBaseline: openEmpty,
    allowed: 5,
  });
  measure({
    name: '30 days of one account',
    ask: () => store.readings(line, end - 30 * day, end).length,
    baseline: 'SELECT 1',
    ofBaseline: () => Number(one.get() !== undefined),
    allowed: 5,
  });
  measure({
    name: 'five years of one account, series for 1200 px',
    ask: () => store.series(line, start, end, 1200).length,
    baseline: 'count the same readings in SQL',
    ofBaseline: () => Number(scan.get()?.['count(available)']),
    allowed: 50,
  });
  raw.close();
  store.close();
}

const folder = mkdtempSync(join(tmpdir(), 'api-balance-bench-history-'));
try {
  main(folder);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
