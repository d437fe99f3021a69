import type { DatabaseSync } from 'node:sqlite';
import { existsSync, readFileSync, statSync } from 'node:fs';
import type { ReadReadings } from '../../core/history/readingsJson';
import type { EpochMs } from '../../core/time/epoch';
import { readHistoryJson } from '../../core/history/historyJson';
import { textOfBytes } from '../../core/text/jsonText';
import type { HistoryRow } from '../../core/history/historyRow';
import { openUnshared } from '../sqlite/openDatabase';
import { sqliteFailure } from '../sqlite/sqliteFailure';
import { headerOf, isOurs } from '../sqlite/databaseFile';
import { historyRow } from './rows';
import { showAsPresent } from './presentViews';
import { historyDatabase, schemaVersion } from './schema';
import { everything } from './sql';
import { loadSqlite, type Sqlite } from '../sqlite/sqlite';
import type { AccountId } from '../../core/model/accountId';

export interface WantedRows {
  /** null: all of them. */
  readonly account: AccountId | null;
  readonly from: EpochMs;
}

/** One row after the other, oldest first; at the end, what kept the rest from being read. */
export type HistoryRows = Generator<HistoryRow, readonly string[], undefined>;

/** The readings of a history database or of an export of it. The file is only read, never mended. */
export function* readHistoryFile(file: string, wanted: WantedRows): HistoryRows {
  const stat = file === '-' ? null : statSync(file, { throwIfNoEntry: false });
  if (stat === undefined) return ['The file does not exist.'];
  if (stat?.isDirectory()) return ['This is a folder, not a file.'];
  if (stat?.isFile()) {
    const header = headerOf(file);
    if (isOurs(header, historyDatabase)) return yield* readDatabase(file, header.version, wanted);
  }
  const read = readContent(file, stat?.isFile() ?? false);
  if (!read.ok) return read.problems;
  const rows = read.rows.filter(
    ({ account, reading: { at } }) => (wanted.account === null || account === wanted.account) && at >= wanted.from,
  );
  yield* rows.sort((a, b) => a.reading.at - b.reading.at);
  return [];
}

/** A file, a pipe or standard input that is no database of ours. */
function readContent(file: string, isFile: boolean): ReadReadings {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file === '-' ? 0 : file);
  } catch {
    return { ok: false, problems: ['The file could not be read.'] };
  }
  const content = textOfBytes(bytes);
  if (!content.startsWith('SQLite format 3')) return readHistoryJson(content);
  return {
    ok: false,
    problems: [isFile ? 'The database is not a history of API Balance.' : 'A database cannot be read from a pipe: name its file.'],
  };
}

function* readDatabase(file: string, version: number, wanted: WantedRows): HistoryRows {
  if (version > schemaVersion) return ['The database was written by a newer version of API Balance.'];
  const sqlite = loadSqlite();
  if (!sqlite) return ['This Node has no SQLite. Use Node 22.13 or newer, or a JSON export.'];
  try {
    yield* rowsOf(openToRead(sqlite, file), wanted);
    return [];
  } catch (error) {
    return [
      sqliteFailure(error) === 'unwritable'
        ? 'The database cannot be read: it is locked, or was left in the middle of a change. Open it in the editor once, or copy it.'
        : 'The database is damaged.',
    ];
  }
}

function openToRead(sqlite: Sqlite, file: string): DatabaseSync {
  const db = new sqlite.Database(file, { readOnly: true });
  try {
    // Opening alone reads nothing.
    db.prepare('SELECT count(*) FROM sqlite_master').get();
    return db;
  } catch (error) {
    db.close();
    // A write-ahead log needs a file beside it, which a read-only folder refuses.
    if (sqliteFailure(error) !== 'unwritable' || existsSync(`${file}-journal`)) throw error;
    return openUnshared(sqlite, file);
  }
}

function* rowsOf(db: DatabaseSync, { account, from }: WantedRows): Generator<HistoryRow, void, undefined> {
  try {
    showAsPresent(db);
    // SQLite sorts in files of its own, so that no history is too large for the memory.
    for (const row of db.prepare(everything).iterate(account, Math.max(-(2 ** 40), Math.ceil(from / 1000)))) yield historyRow(row);
  } finally {
    db.close();
  }
}
