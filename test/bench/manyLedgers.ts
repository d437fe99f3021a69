import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { keptLedgers } from '../../src/core/ledger/keptLedgers';
import { micros } from '../../src/core/money/money';
import { openHistory } from '../../src/node/history/openHistory';
import type { HistoryStore } from '../../src/core/history/historyStore';
import { loadSqlite } from '../../src/node/sqlite/sqlite';
import { ledgersInTurns } from '../../src/vscode/accounts/ledgersInTurns';
import { coalesce } from '../../src/vscode/editor/coalesce';
import { median } from './median';
import { idOf } from '../support/ids';

const [count, days, allowedMs, allowedFirstMs] = [40, 730, 20, 100];
const accounts = Array.from({ length: count }, (_, index) => idOf(`account-${index}`));
const fiveMinutes = 300;
const perAccount = (days * 86_400) / fiveMinutes;
const now = Date.UTC(2026, 10, 22, 15, 20);
const rounds = 20;

const fill = `WITH RECURSIVE step (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM step WHERE n < ?1 - 1)
  INSERT INTO reading (line, at, available, granted, rest)
  SELECT ?2, ?3 + n * ${fiveMinutes}, ?4 - (n % ?5) * 140000 - n % 7, 0, 0 FROM step`;

/** Each reading differs from the one before. Half of the accounts are topped up once a week, the others never. */
function fillHistory(folder: string): void {
  const store = openHistory({ folder, now: () => now });
  const first = now - days * 86_400_000 - 300_000;
  store.importRows(
    accounts.map((account) => {
      const available = micros(40_000_000_000);
      return { account, unit: 'USD', reading: { at: first, epoch: 0, available, paid: available, granted: micros(0) } };
    }),
  );
  const place = store.place();
  store.close();
  const sqlite = loadSqlite();
  if (!sqlite || place.kind !== 'disk') throw new Error('This bench needs SQLite');
  const db = new sqlite.Database(place.file);
  try {
    db.exec('PRAGMA synchronous = OFF');
    withoutTriggers(db, () => {
      const insert = db.prepare(fill);
      for (const line of db.prepare('SELECT id FROM line ORDER BY id').all()) {
        const id = Number(line['id']);
        const [most, perCycle] = id % 2 === 0 ? [400_000_000, 2016] : [39_999_000_000, perAccount];
        insert.run(perAccount, id, first / 1000 + fiveMinutes, most, perCycle);
        db.prepare('UPDATE line SET seen = (SELECT max(at) FROM reading WHERE line = ?1) WHERE id = ?1').run(id);
      }
    });
  } finally {
    db.close();
  }
}

/** They count for each row what here is counted once. */
function withoutTriggers(db: DatabaseSync, work: () => void): void {
  const triggers = db.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all();
  db.exec('BEGIN');
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${String(name)}`);
  work();
  for (const { sql } of triggers) db.exec(String(sql));
  db.exec('COMMIT');
}

function took(work: () => unknown): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}

const ms = (time: number): string => `${time.toFixed(1)} ms`;

interface Figure {
  readonly name: string;
  readonly value: number;
  readonly allowed: number | null;
}

function print({ name, value, allowed }: Figure): void {
  const isKept = allowed === null || value <= allowed;
  console.log(
    `${name.padEnd(58)} ${ms(value).padStart(12)}${allowed === null ? '' : `   at most ${allowed}`}${isKept ? '' : '  TOO SLOW'}`,
  );
  if (!isKept) process.exitCode = 1;
}

/** The month that most ledgers are read from, and nothing made of it. */
function bareRead(store: HistoryStore): number {
  return took(() => accounts.map((account) => store.readings({ account, unit: 'USD' }, now - 31 * 86_400_000, now).length));
}

async function measure(store: HistoryStore, other: HistoryStore): Promise<void> {
  const bare = bareRead(store);
  let tell: () => void = () => undefined;
  const ledgers = ledgersInTurns({
    ledgers: keptLedgers(store, 'Europe/Berlin'),
    now: () => now,
    clock: () => performance.now(),
    onNews: () => tell(),
    onFault: (error) => {
      throw error;
    },
  });
  const known = (): number => [...ledgers.of(accounts).values()].filter(({ size }) => size > 0).length;
  const began = performance.now();
  print({ name: `first draw of ${count} accounts`, value: took(known), allowed: allowedFirstMs });
  const turns: number[] = [];
  let [before, draws, half] = [performance.now(), 0, NaN];
  let knownAtLast = 0;
  const drawsTook: number[] = [];
  // A draw has a turn of its own, as in the window.
  const drawing = coalesce(() => {
    draws += 1;
    drawsTook.push(took(() => (knownAtLast = known())));
    if (knownAtLast >= count / 2 && Number.isNaN(half)) half = performance.now() - began;
  });
  tell = drawing.soon;
  while (knownAtLast < count) {
    await new Promise((resolve) => setImmediate(resolve));
    turns.push(performance.now() - before);
    before = performance.now();
  }
  turns.sort((a, b) => a - b);
  print({ name: 'a turn of reading, median', value: median(turns), allowed: allowedMs });
  print({ name: 'of a hundred turns the longest but one', value: turns[Math.floor(turns.length * 0.99)] ?? NaN, allowed: allowedMs });
  // One turn in hundreds may wait for another process.
  print({ name: 'the longest turn', value: turns.at(-1) ?? NaN, allowed: null });
  print({ name: `longest of ${draws} draws meanwhile`, value: Math.max(...drawsTook), allowed: allowedMs });
  print({ name: 'half of the ledgers are known after', value: half, allowed: null });
  print({ name: 'all of them, the long cycles too, after', value: performance.now() - began, allowed: null });
  print({ name: 'baseline: a bare read of the last month of all', value: bare, allowed: null });
  const [own, others, idle]: [number[], number[], number[]] = [[], [], []];
  const reading = (index: number) => ({
    account: accounts[index % count] ?? idOf('none'),
    unit: 'USD',
    reading: { epoch: 0, at: now - 250_000 + index * 1000, available: micros(5_000_000_000 - index), paid: null, granted: null },
  });
  for (let round = 0; round < rounds; round += 1) {
    idle.push(took(known));
    store.importRows([reading(round)]);
    own.push(took(known));
    other.importRows([reading(rounds + round)]);
    others.push(took(known));
  }
  print({ name: 'a draw when nothing is new', value: median(idle), allowed: allowedMs });
  print({ name: 'a draw after a reading of one account', value: median(own), allowed: allowedMs });
  print({ name: 'a draw after another window wrote one', value: median(others), allowed: allowedMs });
  ledgers.dispose();
  drawing.dispose();
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'api-balance-ledgers-'));
  try {
    console.log(`\nLedgers of ${count} accounts with ${perAccount} readings each, half of them topped up once a week`);
    console.log(`The file was made in ${ms(took(() => fillHistory(folder)))}`);
    const [store, other] = [openHistory({ folder, now: () => now }), openHistory({ folder, now: () => now })];
    try {
      await measure(store, other);
    } finally {
      store.close();
      other.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
