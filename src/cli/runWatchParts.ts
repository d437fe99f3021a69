import type { Thresholds } from '../core/model/account';
import type { AccountId } from '../core/model/accountId';
import type { EpochMs } from '../core/time/epoch';
import type { SummaryPace } from '../core/notify/summaryTurn';
import type { Checked } from '../core/views/checkReport';
import type { CheckTarget, Ports } from './checkTargets';
import type { ShareWatch } from './shareWatch';
import type { OutboxTellers } from './watchOutboxes';
import type { WatchChannel } from './configChannels';
import type { PostPorts } from '../core/notify/postTo';
import type { MarkOf } from './watchedTargets';
import type { WatchState } from './watchState';

export interface RunWatchParts extends Ports, Pick<PostPorts, 'hmac' | 'mail'>, OutboxTellers {
  readonly state: WatchState;
  /** Something was thrown on our side. */
  readonly onFault: (error: unknown) => void;
  /** Absent: what is checked stays on this machine. */
  readonly share?: ShareWatch;
  /** What the others that share know this one by. */
  readonly machine?: string;
  /** This process, among those that share the state. */
  readonly owner: string;
  /** Whether the process that had this name has ended. Absent: what it held runs out by its time. */
  readonly isGone?: (owner: string) => boolean;
  readonly markOf: MarkOf;
  /** Does it again and again, until what it gives is called. */
  readonly repeat: (ms: number, work: () => void) => () => void;
  readonly targets: readonly CheckTarget[];
  readonly intervalMs: number;
  readonly lowBalance: Thresholds;
  /** Aborted when the watch is to end, or to go by another configuration. */
  readonly signal: AbortSignal;
  /** Aborted when it is to end: what is on its way to a channel then ends as well. Absent: with `signal`. */
  readonly end?: AbortSignal;
  /** One line for each amount of each check. */
  readonly onLines: (lines: readonly string[], account: AccountId) => void;
  /** What each check gave; not of a failure that says nothing, just after a wake. */
  readonly onChecked?: (checked: Checked) => void;
  /** Another machine is asked about an account in the place of this one, which has no key for it. */
  readonly onLeftWithoutKey?: (checked: Checked) => void;
  /** Another machine posts the summary of a single run to a channel. */
  readonly onSummaryLeft?: (channel: string) => void;
  /** It begins with what is known from before, of so many accounts, and asks none before then. */
  readonly onResumed?: (known: number, nextAt: EpochMs) => void;
  /** After each look at what is due. */
  readonly onTick?: () => void;
  /** Where messages are posted. */
  readonly channels: readonly WatchChannel[];
  readonly summary: SummaryPace;
  /** Whose hours and days count, for checks and summaries. */
  readonly timeZone: string;
  /** Rejects when the signal is aborted. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
}
