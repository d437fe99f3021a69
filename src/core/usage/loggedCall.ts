import type { Micros, Unit } from '../money/money';
import type { EpochMs } from '../time/epoch';
import type { Tokens } from './tokens';

/**
 * How the company that was called is known: the log names it, a setting of the tool names its address, or the model's name
 * suggests it. What is only suggested is booked on no account.
 */
export type ProviderEvidence = 'logged' | 'host' | 'model';

export interface LoggedProvider {
  /** As the tool writes it (`deepseek`, `moonshotai`), or the host alone where the evidence is one. */
  readonly name: string;
  readonly evidence: ProviderEvidence;
}

/** An amount that stands in the log: the provider's own figure that the tool passes on, or what the tool reckoned by a list of its own. */
export interface LoggedCost {
  readonly amount: Micros;
  readonly unit: Unit;
  readonly source: 'provider' | 'tool';
}

/**
 * One call of a model as a log tells of it, in the words of all tools. It holds no content, no title and no address of a person; names
 * of sessions, calls and folders are kept as keyed hashes alone (of a folder its last name too).
 * @typeParam Name a text as the reader makes it, or the number that stands for it in what is kept
 */
export interface LoggedCall<Name = string> {
  /**
   * Names the call, in every file and on every read of it: two with one key are one call. Best made of the provider's own id of its
   * answer, which other tools' logs have too (`callKey`).
   */
  readonly key: Name;
  /** When it began, or the nearest to it that the log tells. Of several with one key, the earliest counts. */
  readonly at: EpochMs;
  /**
   * It stands for what was used from then until `at`, and nobody knows when of that: what a session came to since it began, or since it
   * was last looked at. Left out: a `call` was made `at` that time; of a `sum` it is not known how far back it reaches.
   */
  readonly since?: EpochMs;
  /**
   * `call`: one request. `sum`: money or tokens that are not one request, such as what a session came to since it was last
   * looked at; it is counted, but not as a call.
   */
  readonly kind: 'call' | 'sum';
  /**
   * Of a `sum`: its costs and tokens are what its session has come to since that began. By how much they rose above what was known of
   * the session before is what counts, so that it may be looked at at any time, and any number of times. Its key names the session and
   * what it came to. Where a session has several such totals, `session` names the total.
   */
  readonly isCumulative?: boolean;
  readonly provider: LoggedProvider | null;
  /** As logged; null where the log names none. */
  readonly model: string | null;
  /** null: the call was made and its usage is in no log (unmeasured), or a `sum` of money alone. */
  readonly tokens: Tokens | null;
  /** `reported`: the provider's own numbers. `counted`: the tool counted by itself. `total`: of several calls together. */
  readonly quality: 'reported' | 'counted' | 'total';
  /** The log does not tell cached input apart: what `tokens` has as input may have been read from a cache, at a lower price. */
  readonly mayHoldCache?: boolean;
  /** Searches on the web that the provider made, which cost by the request. */
  readonly webSearches?: number;
  /** Pages of the web that the provider opened, for which some take as much as for a search. */
  readonly webFetches?: number;
  /** `fast` or `priority`, `batch`, …: what may have another price than the list's. */
  readonly serviceTier?: string;
  /** Views of the same money in several units are never added. */
  readonly costs: readonly LoggedCost[];
  /** The folder that was worked in, as logged. */
  readonly project: string | null;
  readonly session: Name | null;
  /** Of another agent that the person's own one started. */
  readonly isSubAgent: boolean;
  /** Of several with one key the highest counts, then the one with more output; 0 where all say the same. */
  readonly rank?: number;
  /** By which others may say that they are copies of this one; the key does not do where the copy has another. */
  readonly name?: Name;
  /**
   * It is a copy, and does not count, if a call with this `name` is known from any file; where that is the key of a cumulative `sum` too,
   * only if that began by then.
   */
  readonly copyOf?: Name;
  /**
   * It is a copy of something in this session, and does not count, unless that session is known: then `copyOf` decides. With `since` it
   * counts, and may be one.
   */
  readonly replayOf?: Name;
}
