import { join } from 'node:path';
import type { HistoryRow } from '../../core/history/historyStore';
import { isFile } from '../files/privateFile';
import { latest } from './latestSql';
import { reading, text, unitName } from './rows';
import { loadSqlite } from '../sqlite/sqlite';

/** The newest reading of each line, by one prepared read, for a window that has just opened. Nothing is created, mended or waited for. */
export function readLatest(folder: string): readonly HistoryRow[] {
  const file = join(folder, 'history.sqlite');
  const sqlite = isFile(file) ? loadSqlite() : null;
  if (!sqlite) return [];
  const db = new sqlite.Database(file, { readOnly: true, timeout: 50 });
  try {
    return db
      .prepare(latest)
      .all()
      .map((row) => ({ account: text(row, 'account'), unit: unitName(row), reading: reading(row) }));
  } finally {
    db.close();
  }
}
