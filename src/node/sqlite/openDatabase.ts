import { existsSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { EpochMs } from '../../core/time/epoch';
import { clearPlace, isFile, keepDatabaseToOwner, makePrivateFolder } from '../files/privateFile';
import { createFile, headerOf, identityOf, isOurs, may, migrate, setAside, versionOf, type DatabaseKind } from './databaseFile';
import { isOnNetwork } from './networkFolder';
import type { Journal, Sqlite } from './sqlite';
import { isLocked, isSchemaFailure, sqliteFailure } from './sqliteFailure';

/**
 * `newer`: written by a newer version; it is read, never changed. `locked`: another program is at it, for now. `unwritable`: a disk
 * that takes nothing; what is there is still read.
 */
export type DatabaseState = 'open' | 'newer' | 'locked' | 'unwritable';

export interface OpenDatabase<T> {
  readonly state: DatabaseState;
  readonly db: DatabaseSync | null;
  /** What was made of the database; null where it cannot even be read. */
  readonly content: T | null;
  /** Of the file when it was opened; null where there is none to follow. */
  readonly identity: string | null;
  /** Where a damaged file was set aside to, if that happened now. */
  readonly setAside: string | null;
}

export interface DatabasePlace<T> {
  readonly sqlite: Sqlite;
  readonly kind: DatabaseKind;
  readonly file: string;
  readonly now: () => EpochMs;
  /** Fails where the tables are not those that it knows. */
  readonly use: (db: DatabaseSync, isWritable: boolean) => T;
}

/** Opens the file, or makes it. Never fails for what a disk or a file can be. @param busyMs how long a lock is waited for */
export function openDatabase<T>(place: DatabasePlace<T>, busyMs: number): OpenDatabase<T> {
  try {
    return openOnDisk(place, busyMs);
  } catch (error) {
    if (isLocked(error)) return { state: 'locked', db: null, content: null, identity: null, setAside: null };
    if (sqliteFailure(error) !== 'unwritable') throw error;
    return withoutWriting(place, busyMs);
  }
}

/** For one that turned out to be damaged: the file is set aside, unless another window did so, and a new one opened. */
export function replaceDatabase<T>(place: DatabasePlace<T>, { identity }: OpenDatabase<T>, busyMs: number): OpenDatabase<T> {
  try {
    const damaged = setAside(place.kind, place.file, identity, place.now());
    const next = openDatabase(place, busyMs);
    return { ...next, setAside: next.setAside ?? damaged };
  } catch (error) {
    // It cannot be moved, as on Windows while another window has it open.
    if (sqliteFailure(error) !== 'unwritable') throw error;
    return { state: 'unwritable', db: null, content: null, identity: null, setAside: null };
  }
}

function openOnDisk<T>(place: DatabasePlace<T>, busyMs: number): OpenDatabase<T> {
  const { sqlite, kind, file, now } = place;
  makePrivateFolder(dirname(file));
  if (existsSync(file) && !(may('write', file) && may('write', dirname(file)))) return withoutWriting(place, busyMs);
  const journal = isOnNetwork(dirname(file)) ? 'TRUNCATE' : sqlite.journal;
  let damaged: string | null = clearPlace(file);
  // A file that another window sets aside meanwhile is looked at anew; a new one is never damaged.
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (!existsSync(file)) createFile(sqlite, kind, file, journal);
    keepDatabaseToOwner(file);
    const identity = identityOf(file);
    const found = openOurs(place, journal, busyMs);
    if (found) return { ...found, identity, setAside: damaged };
    damaged = setAside(kind, file, identity, now()) ?? damaged;
  }
  return withoutWriting(place, busyMs);
}

/** null for a file that is not to be trusted. */
function openOurs<T>(place: DatabasePlace<T>, journal: Journal, busyMs: number): Pick<OpenDatabase<T>, 'state' | 'db' | 'content'> | null {
  const { sqlite, kind, file } = place;
  const header = headerOf(file);
  if (!isOurs(header, kind)) return null;
  if (header.version > kind.migrations.length) return { state: 'newer', ...readOnly(place, busyMs) };
  const db = new sqlite.Database(file, { timeout: busyMs });
  try {
    // The header can be behind the write-ahead log.
    if (versionOf(db) > kind.migrations.length) {
      db.close();
      return { state: 'newer', ...readOnly(place, busyMs) };
    }
    if (header.mark !== kind.mark) db.exec(`PRAGMA application_id = ${kind.mark};`);
    migrate(db, kind);
    const content = place.use(db, true);
    setJournal(db, journal);
    return { state: 'open', db, content };
  } catch (error) {
    if (db.isOpen) db.close();
    if (sqliteFailure(error) === 'damaged' || isSchemaFailure(error)) return null;
    throw error;
  }
}

/** What is committed outlives a killed process in both; a power cut may cost the last of it in a write-ahead log, never the file. */
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
function withoutWriting<T>(place: DatabasePlace<T>, busyMs: number): OpenDatabase<T> {
  const isThere = isFile(place.file) && may('read', place.file) && isOurs(headerOf(place.file), place.kind);
  const found = isThere ? readOnly(place, busyMs) : { db: null, content: null };
  return { state: 'unwritable', ...found, identity: null, setAside: null };
}

/** Nothing for a file that cannot be read by this version, such as that of a much newer one. */
function readOnly<T>({ sqlite, file, use }: DatabasePlace<T>, busyMs: number): Pick<OpenDatabase<T>, 'db' | 'content'> {
  const tryReading = (open: () => DatabaseSync): Pick<OpenDatabase<T>, 'db' | 'content'> | null => {
    let db: DatabaseSync | undefined;
    try {
      db = open();
      return { db, content: use(db, false) };
    } catch (error) {
      db?.close();
      // One that is locked is being changed, so it must not be read as one that nobody shares.
      if (isLocked(error) || (sqliteFailure(error) === null && !isSchemaFailure(error))) throw error;
      return null;
    }
  };
  return (
    tryReading(() => new sqlite.Database(file, { readOnly: true, timeout: busyMs })) ??
    tryReading(() => openUnshared(sqlite, file)) ?? { db: null, content: null }
  );
}

/** A write-ahead log needs a file beside it, which a read-only folder refuses; nobody can be writing there. */
export function openUnshared(sqlite: Sqlite, file: string): DatabaseSync {
  const url = pathToFileURL(file);
  url.search = 'immutable=1';
  return new sqlite.Database(url, { readOnly: true });
}
