import { statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import type { HistoryFault, ReadHistory, WithHistory } from '../../core/history/readHistory';
import type { EpochMs } from '../../core/time/epoch';
import { headerOf, isOurs, versionOf } from '../sqlite/databaseFile';
import { isLocked, isSchemaFailure, sqliteFailure } from '../sqlite/sqliteFailure';
import { loadSqlite } from '../sqlite/sqlite';
import { latestTrue } from './clock';
import { databaseLayer } from './databaseLayer';
import { memoryLayer } from './memoryLayer';
import { merged } from './merged';
import { showAsPresent } from './presentViews';
import { openToRead } from './readDatabaseFile';
import { historyDatabase, schemaVersion } from './schema';

/** Whoever asks waits for the answer. */
const busyMs = 1000;

/** Lends out a history that is only read, never made, mended or moved; it is closed when the work is done. */
export async function withHistoryFile<T>(file: string, now: EpochMs, work: (history: ReadHistory) => Promise<T>): Promise<WithHistory<T>> {
  let db: DatabaseSync | undefined;
  try {
    const stat = statSync(file, { throwIfNoEntry: false });
    if (stat === undefined) return { ok: false, fault: 'absent' };
    if (!stat.isFile() || !isOurs(headerOf(file), historyDatabase)) return { ok: false, fault: 'notOurs' };
    const sqlite = loadSqlite();
    if (!sqlite) return { ok: false, fault: 'noSqlite' };
    db = openToRead(sqlite, file, busyMs);
    // The header can be behind the write-ahead log.
    if (versionOf(db) > schemaVersion) return { ok: false, fault: 'newer' };
    showAsPresent(db);
    // All that is read for one answer is of one moment, whoever writes meanwhile.
    db.exec('BEGIN');
    const layer = databaseLayer(db, false);
    const value = await work({ ...merged(layer, memoryLayer(), latestTrue(now)), version: layer.version });
    return { ok: true, value };
  } catch (error) {
    const fault = faultOf(error);
    if (fault === null) throw error;
    return { ok: false, fault };
  } finally {
    db?.close();
  }
}

function faultOf(error: unknown): HistoryFault | null {
  if (isLocked(error)) return 'locked';
  if (isSchemaFailure(error)) return 'damaged';
  const failure = sqliteFailure(error);
  return failure === 'unwritable' ? 'unreadable' : failure;
}
