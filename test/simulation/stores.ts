import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WatchStore } from '../../src/core/checks/watchStore';
import { loadSqlite } from '../../src/node/sqlite/sqlite';
import { openWatch } from '../../src/node/watch/openWatch';

export interface Stores {
  /** A window's own handle on the file that all share. */
  readonly take: () => WatchStore;
  readonly giveBack: (store: WatchStore) => void;
  /** A folder where nothing was ever watched. */
  readonly empty: () => void;
  readonly dispose: () => void;
}

/** One real file, in memory where the system has such a folder, and handles that are used again: a thousand simulations open few. */
export function openStores(): Stores {
  const sqlite = loadSqlite();
  if (sqlite === null) throw new Error('This Node has no SQLite, and the simulation is about the real one');
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'api-balance-simulation-'));
  const open = (): WatchStore =>
    openWatch({
      folder,
      sqlite,
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
    empty: () => db.exec('DELETE FROM account; DELETE FROM lease; DELETE FROM alert; DELETE FROM post; DELETE FROM moment;'),
    dispose: () => {
      for (const store of all) store.close();
      db.close();
      rmSync(folder, { recursive: true });
    },
  };
}
