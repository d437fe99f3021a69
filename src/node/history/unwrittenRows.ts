import type { HistoryNote, HistoryRow } from '../../core/history/historyStore';
import type { EpochMs } from '../../core/time/epoch';
import { lineKey, type HistoryLayer } from './layer';
import { memoryLayer } from './memoryLayer';

/** What the disk did not take, in the order it came, readable meanwhile. */
export interface UnwrittenRows {
  readonly add: (rows: readonly HistoryRow[], notes: readonly HistoryNote[]) => void;
  readonly rows: () => readonly HistoryRow[];
  readonly notes: () => readonly HistoryNote[];
  readonly layer: () => HistoryLayer;
  readonly clear: () => void;
}

/** @param max rows kept; beyond it the oldest go */
export function unwrittenRows(max: number, now: () => EpochMs): UnwrittenRows {
  let rows: readonly HistoryRow[] = [];
  let notes: readonly HistoryNote[] = [];
  let layer = memoryLayer();
  const refill = (): void => {
    layer = memoryLayer();
    layer.record(rows, notes, 'changes', now());
  };
  return {
    add: (moreRows, moreNotes) => {
      rows = [...rows.filter((row, index) => !isBetween(row, index, rows, moreRows)), ...moreRows];
      notes = [...notes, ...moreNotes];
      layer.record(moreRows, moreNotes, 'changes', now());
      if (rows.length <= max) return;
      rows = rows.slice(-max);
      refill();
    },
    rows: () => rows,
    notes: () => notes,
    layer: () => layer,
    clear: () => {
      rows = [];
      notes = [];
      refill();
    },
  };
}

/** Unchanged between an equal one before it and an equal one that comes: it says nothing that those two do not. */
function isBetween(row: HistoryRow, index: number, rows: readonly HistoryRow[], coming: readonly HistoryRow[]): boolean {
  const isSame = (other: HistoryRow | undefined): boolean =>
    other !== undefined &&
    lineKey(other) === lineKey(row) &&
    other.reading.available === row.reading.available &&
    other.reading.paid === row.reading.paid &&
    other.reading.granted === row.reading.granted;
  const isOfLine = (other: HistoryRow): boolean => lineKey(other) === lineKey(row);
  return isSame(rows.slice(0, index).findLast(isOfLine)) && !rows.slice(index + 1).some(isOfLine) && isSame(coming.find(isOfLine));
}
