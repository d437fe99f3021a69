import type { Booking } from '../prices/bookedOn';
import type { MeantNames } from '../prices/meantSite';
import type { PriceOverride } from '../prices/priceOverride';
import type { Mistake } from '../text/shapeMistakes';
import type { EpochMs } from '../time/epoch';
import type { SkipReason } from '../usage/usageReader';
import type { ExplainedGroup } from './explainedGroup';
import type { KnownTime } from './knownTime';
import type { ModelPrice } from './modelPrices';
import type { AskedPayer } from './payersAsked';
import type { PlacedGroup } from './spendingGroups';
import type { UsageTotal } from './usageTotals';

/** What the host asks of the thread that reads logs, as data that survives being sent. */
export type ToUsageWorker = UsageRequest | { readonly kind: 'find' };

export interface UsageRequest {
  readonly kind: 'explain';
  /** Where what was read is kept. */
  readonly folder: string;
  /** The ids of the readers that the person switched on. */
  readonly tools: readonly string[];
  /** Whether logs are looked at, or only what is kept of them is reckoned with. */
  readonly reads: boolean;
  /** As the answer before has it: what was read by then, where logs are not looked at. */
  readonly known: KnownTime | null;
  /** This window, among those that may read. */
  readonly owner: string;
  readonly now: EpochMs;
  /** Calls of before are left out. */
  readonly since: EpochMs;
  /** Files that have not changed since are not read. */
  readonly readsSince: EpochMs;
  readonly groups: readonly PlacedGroup[];
  /** Which provider a log means by a name or a host. */
  readonly meant: MeantNames;
  readonly overrides: readonly PriceOverride[];
  readonly bookings: readonly Booking[];
}

/** What the logs of one tool hold, and what was passed over. */
export interface ToolUsage {
  readonly tool: string;
  readonly name: string;
  readonly filesRead: number;
  /** Files by their names alone: folders are named for what somebody works on. */
  readonly skipped: readonly { readonly file: string; readonly reason: SkipReason }[];
  /** When the newest of its files changed; null where there is none. */
  readonly newest: EpochMs | null;
  readonly blindSpots: readonly string[];
  readonly total: UsageTotal;
}

export interface UsageAnswer {
  readonly at: EpochMs;
  readonly tools: readonly ToolUsage[];
  readonly groups: readonly ExplainedGroup[];
  readonly prices: readonly ModelPrice[];
  readonly payers: readonly AskedPayer[];
  /** null: logs were not read to the end, or there are none. */
  readonly known: KnownTime | null;
  /** Names in entries that no reader and no table of prices has. */
  readonly mistakes: readonly Mistake[];
  /** Another window was reading, so that what it has not kept yet is missing here. */
  readonly readElsewhere: boolean;
}

/** Where a tool keeps its logs on this machine, for the person who decides whether they may be read. */
export interface FoundTool {
  readonly tool: string;
  readonly name: string;
  /** Those that are there. */
  readonly folders: readonly string[];
  readonly files: number;
}

export interface UsageProgress {
  /** As it calls itself. */
  readonly tool: string;
  readonly done: number;
  readonly of: number;
}

/** What keeps logs from being read at all. */
export type UsageFault = 'noSqlite' | 'notKept';

export type FromUsageWorker =
  | { readonly kind: 'progress'; readonly progress: UsageProgress }
  | { readonly kind: 'answer'; readonly answer: UsageAnswer }
  | { readonly kind: 'found'; readonly tools: readonly FoundTool[] }
  | { readonly kind: 'fault'; readonly fault: UsageFault };
