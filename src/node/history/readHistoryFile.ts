import { existsSync, readFileSync } from 'node:fs';
import { readHistoryJson } from '../../core/historyJson';
import type { HistoryRow } from '../../core/historyStore';
import { headerOf } from './historyFile';
import { reading, text } from './rows';
import { schemaVersion } from './schema';
import { everything } from './sql';
import { loadSqlite } from './sqlite';

export type ReadHistory = { readonly ok: true; readonly rows: readonly HistoryRow[] } | { readonly ok: false; readonly problems: readonly string[] };

/** All readings of a history database or of an export of it. The file is only read, never mended. */
export function readHistoryFile(file: string): ReadHistory {
  if (!existsSync(file)) return { ok: false, problems: ['The file does not exist.'] };
  const header = headerOf(file);
  if (header.isOurs) return readDatabase(file, header.version);
  const content = readFileSync(file, 'utf8');
  return content.startsWith('SQLite format 3') ? { ok: false, problems: ['The database is not a history of API Balance.'] } : readHistoryJson(content);
}

function readDatabase(file: string, version: number): ReadHistory {
  if (version > schemaVersion) return { ok: false, problems: ['The database was written by a newer version of API Balance.'] };
  const sqlite = loadSqlite();
  if (!sqlite) return { ok: false, problems: ['This Node has no SQLite. Use Node 22.13 or newer, or a JSON export.'] };
  const db = new sqlite.Database(file, { readOnly: true });
  try {
    return { ok: true, rows: db.prepare(everything).all().map((row) => ({ account: text(row, 'account'), unit: text(row, 'unit'), reading: reading(row) })) };
  } catch {
    return { ok: false, problems: ['The database is damaged.'] };
  } finally {
    db.close();
  }
}
