import type { DatabaseSync } from 'node:sqlite';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { readHistoryJson } from '../../core/history/historyJson';
import { textOfBytes } from '../../core/text/jsonText';
import type { HistoryRow } from '../../core/history/historyStore';
import { openUnshared } from '../sqlite/openDatabase';
import { sqliteFailure } from '../sqlite/sqliteFailure';
import { headerOf, isOurs } from '../sqlite/databaseFile';
import { historyRow } from './rows';
import { historyDatabase, schemaVersion, showAsPresent } from './schema';
import { everything } from './sql';
import { loadSqlite, type Sqlite } from '../sqlite/sqlite';

export type ReadHistory =
  { readonly ok: true; readonly rows: readonly HistoryRow[] } | { readonly ok: false; readonly problems: readonly string[] };

/** All readings of a history database or of an export of it. The file is only read, never mended. */
export function readHistoryFile(file: string): ReadHistory {
  const stat = file === '-' ? null : statSync(file, { throwIfNoEntry: false });
  if (stat === undefined) return { ok: false, problems: ['The file does not exist.'] };
  if (stat?.isDirectory()) return { ok: false, problems: ['This is a folder, not a file.'] };
  if (stat?.isFile()) {
    const header = headerOf(file);
    if (isOurs(header, historyDatabase)) return readDatabase(file, header.version);
  }
  return readContent(file, stat?.isFile() ?? false);
}

/** A file, a pipe or standard input that is no database of ours. */
function readContent(file: string, isFile: boolean): ReadHistory {
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

function readDatabase(file: string, version: number): ReadHistory {
  if (version > schemaVersion) return { ok: false, problems: ['The database was written by a newer version of API Balance.'] };
  const sqlite = loadSqlite();
  if (!sqlite) return { ok: false, problems: ['This Node has no SQLite. Use Node 22.13 or newer, or a JSON export.'] };
  try {
    return { ok: true, rows: readAllRows(sqlite, file) };
  } catch (error) {
    return {
      ok: false,
      problems: [
        sqliteFailure(error) === 'unwritable'
          ? 'The database cannot be read: it is locked, or was left in the middle of a change. Open it in the editor once, or copy it.'
          : 'The database is damaged.',
      ],
    };
  }
}

function readAllRows(sqlite: Sqlite, file: string): readonly HistoryRow[] {
  const read = (open: () => DatabaseSync): readonly HistoryRow[] => {
    const db = open();
    try {
      showAsPresent(db);
      return db.prepare(everything).all().map(historyRow);
    } finally {
      db.close();
    }
  };
  try {
    return read(() => new sqlite.Database(file, { readOnly: true }));
  } catch (error) {
    // A write-ahead log needs a file beside it, which a read-only folder refuses.
    if (sqliteFailure(error) !== 'unwritable' || existsSync(`${file}-journal`)) throw error;
    return read(() => openUnshared(sqlite, file));
  }
}
