import { nothingKnown, type WatchRecord } from '../../core/checks/watchRecord';
import type { Changes, WatchStore } from '../../core/checks/watchStore';
import type { DatabasePlace } from '../sqlite/openDatabase';
import { sharedFile } from '../sqlite/sharedFile';
import { isLocked, isSchemaFailure, sqliteFailure } from '../sqlite/sqliteFailure';
import { goAlone, type Alone } from './alone';
import { tellingTimes } from './tellingTimes';
import { newOwner } from './thisWindow';
import type { AccountId } from '../../core/model/accountId';
import type { EpochMs } from '../../core/time/epoch';

type Call<R> = (store: WatchStore) => R;

/** The ways in which a port's calls meet a file that others lock, and a disk that fails. */
export interface SharedWatch {
  /**
   * @param notNow the answer while another program keeps the file locked
   * @param later what is done in its stead with the next call, when the lock is gone
   */
  readonly ask: <R>(call: Call<R>, notNow: () => R, later?: Call<void>) => R;
  /** While the file is locked, what was read last is said again. */
  readonly read: <A extends readonly unknown[], R>(call: (store: WatchStore, ...args: A) => R, atFirst: R) => (...args: A) => R;
  /** While the file is locked, it waits for the next call. */
  readonly write: <A extends readonly unknown[]>(call: (store: WatchStore, ...args: A) => void) => (...args: A) => void;
  readonly changes: WatchStore['changes'];
  /** As it was read last. */
  readonly known: (account: AccountId) => WatchRecord;
  readonly close: () => void;
}

/** @param onFailure whenever this window goes on alone, after it was not */
export function sharedWatch(place: DatabasePlace<WatchStore>, onFailure: (error: unknown) => void): SharedWatch {
  const owner = newOwner();
  let known: ReadonlyMap<AccountId, WatchRecord> = new Map();
  /** As they were read or set last. */
  const times = new Map<string, EpochMs>();
  const seen = (name: string, at: EpochMs): void => void times.set(name, at);
  let waiting: readonly Call<void>[] = [];
  let alone: Alone | null = null;
  let isSaid = false;
  /** What is shared is another file, or this window's own memory, by now: what was read is read anew. */
  let isMoved = false;
  const use: typeof place.use = (db, isWritable) => tellingTimes(place.use(db, isWritable), seen, seen);
  const file = sharedFile({ ...place, use }, () => {
    isMoved = true;
    // A file that took the place of a damaged one knows nothing: with what this window knows, nothing is told a second time.
    alone ??= goAlone({ records: known, times }, new Map());
  });

  /** Each is taken out before it is done: what it asks of the store itself does not begin it again. */
  const doWaiting = (store: WatchStore): void => {
    for (let [next] = waiting; next; [next] = waiting) {
      const work = next;
      waiting = waiting.slice(1);
      try {
        work(store);
      } catch (error) {
        // What the disk did not take waits on; a mistake in the code is thrown once.
        if (sqliteFailure(error) !== null || isSchemaFailure(error)) waiting = [work, ...waiting];
        throw error;
      }
    }
  };
  const catchUp = (shared: WatchStore): void => {
    if (alone?.handIn(shared, owner, place.now())) {
      alone = null;
      isMoved = true;
    }
    doWaiting(shared);
  };
  const onShared = <R>(call: Call<R>): ((store: WatchStore | null) => R) => {
    return (store) => {
      if (file.state() !== 'open' || !store) throw new NotShared(`The watch file is ${file.state()}`);
      catchUp(store);
      return call(store);
    };
  };
  const ask: SharedWatch['ask'] = (call, notNow, later) => {
    try {
      if (file.state() === 'unwritable') file.retry();
      return file.run(onShared(call));
    } catch (error) {
      if (isLocked(error) || (error instanceof NotShared && file.state() === 'locked')) {
        if (later) waiting = [...waiting, later];
        return notNow();
      }
      if (!(error instanceof NotShared) && sqliteFailure(error) === null && !isSchemaFailure(error)) throw error;
      if (!isSaid) onFailure(error);
      isSaid = true;
      isMoved = true;
      alone ??= goAlone({ records: known, times });
      const { store } = alone;
      doWaiting(store);
      return call(store);
    }
  };
  function read<A extends readonly unknown[], R>(call: (store: WatchStore, ...args: A) => R, atFirst: R): (...args: A) => R {
    const last = new Map<string, R>();
    return (...args) => {
      const key = JSON.stringify(args);
      const asked = (store: WatchStore): R => {
        const answer = call(store, ...args);
        last.set(key, answer);
        return answer;
      };
      return ask(asked, () => last.get(key) ?? atFirst);
    };
  }
  return {
    ask,
    read,
    write: (call) => {
      return (...args) => {
        const written: Call<void> = (store) => {
          call(store, ...args);
          if (store !== alone?.store) isSaid = false;
        };
        ask(written, () => undefined, written);
      };
    },
    changes: (since) =>
      ask<Changes>(
        (store) => {
          const changed = store.changes(isMoved ? null : since);
          isMoved = false;
          known = changed.isAll ? changed.records : new Map([...known, ...changed.records]);
          return changed;
        },
        () => ({ revision: since ?? beforeAll, isAll: false, records: new Map() }),
      ),
    known: (account) => known.get(account) ?? nothingKnown,
    close: file.close,
  };
}

const beforeAll = -1;

/** There is a file, or none, that this window cannot share. */
class NotShared extends Error {}
