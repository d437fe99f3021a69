import type { HistoryRow } from './historyRow';
import type { EpochMs } from '../time/epoch';
import { capNames } from './capName';
import type { Balance, Part, Reading } from '../model/reading';
import type { Micros } from '../money/money';
import type { PastReading } from './pastReading';
import type { AccountId } from '../model/accountId';

/**
 * What can be spent according to a reading, each balance at the time it was true. One that was kept stands there
 * already, and changes nothing.
 */
export function historyRows(account: AccountId, { balances }: Pick<Reading, 'balances'>, epoch: EpochMs = 0): readonly HistoryRow[] {
  return balances.flatMap((balance) => {
    const reading = pastReadingOf(balance, epoch);
    return reading ? [{ account, unit: balance.unit, reading }] : [];
  });
}

/** What the caps leave. One of which that is not known says nothing. */
export function capRows(account: AccountId, { at, caps }: Pick<Reading, 'at' | 'caps'>, epoch: EpochMs): readonly HistoryRow[] {
  return capNames(caps).flatMap(([cap, { unit, remaining, limit, resetsAt }]) => {
    if (remaining === null) return [];
    const reading = { at, epoch, available: remaining, paid: null, granted: null, ...(limit === null ? {} : { limit }) };
    return [{ account, unit, cap, reading, ...(resetsAt === undefined ? {} : { resetsAt }) }];
  });
}

/** null where the amount is not known. */
export function pastReadingOf({ at, available, parts }: Balance, epoch: EpochMs = 0): PastReading | null {
  return available === null ? null : { at, epoch, available, paid: partOf(parts, 'paid'), granted: partOf(parts, 'granted') };
}

function partOf(parts: readonly Part[], kind: 'paid' | 'granted'): Micros | null {
  return parts.find((part) => part.kind === kind)?.amount ?? null;
}
