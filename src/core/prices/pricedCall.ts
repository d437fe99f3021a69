import type { LoggedCall } from '../usage/loggedCall';

/** What of a call decides its price: one of a log, or calls alike that were added up. */
export type PricedCall = Pick<LoggedCall, 'at' | 'provider' | 'model' | 'tokens' | 'costs'> &
  Partial<Pick<LoggedCall, 'quality' | 'mayHoldCache' | 'webSearches' | 'webFetches' | 'serviceTier'>>;

export interface PaidBy {
  /** An account of the settings, where the call is booked on one. */
  readonly account?: string;
  /** The id of the reader whose log it is from. */
  readonly tool?: string;
}
