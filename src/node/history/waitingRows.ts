import type { HistoryNote, HistoryRow } from '../../core/historyStore';
import type { HistoryLayer } from './layer';
import { memoryLayer } from './memoryLayer';

/** What the disk did not take, in the order it came, readable meanwhile. */
export interface WaitingRows {
  readonly add: (rows: readonly HistoryRow[], notes: readonly HistoryNote[]) => void;
  readonly rows: () => readonly HistoryRow[];
  readonly notes: () => readonly HistoryNote[];
  readonly layer: () => HistoryLayer;
  readonly clear: () => void;
}

/** @param most rows kept; beyond it the oldest go */
export function waitingRows(most: number): WaitingRows {
  let rows: readonly HistoryRow[] = [];
  let notes: readonly HistoryNote[] = [];
  let layer = memoryLayer();
  const refill = (): void => {
    layer = memoryLayer();
    layer.keep(rows, notes, 'changes');
  };
  return {
    add: (moreRows, moreNotes) => {
      rows = [...rows, ...moreRows];
      notes = [...notes, ...moreNotes];
      layer.keep(moreRows, moreNotes, 'changes');
      if (rows.length <= most) return;
      rows = rows.slice(-most);
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
