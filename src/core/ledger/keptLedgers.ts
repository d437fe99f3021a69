import type { HistoryStore } from '../history/historyStore';
import type { PastReading } from '../history/pastReading';
import type { EpochMs } from '../time/epoch';
import type { LedgerFigures } from './followLedger';
import { lineLedger, type LineDays, type LineLedger } from './lineLedger';
import type { AccountId } from '../model/accountId';

/** The ledgers of the accounts that somebody asks for, kept, and read on as their lines grow. */
export interface KeptLedgers {
  /** Their lines are read from now on. */
  readonly ask: (accounts: readonly AccountId[]) => void;
  /** What is known of it by now, by unit. @param next what is to be written next, and counts already for the time that is left */
  readonly of: (account: AccountId, now: EpochMs, next?: ReadonlyMap<string, PastReading>) => ReadonlyMap<string, LedgerFigures>;
  /** Of all that are asked for, days are wanted from then on. */
  readonly reach: (from: EpochMs) => void;
  /** What is known of its days by now, by unit. */
  readonly daysOf: (account: AccountId, now: EpochMs) => ReadonlyMap<string, LineDays>;
  /** How many of those that are asked for have something left to read. */
  readonly unread: (now: EpochMs) => number;
  /** Its readings come first from now on. */
  readonly prefer: (account: AccountId) => void;
  /** Finds out what was written, by this window or another. */
  readonly follow: () => void;
  /** Reads while there is time, a few milliseconds at once. */
  readonly read: (now: EpochMs, hasTime: () => boolean) => ReadOn;
}

export interface ReadOn {
  /** Something is left to read. */
  readonly isMore: boolean;
  /** Figures of an account are others than before. */
  readonly hasNews: boolean;
}

export function keptLedgers(store: Pick<HistoryStore, 'lines' | 'readings' | 'version'>, timeZone: string): KeptLedgers {
  const accounts = new Map<AccountId, Map<string, LineLedger>>();
  const asked = new Set<AccountId>();
  let preferred: string | null = null;
  let version: number | null = null;
  let reached = Infinity;

  const mostNeeded = (now: EpochMs): LineLedger | null => {
    let [found, least]: readonly [LineLedger | null, number] = [null, Infinity];
    for (const account of asked)
      for (const line of accounts.get(account)?.values() ?? []) {
        const depth = line.depth(now);
        // What others wait for comes before the long past of one.
        const rank = depth === null ? Infinity : account === preferred ? -1 : depth;
        if (rank < least) [found, least] = [line, rank];
      }
    return found;
  };
  return {
    ask: (more) => {
      for (const account of more) asked.add(account);
    },
    of: (account, now, next) => {
      const figures = new Map<string, LedgerFigures>();
      for (const [unit, line] of accounts.get(account) ?? []) {
        const known = line.figures(now, next?.get(unit));
        if (known) figures.set(unit, known);
      }
      return figures;
    },
    reach: (from) => {
      if (from >= reached) return;
      reached = from;
      for (const lines of accounts.values()) for (const line of lines.values()) line.reach(from);
    },
    daysOf: (account, now) => {
      const days = new Map<string, LineDays>();
      for (const [unit, line] of accounts.get(account) ?? []) {
        const known = line.days(now);
        if (known) days.set(unit, known);
      }
      return days;
    },
    unread: (now) => {
      const isUnread = (line: LineLedger): boolean => line.depth(now) !== null;
      return [...asked].filter((account) => [...(accounts.get(account)?.values() ?? [])].some(isUnread)).length;
    },
    prefer: (account) => {
      preferred = account;
    },
    follow: () => {
      const current = store.version();
      if (current === version) return;
      version = current;
      const before = new Map(accounts);
      accounts.clear();
      for (const line of store.lines()) {
        const units = accounts.get(line.account) ?? new Map<string, LineLedger>();
        const known = before.get(line.account)?.get(line.unit);
        known?.follow(line);
        const ledger = known ?? lineLedger(store, line, timeZone);
        ledger.reach(reached);
        accounts.set(line.account, units.set(line.unit, ledger));
      }
    },
    read: (now, hasTime) => {
      let next = mostNeeded(now);
      let hasNews = false;
      while (next && hasTime()) {
        hasNews = next.read(now) || hasNews;
        next = mostNeeded(now);
      }
      return { isMore: next !== null, hasNews };
    },
  };
}
