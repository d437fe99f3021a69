import type { EpochMs } from '../time/epoch';
import { nextEpoch, nothingKnown, type WatchRecord } from './watchRecord';
import type { Alert } from './alerts';
import { isPostDue } from './postDue';
import type { PendingAlert, Post, WatchStore } from './watchStore';
import type { AccountId } from '../model/accountId';

interface HeldPost extends Omit<Post, 'isUnsure'> {
  readonly claims: number;
  readonly setAt: EpochMs;
  readonly dueAt: EpochMs;
}

/** For one process alone: the command line, or a window while its disk takes nothing. */
export function memoryWatch(): WatchStore {
  const records = new Map<AccountId, WatchRecord>();
  const revisions = new Map<AccountId, number>();
  const times = new Map<string, EpochMs>();
  let alerts: readonly PendingAlert[] = [];
  let posts: readonly HeldPost[] = [];
  let ids = 0;
  let revision = 0;
  const recordOf = (account: AccountId): WatchRecord => records.get(account) ?? nothingKnown;
  const put = (account: AccountId, record: WatchRecord): void => {
    records.set(account, record);
    revisions.set(account, (revision += 1));
  };
  const addPost = (account: AccountId | null, channel: string, body: string, now: EpochMs): void => {
    posts = [...posts, { id: (ids += 1), account, channel, body, attempts: 0, claims: 0, setAt: now, dueAt: now }];
  };
  const addAlerts = (more: readonly Alert[]): void => {
    alerts = [...alerts, ...more.map((alert) => ({ id: (ids += 1), alert }))];
  };
  const postsOf = (channel: string): readonly HeldPost[] => posts.filter((post) => post.channel === channel);
  const endUntold = (account: AccountId): void => {
    alerts = alerts.filter(({ alert }) => alert.account !== account);
    posts = posts.filter((post) => post.account !== account);
  };
  return {
    claim: (account) => ({ kind: 'claimed', epoch: recordOf(account).epoch }),
    renew: () => undefined,
    epoch: (account) => recordOf(account).epoch,
    commit: (account, _owner, epoch, step) => {
      // A claim made before the disk failed counts as well.
      if (records.has(account) && recordOf(account).epoch !== epoch) return null;
      const before = recordOf(account);
      const committed = step(before);
      put(account, committed.record);
      if (committed.record.epoch !== before.epoch) endUntold(account);
      addAlerts(committed.alerts);
      for (const { channel, body } of committed.posts) addPost(account, channel, body, committed.record.checkedAt ?? 0);
      return committed;
    },
    release: () => undefined,
    forget: (account, now) => {
      put(account, { ...nothingKnown, epoch: nextEpoch(recordOf(account).epoch, now) });
      endUntold(account);
    },
    changes: (since) => ({
      revision,
      isAll: since === null,
      records: new Map([...records].filter(([account]) => since === null || (revisions.get(account) ?? 0) > since)),
    }),
    change: (account, step, told = () => []) => {
      put(account, step(recordOf(account)));
      addAlerts(told());
    },
    everKnown: () => [...records.keys()],

    lead: () => true,
    resign: () => undefined,
    endClaims: () => undefined,

    pendingAlerts: () => alerts,
    takeAlert: (id) => {
      const before = alerts.length;
      alerts = alerts.filter((one) => one.id !== id);
      return alerts.length < before;
    },

    setActive: (at) => void times.set('active', at),
    lastActiveAt: () => times.get('active') ?? null,
    setTime: (name, at) => void times.set(name, at),
    time: (name) => times.get(name) ?? null,
    moveTime: (name, from, to) => {
      if ((times.get(name) ?? null) !== from) return false;
      times.set(name, to);
      return true;
    },

    addPost,
    claimPost: (_owner, channel, now, after = 0) => {
      const first = postsOf(channel).find(({ id }) => id > after);
      if (!first || !isPostDue(first, now)) return null;
      posts = posts.map((post) => (post === first ? { ...post, claims: post.claims + 1 } : post));
      return { ...first, isUnsure: first.claims > first.attempts };
    },
    delayPost: (id, _owner, attempts, now, dueAt) => {
      posts = posts.map((post) => (post.id === id ? { ...post, attempts, claims: attempts, setAt: now, dueAt } : post));
    },
    holdsPost: (id) => posts.some((post) => post.id === id),
    removePost: (id) => {
      const before = posts.length;
      posts = posts.filter((post) => post.id !== id);
      return posts.length < before;
    },
    posts: (channel) => ({ count: postsOf(channel).length, dueAt: postsOf(channel)[0]?.dueAt ?? null }),
    clearPosts: (channel) => {
      posts = posts.filter((post) => post.channel !== channel);
    },
    postChannels: () => [...new Set(posts.map(({ channel }) => channel))],

    close: () => undefined,
  };
}
