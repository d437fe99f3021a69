import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WatchStore } from '../../src/core/checks/watchStore';
import { loadSqlite, type Journal } from '../../src/node/sqlite/sqlite';
import { openWatch } from '../../src/node/watch/openWatch';

export interface Stores {
  /** A window's own handle on the file that all share. */
  readonly take: () => WatchStore;
  readonly giveBack: (store: WatchStore) => void;
  /** Another program reads or writes in the file, until what this gives is called. */
  readonly lock: (reads: boolean) => () => void;
  /** A folder where nothing was ever watched. */
  readonly empty: () => void;
  readonly dispose: () => void;
}

/** One real file, in memory where the system has such a folder, and handles that are used again: a thousand simulations open few. */
export function openStores(journal?: Journal): Stores {
  const sqlite = loadSqlite();
  if (sqlite === null) throw new Error('This Node has no SQLite, and the simulation is about the real one');
  /** Time is simulated, so nobody waits for a lock in earnest. */
  class Impatient extends sqlite.Database {
    constructor(path: string, options = {}) {
      super(path, { ...options, timeout: 0 });
    }
    override exec(sql: string): void {
      if (!sql.includes('busy_timeout')) super.exec(sql);
    }
  }
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'api-balance-simulation-'));
  const open = (): WatchStore =>
    openWatch({
      folder,
      sqlite: { ...sqlite, journal: journal ?? sqlite.journal, Database: Impatient },
      onFailure: (error) => {
        throw error;
      },
    });
  const free = [open()];
  const all = [...free];
  const db = new sqlite.Database(join(folder, 'watch.sqlite'));
  const take = (): WatchStore => {
    const known = free.pop();
    if (known) return known;
    const store = open();
    all.push(store);
    return store;
  };
  return {
    take,
    giveBack: (store) => void free.push(store),
    lock: (reads) => {
      if (db.isTransaction) return () => undefined;
      db.exec(reads ? 'BEGIN; SELECT * FROM account' : 'BEGIN IMMEDIATE');
      return () => {
        if (db.isTransaction) db.exec('COMMIT');
      };
    },
    empty: () => db.exec('DELETE FROM account; DELETE FROM lease; DELETE FROM alert; DELETE FROM post; DELETE FROM moment;'),
    dispose: () => {
      for (const store of all) store.close();
      db.close();
      rmSync(folder, { recursive: true });
    },
  };
}
