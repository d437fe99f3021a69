import type { HistoryRow } from './historyRow';
import type { HistoryStore } from './historyStore';
import type { InSteps } from './inSteps';

const rowsAtOnce = 500;

/**
 * Imports rows oldest first. Whoever stops between two steps, or finds the disk full, has the rows up to there, and may import the same
 * rows again: what is there already stays.
 */
export function* importInSteps(
  store: Pick<HistoryStore, 'importRows'>,
  rows: readonly HistoryRow[],
  onImported: (count: number) => void,
): InSteps<number> {
  const sorted = [...rows].sort((a, b) => a.reading.at - b.reading.at);
  for (let index = 0; index < sorted.length; index += rowsAtOnce) {
    store.importRows(sorted.slice(index, index + rowsAtOnce));
    onImported(Math.min(sorted.length, index + rowsAtOnce));
    yield;
  }
  return sorted.length;
}
