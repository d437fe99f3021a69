import { nothingKnown, type WatchRecord } from '../../src/core/checks/watchRecord';
import type { WatchStore } from '../../src/core/checks/watchStore';
import { idOf } from './ids';

/** What a store holds of one account, wherever it points to. */
export function recordIn(store: WatchStore, account: string): WatchRecord {
  return store.changes(null).records.get(idOf(account)) ?? nothingKnown;
}
