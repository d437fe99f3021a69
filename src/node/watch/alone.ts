import { memoryWatch } from '../../core/checks/memoryWatch';
import type { WatchRecord } from '../../core/checks/watchRecord';
import type { WatchStore } from '../../core/checks/watchStore';
import type { EpochMs } from '../../core/time/epoch';
import type { AccountId } from '../../core/model/accountId';
import { tellingTimes } from './tellingTimes';

/** What a window works with while the disk takes nothing: a store in its own memory, handed in once the disk takes something again. */
export interface Alone {
  readonly store: WatchStore;
  /**
   * Writes what came meanwhile into the shared store; where another window wrote something later of an account, that stays. False while
   * an account could not be handed in, as somebody is asking for it: the next call goes on with it. Where the disk fails once more, this
   * throws what the shared store throws, and the next call goes on from there.
   */
  readonly handIn: (shared: WatchStore, owner: string, now: EpochMs) => boolean;
}

/** What was shared until now, so that nothing is asked, told or posted a second time. */
export interface KnownOfShared {
  readonly records: ReadonlyMap<AccountId, WatchRecord>;
  readonly times: ReadonlyMap<string, EpochMs>;
}

/** @param has how much of those records is in the shared file: nothing where another file took its place */
export function goAlone({ records, times: knownTimes }: KnownOfShared, has = records): Alone {
  const store = memoryWatch();
  for (const [account, record] of records) store.change(account, () => record);
  for (const [name, at] of knownTimes) store.setTime(name, at);
  // A zero is "no longer so": of before, it says nothing about what others wrote since.
  const times = new Map([...knownTimes].filter(([, at]) => at !== 0));
  let handedIn: ReadonlyMap<AccountId, WatchRecord> = has;
  const handInRecord = (shared: WatchStore, account: AccountId, record: WatchRecord, owner: string, now: EpochMs): boolean => {
    // This window forgot it while it was on its own: now all do.
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
    store: tellingTimes(store, (name, at) => void times.set(name, at)),
    handIn: (shared, owner, now) => {
      // Written before all else: a disk that can be read and not written fails here, and nothing is taken for handed in.
      shared.setTime('handedIn', now);
      for (const [name, at] of times) {
        if (at === 0 || at > (shared.time(name) ?? -Infinity)) shared.setTime(name, at);
        times.delete(name);
      }
      const changed = [...store.changes(null).records].filter(([account, record]) => record !== handedIn.get(account));
      if (!changed.map(([account, record]) => handInRecord(shared, account, record, owner, now)).every(Boolean)) return false;
      // After the records: with another epoch, what was to be told of an account ends, there as here.
      for (const channel of store.postChannels()) {
        for (let post = store.claimPost(owner, channel, Infinity); post; post = store.claimPost(owner, channel, Infinity)) {
          const isOfNow = post.account === null || shared.epoch(post.account) <= store.epoch(post.account);
          if (isOfNow) shared.addPost(post.account, channel, post.body, now);
          store.removePost(post.id, owner);
        }
      }
      return true;
    },
  };
}
