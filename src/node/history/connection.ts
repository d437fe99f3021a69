import { existsSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { HistoryPlace } from '../../core/history/historyStore';
import type { EpochMs } from '../../core/time/epoch';
import { clearPlace, isFile, keepDatabaseToOwner, makePrivateFolder } from '../files/privateFile';
import { databaseLayer } from './databaseLayer';
import { sqliteFailure, isSchemaFailure } from '../sqlite/sqliteFailure';
import { createFile, headerOf, identityOf, may, setAside } from './historyFile';
import type { HistoryLayer } from './layer';
import { memoryLayer } from './memoryLayer';
import { isOnNetwork } from '../sqlite/networkFolder';
import { migrate, schemaVersion, showAsPresent, versionOf } from './schema';
import type { Journal, Sqlite } from '../sqlite/sqlite';

export interface Connection {
  readonly layer: HistoryLayer;
  readonly place: HistoryPlace;
  /** Of the file when it was opened; null where there is none to watch. */
  readonly identity: string | null;
  /** Whether the layer takes what is recorded; else that waits in memory. */
  readonly isWritable: boolean;
}

/** Longer, and a window that hangs in a write would stop the extension host of all others. */
const busyMs = 1000;

/** Opens the history, or makes it. Never fails for what a disk or a file can be: it falls back to memory. */
export function connect(sqlite: Sqlite, file: string, now: EpochMs): Connection {
  try {
    return connectToDisk(sqlite, file, now);
  } catch (error) {
    if (sqliteFailure(error) !== 'unwritable') throw error;
    return withoutWriting(sqlite, file);
  }
}

/** For a connection whose file turned out to be damaged: that file is set aside, unless it is not ours to move. */
export function replace(sqlite: Sqlite, { place, identity }: Connection, file: string, now: EpochMs): Connection {
  if (place.kind !== 'disk') return { ...cannotWrite(), place };
  try {
    const damaged = setAside(file, identity, now);
    const next = connect(sqlite, file, now);
    return next.place.kind === 'disk'
      ? { ...next, place: { ...next.place, setAside: next.place.setAside ?? damaged ?? place.setAside } }
      : next;
  } catch (error) {
    // It cannot be moved, as on Windows while another window has it open.
    if (sqliteFailure(error) !== 'unwritable') throw error;
    return cannotWrite();
  }
}

export function withoutSqlite(): Connection {
  return { layer: memoryLayer(), place: { kind: 'memory', why: 'noSqlite' }, identity: null, isWritable: true };
}

function cannotWrite(): Connection {
  return { layer: memoryLayer(), place: { kind: 'memory', why: 'cannotWrite' }, identity: null, isWritable: false };
}

function connectToDisk(sqlite: Sqlite, file: string, now: EpochMs): Connection {
  makePrivateFolder(dirname(file));
  if (existsSync(file) && !(may('write', file) && may('write', dirname(file)))) return withoutWriting(sqlite, file);
  const journal = isOnNetwork(dirname(file)) ? 'TRUNCATE' : sqlite.journal;
  let damaged: string | null = clearPlace(file);
  // A file that another window sets aside meanwhile is looked at anew; a new one is never damaged.
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (!existsSync(file)) createFile(sqlite, file, journal);
    keepDatabaseToOwner(file);
    const identity = identityOf(file);
    const found = openOurs(sqlite, file, journal);
    if (found) return { ...found, identity, place: found.isWritable ? { kind: 'disk', file, setAside: damaged } : { kind: 'newer', file } };
    damaged = setAside(file, identity, now) ?? damaged;
  }
  return withoutWriting(sqlite, file);
}

/** null for a file that is not to be trusted. */
function openOurs(sqlite: Sqlite, file: string, journal: Journal): Pick<Connection, 'layer' | 'isWritable'> | null {
  const { isOurs, version } = headerOf(file);
  if (!isOurs) return null;
  if (version > schemaVersion) return { layer: readOnlyLayer(sqlite, file) ?? memoryLayer(), isWritable: false };
  const db = new sqlite.Database(file, { timeout: busyMs });
  try {
    // The header can be behind the write-ahead log.
    if (versionOf(db) > schemaVersion) {
      db.close();
      return { layer: readOnlyLayer(sqlite, file) ?? memoryLayer(), isWritable: false };
    }
    migrate(db);
    const layer = databaseLayer(db, true);
    setJournal(db, journal);
    return { layer, isWritable: true };
  } catch (error) {
    if (db.isOpen) db.close();
    if (sqliteFailure(error) === 'damaged' || isSchemaFailure(error)) return null;
    throw error;
  }
}

/** A committed reading outlives a killed process in both; a power cut may cost the last ones in a write-ahead log, never the file. */
function setJournal(db: DatabaseSync, journal: Journal): void {
  try {
    db.exec(`PRAGMA journal_mode = ${journal};`);
  } catch (error) {
    // Other windows have it open in the journal it has, which goes on to work.
    if (sqliteFailure(error) !== 'unwritable') throw error;
  }
  db.exec(`PRAGMA synchronous = ${journal === 'WAL' ? 'NORMAL' : 'FULL'};`);
}

/** What is there is still shown. */
function withoutWriting(sqlite: Sqlite, file: string): Connection {
  const isThere = isFile(file) && may('read', file) && headerOf(file).isOurs;
  return { ...cannotWrite(), layer: (isThere ? readOnlyLayer(sqlite, file) : null) ?? memoryLayer() };
}

/** null for a file that cannot be read as a history, such as that of a much newer version. */
function readOnlyLayer(sqlite: Sqlite, file: string): HistoryLayer | null {
  return tryReading(() => new sqlite.Database(file, { readOnly: true, timeout: busyMs })) ?? tryReading(() => openUnshared(sqlite, file));
}

function tryReading(open: () => DatabaseSync): HistoryLayer | null {
  let db: DatabaseSync | undefined;
  try {
    db = open();
    showAsPresent(db);
    return databaseLayer(db, false);
  } catch (error) {
    db?.close();
    if (sqliteFailure(error) === null && !isSchemaFailure(error)) throw error;
    return null;
  }
}

/** A write-ahead log needs a file beside it, which a read-only folder refuses; nobody can be writing there. */
export function openUnshared(sqlite: Sqlite, file: string): DatabaseSync {
  const url = pathToFileURL(file);
  url.search = 'immutable=1';
  return new sqlite.Database(url, { readOnly: true });
}
