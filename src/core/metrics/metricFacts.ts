import type { AccountId } from '../model/accountId';
import { errorKinds } from '../model/providerError';
import type { EpochMs } from '../time/epoch';
import type { AccountFacts } from '../views/accountView';
import type { OutcomeKind } from '../history/outcomeInterval';

/** What became of a try to post a message: taken, to be tried again, refused for good, or tried often enough. */
export const messageOutcomes = ['posted', 'delayed', 'refused', 'givenUp'] as const;
export type MessageOutcome = (typeof messageOutcomes)[number];

export const checkOutcomes: readonly OutcomeKind[] = ['answered', ...errorKinds];

/** Since the program began. An outcome that is not named did not happen. */
export type Counts<Outcome extends string> = Readonly<Partial<Record<Outcome, number>>>;

/** All that the metrics are made of. */
export interface MetricFacts {
  readonly accounts: readonly AccountFacts[];
  readonly now: EpochMs;
  /** How often accounts are asked that say nothing else; absent in a single run. */
  readonly intervalMs?: number;
  /** Absent where nothing is counted, as in a single run: a counter that begins anew with each run says nothing. */
  readonly checks?: ReadonlyMap<AccountId, Counts<OutcomeKind>>;
  /** By the id of the channel, which is a name and never its address. Absent as above. */
  readonly messages?: ReadonlyMap<string, Counts<MessageOutcome>>;
}
