import type { AccountId } from '../model/accountId';
import { errorKinds } from '../model/providerError';
import type { EpochMs } from '../time/epoch';
import type { AccountFacts } from '../views/accountView';
import type { OutcomeKind } from '../history/outcomeInterval';
import { hourMs } from '../time/durations';

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
  /** From which age on no amount is given. Default: {@link staleAfterMs}. A watch that asks more seldom gives twice its interval. */
  readonly staleAfterMs?: number;
  /** Absent where nothing is counted, as in a single run: a counter that begins anew with each run says nothing. */
  readonly checks?: ReadonlyMap<AccountId, Counts<OutcomeKind>>;
  /** By the id of the channel, which is a name and never its address. Absent as above. */
  readonly messages?: ReadonlyMap<string, Counts<MessageOutcome>>;
}

/** As in messages to a team: most accounts are checked hourly. */
export const staleAfterMs = 3 * hourMs;
