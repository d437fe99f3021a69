import type { ReadHistory } from '../core/history/readHistory';
import { keptLedgers, type KeptLedgers } from '../core/ledger/keptLedgers';
import type { AccountId } from '../core/model/accountId';
import type { EpochMs } from '../core/time/epoch';

interface LedgersOf {
  readonly history: ReadHistory;
  readonly accounts: readonly AccountId[];
  readonly timeZone: string;
  readonly now: EpochMs;
  /** Days are wanted from then on; absent: what the figures need. */
  readonly from?: EpochMs;
  readonly turn: () => Promise<void>;
  readonly signal: AbortSignal;
}

/** A read of a slice takes some milliseconds, so a turn takes little longer. */
const slicesAtOnce = 4;

/** The ledgers of some accounts, read to their end, in turns: a history of years must not keep a request to cancel waiting. */
export async function readLedgers({ history, accounts, timeZone, now, from, turn, signal }: LedgersOf): Promise<KeptLedgers> {
  const ledgers = keptLedgers(history, timeZone);
  ledgers.ask(accounts);
  if (from !== undefined) ledgers.reach(from);
  ledgers.follow();
  for (;;) {
    let left = slicesAtOnce;
    if (!ledgers.read(now, () => left-- > 0).isMore) return ledgers;
    await turn();
    signal.throwIfAborted();
  }
}
