import { join } from 'node:path';
import type { EpochMs } from '../../core/time/epoch';
import { connect, replace, withoutSqlite } from './connection';
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
  const file = join(folder, 'history.sqlite');
  return layeredHistory({
    file,
    now,
    retention,
    connect: () => (sqlite === null ? withoutSqlite() : connect(sqlite, file, now())),
    replace: (damaged) => (sqlite === null ? damaged : replace(sqlite, damaged, file, now())),
  });
}
