import type { HistoryRow } from '../history/historyRow';
import { unitNamed, type Unit } from '../money/money';

type Held = Pick<HistoryRow, 'unit' | 'cap'> & { readonly reading: Pick<HistoryRow['reading'], 'available'> };

/** The one unit in which there was ever anything; null where there is none, or several. @param rows of one account */
export function unitPaidIn(rows: readonly Held[]): Unit | null {
  const units = new Set(rows.filter(({ cap, reading }) => cap === undefined && reading.available !== 0).map(({ unit }) => unit));
  const [only] = units;
  return units.size === 1 ? (unitNamed(only) ?? null) : null;
}
