import { identityOf } from './databaseFile';
import { openDatabase, replaceDatabase, type DatabasePlace, type DatabaseState, type OpenDatabase } from './openDatabase';
import { isLocked, isSchemaFailure, sqliteFailure } from './sqliteFailure';

/** Longer, and a program that hangs in a write would stop the extension host of all windows. */
const patientMs = 1000;
/** After a lock was waited for in vain, for a while, so that a dozen calls in a row do not wait a dozen seconds. */
const impatientMs = 10;
const impatientForMs = 5000;

/** A database that other windows share, that may be replaced, locked or damaged at any time, and a disk that may fail and come back. */
export interface SharedFile<T> {
  readonly state: () => DatabaseState;
  /** Where a damaged file was set aside to, if that happened while it was this window's. */
  readonly setAside: () => string | null;
  /** Of the file that is open; null where there is none to follow. */
  readonly identity: () => string | null;
  /**
   * On the file that stands in its place now. One that turns out to be damaged is set aside, and it is done on the new one.
   * @throws what `sqliteFailure` tells apart
   */
  readonly run: <R>(work: (content: T | null) => R) => R;
  /** Tries anew what could not be opened to be written. */
  readonly retry: () => void;
  readonly close: () => void;
}

/** @param onReopened another connection, perhaps to another file: what was written may not be there */
export function sharedFile<T>(place: DatabasePlace<T>, onReopened: () => void = () => undefined): SharedFile<T> {
  let isPatient = true;
  let impatientUntil = 0;
  const busyMs = (): number => (isPatient ? patientMs : impatientMs);
  const setPatient = (patient: boolean): void => {
    const time = performance.now();
    if (isPatient && !patient) impatientUntil = time + impatientForMs;
    // A read may succeed beside a write that waits, so a success alone says little.
    if (isPatient === patient || (patient && time < impatientUntil)) return;
    isPatient = patient;
    if (current.db?.isOpen) current.db.exec(`PRAGMA busy_timeout = ${busyMs()};`);
  };
  let current: OpenDatabase<T> = openDatabase(place, busyMs());
  setPatient(current.state !== 'locked');

  const reopen = (open: () => OpenDatabase<T>): void => {
    const before = current;
    if (before.db?.isOpen) before.db.close();
    current = open();
    current = { ...current, setAside: current.setAside ?? before.setAside };
    setPatient(current.state !== 'locked');
    onReopened();
  };
  const retry = (): void => {
    if (current.state === 'locked' || current.state === 'unwritable') reopen(() => openDatabase(place, busyMs()));
  };
  /** Another window may have set the file aside, or a person removed it; what is written to the old one would be lost. */
  const follow = (): void => {
    if (current.identity !== null && current.identity !== identityOf(place.file)) reopen(() => openDatabase(place, busyMs()));
    else if (current.state === 'locked') retry();
  };
  const attempt = <R>(work: () => R): R => {
    try {
      const result = work();
      if (current.state !== 'locked') setPatient(true);
      return result;
    } catch (error) {
      if (isLocked(error)) setPatient(false);
      throw error;
    }
  };
  return {
    state: () => current.state,
    setAside: () => current.setAside,
    identity: () => current.identity,
    run: (work) => {
      follow();
      try {
        return attempt(() => work(current.content));
      } catch (error) {
        const damaged = current;
        if (sqliteFailure(error) === 'damaged') reopen(() => replaceDatabase(place, damaged, busyMs()));
        // Its tables are others: it may be that of a newer version now, which opening it tells.
        else if (isSchemaFailure(error)) reopen(() => openDatabase(place, busyMs()));
        else throw error;
        return attempt(() => work(current.content));
      }
    },
    retry,
    close: () => {
      if (current.db?.isOpen) current.db.close();
    },
  };
}
