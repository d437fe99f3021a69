import type { EpochMs } from '../../core/time/epoch';
import type { LedgerFigures } from '../../core/ledger/followLedger';
import type { PastReading } from '../../core/history/pastReading';
import type { LineDays } from '../../core/ledger/lineLedger';
import type { KeptLedgers, ReadOn } from '../../core/ledger/keptLedgers';
import type { AccountId } from '../../core/model/accountId';

/** The host is shared: neither a draw nor a turn of reading takes more of it, but for the few milliseconds of the last slice. */
const atOnceMs = 6;
/** While much is read, surfaces are drawn anew no more often. */
const drawMs = 250;

export type LedgersByAccount = ReadonlyMap<AccountId, ReadonlyMap<string, LedgerFigures>>;

export interface LedgersInTurns {
  /** What is known of them; reads what is new while that takes no time, and the rest in turns of the event loop. */
  readonly of: (accounts: readonly AccountId[]) => LedgersByAccount;
  /** What is known of one, as it is with what was just read of it, by unit. */
  readonly with: (account: AccountId, next: ReadonlyMap<string, PastReading>) => ReadonlyMap<string, LedgerFigures>;
  readonly prefer: (account: AccountId) => void;
  /** As {@link KeptLedgers.reach}. */
  readonly reach: (from: EpochMs) => void;
  /** What is known of its days, by unit. */
  readonly daysOf: (account: AccountId) => ReadonlyMap<string, LineDays>;
  readonly unread: () => number;
  readonly dispose: () => void;
}

export interface LedgersInTurnsParts {
  readonly ledgers: KeptLedgers;
  readonly now: () => EpochMs;
  /** In milliseconds, and never set. */
  readonly clock: () => number;
  /** Figures came in after they were asked for. */
  readonly onNews: () => void;
  /** A disk that fails must not take the live balances with it. Nothing is read on by itself then. */
  readonly onFault: (error: unknown) => void;
}

export function ledgersInTurns({ ledgers, now, clock, onNews, onFault }: LedgersInTurnsParts): LedgersInTurns {
  let turn: NodeJS.Immediate | undefined;
  let isDisposed = false;
  let hasNews = false;
  let toldAt = -Infinity;

  const readOn = (): ReadOn => {
    const until = clock() + atOnceMs;
    const read = ledgers.read(now(), () => clock() < until);
    if (read.isMore) turn ??= setImmediate(takeTurn);
    return read;
  };
  const takeTurn = (): void => {
    turn = undefined;
    try {
      const read = readOn();
      hasNews ||= read.hasNews;
      if (!hasNews || (read.isMore && clock() - toldAt < drawMs)) return;
      hasNews = false;
      toldAt = clock();
      onNews();
    } catch (error) {
      onFault(error);
    }
  };
  const readNow = (accounts: readonly AccountId[]): void => {
    if (isDisposed) return;
    try {
      ledgers.follow();
      ledgers.ask(accounts);
      readOn();
    } catch (error) {
      onFault(error);
    }
  };
  return {
    of: (accounts) => {
      readNow(accounts);
      return new Map(accounts.map((account) => [account, ledgers.of(account, now())]));
    },
    with: (account, next) => {
      readNow([account]);
      return ledgers.of(account, now(), next);
    },
    prefer: ledgers.prefer,
    reach: ledgers.reach,
    daysOf: (account) => ledgers.daysOf(account, now()),
    unread: () => ledgers.unread(now()),
    dispose: () => {
      isDisposed = true;
      clearImmediate(turn);
    },
  };
}
