import { orderReadings, type PastReading } from '../history/pastReading';
import type { EpochMs } from '../time/epoch';
import type { Cycle } from './ledgerCycles';
import type { LedgerEvent } from './ledgerEvents';
import { followLedger, type LedgerFigures } from './followLedger';

/** What the readings of one account and unit mean. A pure function of them: a better rule mends the past. */
export interface Ledger extends LedgerFigures {
  readonly events: readonly LedgerEvent[];
  /** The newest last; at most 200. */
  readonly cycles: readonly Cycle[];
}

/** @param timeZone an IANA name; days are counted there */
export function ledgerOf(readings: readonly PastReading[], now: EpochMs, timeZone: string): Ledger {
  const events: LedgerEvent[] = [];
  const ledger = followLedger(timeZone, (event) => events.push(event));
  ledger.append(orderReadings(readings, now));
  return { ...ledger.figures(now), events, cycles: ledger.cycles(now) };
}
