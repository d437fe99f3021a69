import type { WatchStore } from './watchStore';

/**
 * For whoever has no screen to show an alert on, and tells all by messages. What is written down to be shown would be taken by nobody,
 * and be one row more with each crossing for ever; what was written so before ends.
 */
export function toldByMessages(store: WatchStore): WatchStore {
  for (const { id } of store.pendingAlerts()) store.takeAlert(id);
  return {
    ...store,
    commit: (account, owner, epoch, step) => store.commit(account, owner, epoch, (before) => ({ ...step(before), alerts: [] })),
    change: (account, step) => store.change(account, step),
  };
}
