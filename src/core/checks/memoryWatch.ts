import { nothingKnown, type WatchRecord } from './watchRecord';
import type { PendingAlert, Post, WatchStore } from './watchStore';

/** For one process alone: the command line, or a window whose disk takes no more. */
export function memoryWatch(): WatchStore {
  const records = new Map<string, WatchRecord>();
  const generations = new Map<string, number>();
  const times = new Map<string, number>();
  let alerts: readonly PendingAlert[] = [];
  let posts: readonly Post[] = [];
  let ids = 0;
  const generationOf = (account: string): number => generations.get(account) ?? 0;
  return {
    claim: (account) => ({ kind: 'claimed', generation: generationOf(account) }),
    generation: generationOf,
    commit: (account, _owner, generation, step) => {
      // A claim made before the disk failed counts as well.
      if (generations.has(account) && generationOf(account) !== generation) return false;
      const result = step(records.get(account) ?? nothingKnown);
      records.set(account, result.record);
      alerts = [...alerts, ...result.alerts.map((alert) => ({ id: (ids += 1), alert }))];
      return true;
    },
    release: () => undefined,
    forget: (account) => {
      generations.set(account, generationOf(account) + 1);
      records.delete(account);
      alerts = alerts.filter(({ alert }) => alert.account !== account);
    },
    records: () => new Map(records),
    change: (account, step) => void records.set(account, step(records.get(account) ?? nothingKnown)),

    lead: () => true,
    resign: () => undefined,

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

    addPost: (body, now) => void (posts = [...posts, { id: (ids += 1), body, attempts: 0, nextAt: now }]),
    posts: () => posts,
    setPost: (id, next) => void (posts = posts.flatMap((post) => (post.id !== id ? [post] : next ? [{ ...post, ...next }] : []))),

    version: () => 0,
    close: () => undefined,
  };
}
