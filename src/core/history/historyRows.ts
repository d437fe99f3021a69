import type { HistoryRow } from './historyStore';
import type { Balance, Part, Reading } from '../model/reading';
import { unit, type Micros } from '../money/money';
import type { PastReading } from './pastReading';

/** What of a reading belongs into history, each at the time it was true. One that was kept stands there already, and changes nothing. */
export function historyRows(account: string, { balances }: Reading): readonly HistoryRow[] {
  return balances.flatMap((balance) => {
    const reading = pastReadingOf(balance);
    return reading ? [{ account, unit: balance.unit, reading }] : [];
  });
}

/** null where the amount is not known. */
export function pastReadingOf({ at, available, parts }: Balance): PastReading | null {
  return available === null ? null : { at, available, paid: partOf(parts, 'paid'), granted: partOf(parts, 'granted') };
}

function partOf(parts: readonly Part[], kind: 'paid' | 'granted'): Micros | null {
  return parts.find((part) => part.kind === kind)?.amount ?? null;
}

/** The last known balances of one account, each at its own time, as a reading to show until the next check. */
export function readingOfRows(rows: readonly HistoryRow[]): Reading | null {
  if (rows.length === 0) return null;
  const balances = rows.map(({ unit: of, reading: { at, available, paid, granted } }): Balance => ({
    unit: unit(of),
    available,
    at,
    parts: [
      ...(paid === null ? [] : [{ kind: 'paid', amount: paid } as const]),
      ...(granted === null ? [] : [{ kind: 'granted', amount: granted } as const]),
    ],
  }));
  return { at: Math.max(...balances.map(({ at }) => at)), balances, caps: [], spend: [], callsRefused: false, problems: [] };
}
