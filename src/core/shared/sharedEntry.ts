import type { HistoryEntry } from '../history/historyEntry';
import type { AccountId } from '../model/accountId';

/** An account as all machines name it. The same id at another place is another account, and nothing of one is about the other. */
export interface SharedAccount {
  readonly account: AccountId;
  /** Where it points to, see `placeKey`; the store compares it and does not read it. */
  readonly place: string;
}

/** One check, with the place of its account. */
export interface SharedEntry {
  readonly place: string;
  readonly entry: HistoryEntry;
}

/** One machine, or one container: the id is made once and kept there, since names such as `localhost` are many machines'. */
export interface MachineName {
  /** A UUID. */
  readonly id: string;
  /** For people. */
  readonly name: string;
}

/** What another machine handed on. */
export interface HandedEntry extends SharedEntry {
  readonly machine: MachineName;
}
