import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { memoryWatch } from '../../core/checks/memoryWatch';
import type { Committed } from '../../core/checks/watchRecord';
import type { WatchStore } from '../../core/checks/watchStore';
import type { EpochMs } from '../../core/time/epoch';
import { loadSqlite, type Sqlite } from '../sqlite/sqlite';
import { databaseWatch } from './databaseWatch';
import { sharedWatch } from './sharedWatch';
import { watchDatabase, watchSql } from './watchSchema';
import type { AccountId } from '../../core/model/accountId';

export interface OpenWatchOptions {
  /** Made where it does not exist. One `watch.sqlite` in it, shared by all windows. */
  readonly folder: string;
  /** Once, when this window goes on alone because the disk fails; again when it could share meanwhile. */
  readonly onFailure: (error: unknown) => void;
  readonly now?: () => EpochMs;
  /** For tests. */
  readonly sqlite?: Sqlite | null;
}

/**
 * Never fails for what a disk or a file can be. A file that is locked is "not now": nobody leads or claims, what was read last is said
 * again, and what is written waits for the next call. A window whose disk fails is on its own while that lasts.
 */
export function openWatch({ folder, onFailure, now = Date.now, sqlite = loadSqlite() }: OpenWatchOptions): WatchStore {
  if (sqlite === null) return memoryWatch();
  const file = join(folder, `${watchDatabase.name}.sqlite`);
  const { ask, read, write, changes, known, close } = sharedWatch({ sqlite, kind: watchDatabase, file, now, use: watchOn }, onFailure);
  /** Where each claimant's claim is. */
  const claims = new Map<string, WatchStore>();
  return {
    claim: (account, owner, at) => {
      const claimed = ask(
        (store) => ({ store, claim: store.claim(account, owner, at) }),
        () => null,
      );
      if (claimed?.claim.kind === 'claimed') claims.set(owner, claimed.store);
      return claimed?.claim ?? { kind: 'busy' };
    },
    renew: write((store, ...args: Parameters<WatchStore['renew']>) => store.renew(...args)),
    epoch: read((store, account: AccountId) => store.epoch(account), 0),
    commit: (account, owner, epoch, step) => {
      const commit = (store: WatchStore): Committed | null => {
        if (claims.get(owner) === store) return store.commit(account, owner, epoch, step);
        // It was claimed in another file, or while this window was on its own; with a newer epoch there, it is not about the account any
        // more.
        const claim = store.claim(account, owner, now());
        if (claim.kind === 'claimed' && claim.epoch <= epoch) return store.commit(account, owner, claim.epoch, step);
        store.release(account, owner);
        return null;
      };
      const committed = ask(
        commit,
        () => step(known(account)),
        (store) => void commit(store),
      );
      announce(file);
      return committed;
    },
    // An answer that waits for a lock is committed before its claim is released.
    release: write((store, account: AccountId, owner: string) => {
      store.release(account, owner);
      claims.delete(owner);
    }),
    forget: (...args) => {
      write((store) => store.forget(...args))();
      announce(file);
    },
    changes,
    change: write((store, ...args: Parameters<WatchStore['change']>) => store.change(...args)),
    everKnown: read((store) => store.everKnown(), []),
    lead: (...args) =>
      ask(
        (store) => store.lead(...args),
        () => false,
      ),
    resign: write((store, owner: string) => store.resign(owner)),
    endClaims: write((store, ...args: Parameters<WatchStore['endClaims']>) => store.endClaims(...args)),
    pendingAlerts: read((store) => store.pendingAlerts(), []),
    takeAlert: (id) =>
      ask(
        (store) => store.takeAlert(id),
        () => false,
      ),
    setActive: write((store, at: EpochMs) => store.setActive(at)),
    lastActiveAt: read((store) => store.lastActiveAt(), null),
    setTime: write((store, ...args: Parameters<WatchStore['setTime']>) => store.setTime(...args)),
    time: read((store, name: string) => store.time(name), null),
    moveTime: (...args) =>
      ask(
        (store) => store.moveTime(...args),
        () => false,
      ),
    addPost: write((store, ...args: Parameters<WatchStore['addPost']>) => store.addPost(...args)),
    claimPost: (...args) =>
      ask(
        (store) => store.claimPost(...args),
        () => null,
      ),
    delayPost: write((store, ...args: Parameters<WatchStore['delayPost']>) => store.delayPost(...args)),
    // Of one that is in the memory of this window, nobody else can say anything.
    holdsPost: (...args) =>
      ask(
        (store) => store.holdsPost(...args),
        () => true,
      ),
    removePost: (...args) =>
      ask(
        (store) => store.removePost(...args),
        () => true,
        (store) => void store.removePost(...args),
      ),
    posts: read((store, channel: string) => store.posts(channel), { count: 0, dueAt: null }),
    clearPosts: write((store, channel: string) => store.clearPosts(channel)),
    postChannels: read((store) => store.postChannels(), []),
    close,
  };
}

/** Fails at once where the tables are not those that it will ask. */
function watchOn(db: DatabaseSync): WatchStore {
  for (const sql of Object.values(watchSql)) db.prepare(sql);
  return databaseWatch(db);
}

/**
 * Touches the file after a commit. A commit ends in shared memory, after the last write that the system tells other
 * windows of: one that looks at once may still see what was there before, and would not be told again.
 * @see https://www.sqlite.org/walformat.html#the_wal_index_file_format
 */
function announce(file: string): void {
  try {
    const now = new Date();
    utimesSync(file, now, now);
  } catch {
    // Held in memory, or on a disk that takes nothing: other windows see it with their next check.
  }
}
