import { renameSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { memoryWatch } from '../../core/checks/memoryWatch';
import type { WatchStore } from '../../core/checks/watchStore';
import { sqliteFailure, isSchemaFailure } from '../sqlite/sqliteFailure';
import { identityOf } from '../history/historyFile';
import { isOnNetwork } from '../sqlite/networkFolder';
import { versionOf } from '../history/schema';
import { loadSqlite, type Sqlite } from '../sqlite/sqlite';
import { clearPlace, companions, keepDatabaseToOwner, makePrivateFile, makePrivateFolder } from '../files/privateFile';
import { databaseWatch } from './databaseWatch';
import { watchTables, watchVersion } from './watchSchema';

const busyMs = 1000;
const watchFile = 'watch.sqlite';

export interface OpenWatchOptions {
  /** Made where it does not exist. One `watch.sqlite` in it, shared by all windows. */
  readonly folder: string;
  /** Once, when this window goes on alone because the disk fails. */
  readonly onFailure: (error: unknown) => void;
  /** For tests. */
  readonly sqlite?: Sqlite | null;
}

/** Never fails for what a disk or a file can be: a window that cannot share goes on alone, in memory. */
export function openWatch({ folder, onFailure, sqlite = loadSqlite() }: OpenWatchOptions): WatchStore {
  if (sqlite === null) return memoryWatch();
  let current: WatchStore;
  const alone = (error: unknown): WatchStore => {
    if (sqliteFailure(error) === null && !isSchemaFailure(error)) throw error;
    onFailure(error);
    return memoryWatch();
  };
  try {
    current = databaseWatch(open(sqlite, folder));
  } catch (error) {
    current = alone(error);
  }
  /** @param notNow the answer while another program keeps the file locked; without one, the window goes on alone */
  const attempt = <T>(call: (store: WatchStore) => T, notNow?: T): T => {
    try {
      return onceMore(() => call(current));
    } catch (error) {
      if (notNow !== undefined && isLocked(error)) return notNow;
      current = alone(error);
      return call(current);
    }
  };
  return {
    claim: (...args) => attempt((store) => store.claim(...args), { kind: 'busy' }),
    generation: (...args) => attempt((store) => store.generation(...args)),
    commit: (...args) => {
      const counted = attempt((store) => store.commit(...args));
      announce(folder);
      return counted;
    },
    release: (...args) => attempt((store) => store.release(...args)),
    forget: (...args) => {
      attempt((store) => store.forget(...args));
      announce(folder);
    },
    records: () => attempt((store) => store.records()),
    change: (...args) => attempt((store) => store.change(...args)),
    lead: (...args) => attempt((store) => store.lead(...args), false),
    resign: (...args) => attempt((store) => store.resign(...args)),
    pendingAlerts: () => attempt((store) => store.pendingAlerts()),
    takeAlert: (...args) => attempt((store) => store.takeAlert(...args), false),
    setActive: (...args) => attempt((store) => store.setActive(...args)),
    lastActiveAt: () => attempt((store) => store.lastActiveAt()),
    setTime: (...args) => attempt((store) => store.setTime(...args)),
    time: (...args) => attempt((store) => store.time(...args)),
    addPost: (...args) => attempt((store) => store.addPost(...args)),
    posts: () => attempt((store) => store.posts()),
    setPost: (...args) => attempt((store) => store.setPost(...args)),
    version: () => attempt((store) => store.version()),
    close: () => current.close(),
  };
}

/**
 * Touches the file after a commit. A commit ends in shared memory, after the last write that the system tells other
 * windows of: one that looks at once may still see what was there before, and would not be told again.
 * @see https://www.sqlite.org/walformat.html#the_wal_index_file_format
 */
function announce(folder: string): void {
  try {
    const now = new Date();
    utimesSync(join(folder, watchFile), now, now);
  } catch {
    // Held in memory, or on a disk that takes nothing: other windows see it with their next check.
  }
}

/** A second of waiting is over already, and windows write for milliseconds: the next try mostly succeeds. */
function onceMore<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    if (!isLocked(error)) throw error;
    return call();
  }
}

/** @see https://www.sqlite.org/rescode.html#busy */
function isLocked(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' && [5, 6].includes(error.errcode & 0xff);
}

function open(sqlite: Sqlite, folder: string): DatabaseSync {
  makePrivateFolder(folder);
  const file = join(folder, watchFile);
  clearPlace(file);
  const identity = identityOf(file);
  try {
    return connect(sqlite, file, folder);
  } catch (error) {
    if (sqliteFailure(error) !== 'damaged' && !isSchemaFailure(error)) throw error;
    // Another window that found the same may have put a new one in its place, which is shared.
    if (identity !== null && identityOf(file) === identity) setAside(file, folder);
    return connect(sqlite, file, folder);
  }
}

/** It holds plans and what was told; all of it comes again. Kept once, for whoever wants to know. */
function setAside(file: string, folder: string): void {
  renameSync(file, join(folder, 'watch.damaged.sqlite'));
  for (const end of companions) rmSync(`${file}${end}`, { force: true });
}

function connect(sqlite: Sqlite, file: string, folder: string): DatabaseSync {
  makePrivateFile(file);
  keepDatabaseToOwner(file);
  const db = new sqlite.Database(file, { timeout: busyMs });
  try {
    const journal = isOnNetwork(folder) ? 'TRUNCATE' : sqlite.journal;
    db.exec(`PRAGMA journal_mode = ${journal}; PRAGMA synchronous = ${journal === 'WAL' ? 'NORMAL' : 'FULL'};`);
    const version = versionOf(db);
    if (version > watchVersion) throw Object.assign(new Error('The watch file is of a newer version'), { errcode: 14 });
    db.exec(`BEGIN IMMEDIATE; ${watchTables} COMMIT;`);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}
