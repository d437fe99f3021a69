export interface SharedLimits {
  /** Of each host that is tried. */
  readonly connectMs: number;
  /** Of each statement, and of each lock that is waited for. */
  readonly statementMs: number;
  /** Of a call, from its first byte to its last, with waiting for a connection and one repetition. */
  readonly wholeMs: number;
  /** After so long without a call a connection is closed. */
  readonly idleMs: number;
}

export const sharedLimits: SharedLimits = { connectMs: 4_000, statementMs: 8_000, wholeMs: 10_000, idleMs: 10_000 };
