import type { PastReading } from '../history/pastReading';
import type { DayKey } from '../time/calendar';
import type { EpochMs } from '../time/epoch';
import { burnOf, type Burn } from './burn';
import { followDays } from './ledgerDays';
import type { LedgerEvent } from './ledgerEvents';
import { runwayOf, type Runway } from './runway';

export interface KeyExtent {
  /** With a reading besides the first; those of the latest months alone. */
  readonly days: number;
  readonly drops: number;
  readonly topUps: number;
}

/** What the burn rate and the runway stand on: readings of one key. What another key spent says nothing of them. */
export interface KeyLedger {
  /** Its first. */
  readonly epoch: EpochMs;
  readonly see: (reading: PastReading) => void;
  readonly add: (event: LedgerEvent) => void;
  /** Time in which nobody can tell what was spent. */
  readonly addUnseen: (event: LedgerEvent) => void;
  readonly burn: (today: DayKey) => Burn | null;
  /** @param next counts in place of the newest, where there is one */
  readonly runway: (now: EpochMs, today: DayKey, newest: PastReading | undefined, next: PastReading | undefined) => Runway;
  readonly extent: () => KeyExtent;
}

export function followKey(dayOf: (at: EpochMs) => DayKey, epoch: EpochMs): KeyLedger {
  const days = followDays(dayOf);
  let first: PastReading | undefined;
  let [drops, topUps, lastDrop, lastBound] = [0, 0, -Infinity, -Infinity];
  return {
    epoch,
    see: (reading) => {
      if (first) days.see(reading.at);
      else first = reading;
    },
    add: (event) => {
      if (event.kind === 'spend') {
        drops += 1;
        lastDrop = event.to;
      }
      if (event.kind === 'topUp') topUps += 1;
      if (event.atLeast) lastBound = event.to;
      days.add(event);
    },
    addUnseen: days.add,
    burn: (today) => burnOf(days.ofBurn(), today),
    runway: (now, today, newest, next) => {
      const isDrop = next !== undefined && newest?.epoch === next.epoch && next.available < newest.available;
      const ofBurn = days.ofBurn();
      return runwayOf({
        first,
        last: next ?? newest,
        drops: isDrop ? drops + 1 : drops,
        lastDrop: isDrop ? next.at : lastDrop,
        lastBound,
        burn: burnOf(ofBurn, today),
        days: ofBurn,
        now,
      });
    },
    extent: () => ({ days: days.seen(), drops, topUps }),
  };
}
