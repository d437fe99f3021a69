import { pastReadingOf } from '../history/historyRows';
import { eventsOf, type LedgerEvent } from '../ledger/ledgerEvents';
import type { Balance, CapOwner, Reading } from '../model/reading';
import type { Micros } from '../money/money';
import { leastCaps } from '../model/spendable';
import { subjectNamed } from './alerts';

type KnownBalance = Balance & { readonly available: Micros };

/** What can run out: a balance, or the caps of one unit, of which the least counts. */
interface Source {
  readonly subject: string;
  readonly balance: KnownBalance;
  /** null of a balance. */
  readonly cap: CapOwner | null;
}

/** One that an answer tells anew, with what changed in it since the last one. */
export interface SourceNow extends Source {
  readonly events: readonly LedgerEvent[];
  /** For a cap: it was set back. */
  readonly isToppedUp: boolean;
}

/** What is of an older time than what was known before was kept, and says nothing of now. A row of a database has a time of its own. */
export function sourcesNow(reading: Reading, before: Reading | null): readonly SourceNow[] {
  const known = before ? sourcesOf(before) : [];
  return sourcesOf(reading).flatMap((source) => {
    const earlier = known.find(({ subject }) => subject === source.subject)?.balance;
    // A clock that was set back in between must hide nothing, so what was known "later than now" counts as of now.
    if (earlier && source.balance.at < Math.min(earlier.at, reading.at)) return [];
    const events = eventsBetween(earlier, source.balance);
    return [{ ...source, events, isToppedUp: events.some(({ kind }) => kind === 'topUp') }];
  });
}

function sourcesOf({ at, balances, caps }: Reading): readonly Source[] {
  const known = balances.filter((balance): balance is KnownBalance => balance.available !== null);
  return [
    ...known.map((balance) => ({ subject: subjectNamed(balance.unit, false), balance, cap: null })),
    ...leastCaps(caps).map(({ unit, remaining, owner = 'key' }) => ({
      subject: subjectNamed(unit, true),
      balance: { unit, available: remaining, parts: [], at },
      cap: owner,
    })),
  ];
}

/** In the order they were committed, whatever their clocks say. */
function eventsBetween(earlier: Balance | undefined, later: Balance): readonly LedgerEvent[] {
  const readings = [earlier && pastReadingOf(earlier), pastReadingOf(later)].filter((one) => one !== undefined && one !== null);
  return readings.length === 2 ? eventsOf(readings) : [];
}
