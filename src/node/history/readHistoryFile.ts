import type { DatabaseSync } from 'node:sqlite';
import { readFileSync, statSync } from 'node:fs';
import type { ReadReadings } from '../../core/history/readingsJson';
import type { EpochMs } from '../../core/time/epoch';
import { readHistoryJson } from '../../core/history/historyJson';
import { textOfBytes } from '../../core/text/jsonText';
import type { HistoryRow } from '../../core/history/historyRow';
import { headerOf, isOurs } from '../sqlite/databaseFile';
import { readDatabaseFile, type RowsOf } from './readDatabaseFile';
import { historyRow } from './rows';
import { historyDatabase } from './schema';
import { everything } from './sql';
import type { AccountId } from '../../core/model/accountId';

export interface WantedRows {
  /** null: all of them. */
  readonly account: AccountId | null;
  readonly from: EpochMs;
}

/** One row after the other, oldest first; at the end, what kept the rest from being read. */
export type HistoryRows = RowsOf<HistoryRow>;

/** The readings of a history database or of an export of it. The file is only read, never mended. */
export function* readHistoryFile(file: string, wanted: WantedRows): HistoryRows {
  const stat = file === '-' ? null : statSync(file, { throwIfNoEntry: false });
  if (stat === undefined) return ['The file does not exist.'];
  if (stat?.isDirectory()) return ['This is a folder, not a file.'];
  if (stat?.isFile()) {
    const header = headerOf(file);
    if (isOurs(header, historyDatabase)) return yield* readDatabaseFile(file, header.version, (db) => rowsOf(db, wanted));
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

function* rowsOf(db: DatabaseSync, { account, from }: WantedRows): Generator<HistoryRow, void, undefined> {
  // SQLite sorts in files of its own, so that no history is too large for the memory.
  for (const row of db.prepare(everything).iterate(account, Math.max(-(2 ** 40), Math.ceil(from / 1000)))) yield historyRow(row);
}
