import type { EpochMs } from '../time/epoch';
import { inUseMs } from './reconcile';
import type { PlacedGroup } from './spendingGroups';

/** From when on calls may explain something of these groups: a span that is looked at may have begun before, and was booked late. */
export function callsSince(groups: readonly PlacedGroup[], since: EpochMs): EpochMs {
  let earliest = since;
  for (const { readings, periods } of groups.flatMap(({ accounts }) => accounts)) {
    for (const { from } of periods) earliest = Math.min(earliest, from - inUseMs);
    for (const { at } of readings) earliest = Math.min(earliest, at - inUseMs);
  }
  return Math.max(0, earliest);
}
