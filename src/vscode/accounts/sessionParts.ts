import type * as vscode from 'vscode';
import type { Prepared } from '../../core/checks/askOnce';
import type { ChecksPorts } from '../../core/checks/checks';
import type { WatchStore } from '../../core/checks/watchStore';
import type { ExplainedLine } from '../../core/explained/explainedLine';
import type { Account } from '../../core/model/account';
import type { AccountId } from '../../core/model/accountId';
import type { Provider } from '../../core/provider/provider';
import type { RunQuery } from '../../core/provider/query';
import type { Send } from '../../core/provider/transport';
import type { History } from './history';
import type { KeySources } from './keyOf';
import type { Keys } from './keys';

export interface SessionParts extends Pick<ChecksPorts, 'onCommitted' | 'pause' | 'repeat' | 'postsOf'> {
  readonly providers: readonly Provider[];
  readonly keys: Keys;
  readonly log: vscode.LogOutputChannel;
  readonly send: Send;
  readonly query: RunQuery;
  readonly keySources: KeySources;
  /** A fault of our own: the account gets a failure, and the log its stack. */
  readonly onFault: (error: unknown) => void;
  readonly history: History;
  readonly watch: WatchStore;
  /** This window, among those that share `watch`. */
  readonly owner: string;
  readonly minuteMs: number;
  readonly wokeAt: () => number;
  readonly sharing: SharedChecks;
  /** What logs of tools account for, as far as somebody had them read. */
  readonly explained: (accountId: AccountId) => readonly ExplainedLine[];
}

/** What a history that machines share has to do with checks. Without one, each machine asks for itself. */
export interface SharedChecks {
  /** A request that is sent only where this machine is the one to ask. */
  readonly prepare: (account: Account, own: (account: Account) => Promise<Prepared>) => Promise<Prepared>;
  /** The name of the machine that was answered last, where that was another one. */
  readonly readBy: (account: Account) => string | null;
}
