import { join } from 'node:path';
import { historyFileName } from '../../core/history/historyFileName';
import type { EpochMs } from '../../core/time/epoch';
import type { DatabaseSync } from 'node:sqlite';
import { databaseLayer } from './databaseLayer';
import type { HistoryLayer } from './layer';
import { showAsPresent } from './presentViews';
import { historyDatabase } from './schema';
import { layeredHistory, type OpenHistory } from './layeredHistory';
import { loadSqlite, type Sqlite } from '../sqlite/sqlite';

export interface OpenHistoryOptions {
  /** Made where it does not exist. One `history.sqlite` in it, shared by all windows. */
  readonly folder: string;
  readonly now: () => EpochMs;
  /** Days after which readings are deleted; 0, the default, keeps all. Asked anew each time, so that a changed setting counts at once. */
  readonly retention?: () => number;
  /** For tests. */
  readonly sqlite?: Sqlite | null;
}

/**
 * Opens the history in about a millisecond. It never fails for what a disk or a file can be: see `place()`. Times are
 * kept in whole seconds. A read from a disk that fails meanwhile throws; a write waits in memory, see `waiting()`.
 */
export function openHistory({ folder, now, retention = () => 0, sqlite = loadSqlite() }: OpenHistoryOptions): OpenHistory {
  const file = join(folder, historyFileName);
  const place = sqlite && { sqlite, kind: historyDatabase, file, now, use: historyLayer };
  return layeredHistory({ place, now, retention });
}

function historyLayer(db: DatabaseSync, isWritable: boolean): HistoryLayer {
  if (!isWritable) showAsPresent(db);
  return databaseLayer(db, isWritable);
}
