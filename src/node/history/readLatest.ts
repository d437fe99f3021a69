import { join } from 'node:path';
import { historyFileName } from '../../core/history/historyFileName';
import { latestReadings, type LatestReading } from '../../core/history/latestReadings';
import type { EpochMs } from '../../core/time/epoch';
import { isFile } from '../files/privateFile';
import { latestTrue } from './clock';
import { latest, latestSpend } from './latestSql';
import { historyRow, spendRow } from './rows';
import { loadSqlite } from '../sqlite/sqlite';

/**
 * What is known of each account, by two prepared reads, for a window that has just opened. Nothing is created, mended,
 * waited for or read of an earlier version's file: it fails, and the first click tells.
 */
export function readLatest(folder: string, now: EpochMs): readonly LatestReading[] {
  const file = join(folder, historyFileName);
  const sqlite = isFile(file) ? loadSqlite() : null;
  if (!sqlite) return [];
  const db = new sqlite.Database(file, { readOnly: true, timeout: 50 });
  try {
    const until = Math.floor(latestTrue(now) / 1000);
    return latestReadings({
      rows: db.prepare(latest).all(until).map(historyRow),
      spend: db
        .prepare(latestSpend)
        .all(until)
        .flatMap((row) => spendRow(row) ?? []),
    });
  } finally {
    db.close();
  }
}
