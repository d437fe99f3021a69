import type { WatchRecord } from '../core/checks/watchRecord';
import type { Config } from '../core/config/config';
import type { LendHistory } from '../core/history/readHistory';
import type { AccountId } from '../core/model/accountId';
import type { Outcome } from '../core/model/outcome';
import type { Provider } from '../core/provider/provider';
import type { EpochMs } from '../core/time/epoch';

/** What is read for one answer. Nothing is kept between two of them, so that a changed file counts at once. */
export interface Sources {
  /** null: a history alone was named. */
  readonly config: Config | null;
  /** null: the configuration names none. */
  readonly historyFile: string | null;
}

export type ReadSources =
  | { readonly ok: true; readonly sources: Sources }
  /** What is wrong, without what stands in a file, and without a path that nobody named. */
  | { readonly ok: false; readonly reason: string };

export type CheckAccounts = (
  config: Config,
  wanted: ReadonlySet<AccountId>,
  signal: AbortSignal,
  onChecked: (done: number, of: number) => void,
) => Promise<CheckedAccounts>;

export type CheckedAccounts =
  { readonly ok: true; readonly outcomes: ReadonlyMap<AccountId, Outcome> } | { readonly ok: false; readonly reason: string };

/** All that the server reaches others by. */
export interface McpPorts {
  readonly now: () => EpochMs;
  /** An IANA name: whose days count. */
  readonly timeZone: string;
  readonly providers: readonly Provider[];
  readonly readSources: () => ReadSources;
  readonly lendHistory: LendHistory;
  /** What whoever checks knows, from the file beside a history; empty where there is none. */
  readonly watchRecords: (historyFile: string) => ReadonlyMap<AccountId, WatchRecord>;
  /** Lets others have their turn, such as a request to cancel. */
  readonly turn: () => Promise<void>;
  /** null: nobody allowed requests to providers, so there is nothing that could send one. */
  readonly check: CheckAccounts | null;
  /** Something was thrown on our side. */
  readonly onFault: (error: unknown) => void;
}
