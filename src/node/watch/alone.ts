import { memoryWatch } from '../../core/checks/memoryWatch';
import type { WatchRecord } from '../../core/checks/watchRecord';
import type { WatchStore } from '../../core/checks/watchStore';
import type { EpochMs } from '../../core/time/epoch';
import type { AccountId } from '../../core/model/accountId';

/** A window on its own, while its disk takes nothing. */
export interface Alone {
  readonly store: WatchStore;
  /**
   * Gives what came meanwhile to the store that is shared again; what others wrote there later counts. Whether that was all: an account
   * that is asked just now has to wait. Fails as the shared store does, and goes on from there at the next call.
   */
  readonly handIn: (shared: WatchStore, owner: string, now: EpochMs) => boolean;
}

/**
 * @param known what was shared until now, so that nothing is asked or told a second time
 * @param has what the shared file has of that
 */
export function goAlone(known: ReadonlyMap<AccountId, WatchRecord>, has = known): Alone {
  const store = memoryWatch();
  for (const [account, record] of known) store.change(account, () => record);
  const times = new Map<string, EpochMs>();
  let handedIn: ReadonlyMap<AccountId, WatchRecord> = has;
  const handInRecord = (shared: WatchStore, account: AccountId, record: WatchRecord, owner: string, now: EpochMs): boolean => {
    // It was forgotten meanwhile.
    if (record.place === '' && record.epoch > (handedIn.get(account)?.epoch ?? 0)) {
      shared.forget(account, record.epoch);
      handedIn = new Map([...handedIn, [account, record]]);
      return true;
    }
    const claim = shared.claim(account, owner, now);
    if (claim.kind === 'busy') return false;
    const own = store.pendingAlerts().filter(({ alert }) => alert.account === account);
    shared.commit(account, owner, claim.epoch, (before) => {
      const isNewer = record.epoch >= before.epoch && (record.checkedAt ?? 0) >= (before.checkedAt ?? 0);
      return { record: isNewer ? record : before, alerts: isNewer ? own.map(({ alert }) => alert) : [], posts: [] };
    });
    for (const { id } of own) store.takeAlert(id);
    handedIn = new Map([...handedIn, [account, record]]);
    return true;
  };
  return {
    store: {
      ...store,
      setActive: (at) => {
        times.set('active', at);
        store.setActive(at);
      },
      setTime: (name, at) => {
        times.set(name, at);
        store.setTime(name, at);
      },
    },
    handIn: (shared, owner, now) => {
      // A disk that can be read alone is not back.
      shared.setTime('handedIn', now);
      for (const [name, at] of times) {
        const isLater = at > ((name === 'active' ? shared.lastActiveAt() : shared.time(name)) ?? -Infinity);
        if (isLater && name === 'active') shared.setActive(at);
        else if (isLater) shared.setTime(name, at);
        times.delete(name);
      }
      for (let post = store.claimPost(owner, Infinity); post; post = store.claimPost(owner, Infinity)) {
        shared.addPost(post.account, post.body, now);
        store.removePost(post.id, owner);
      }
      const changed = [...store.changes(null).records].filter(([account, record]) => record !== handedIn.get(account));
      return changed.map(([account, record]) => handInRecord(shared, account, record, owner, now)).every(Boolean);
    },
  };
}
