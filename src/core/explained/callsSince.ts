import type { EpochMs } from '../time/epoch';
import type { PlacedGroup } from './spendingGroups';

/** From when on calls may explain something of these groups: a span that is looked at may have begun before, and was booked late. */
export function callsSince(groups: readonly PlacedGroup[], since: EpochMs): EpochMs {
  let earliest = since;
  for (const { accounts, settleMs } of groups)
    for (const { readings, periods } of accounts) {
      for (const { from } of periods) earliest = Math.min(earliest, from);
      for (const { at } of readings) earliest = Math.min(earliest, at - settleMs);
    }
  return Math.max(0, earliest);
}
