import type { HistoryEntry } from '../../core/history/historyEntry';
import type { HistoryNote } from '../../core/history/historyStore';
import { mostBetween } from '../../core/history/outcomeInterval';

/** What was given to be written, in the order it came. */
export interface EntryLog {
  readonly add: (entries: readonly HistoryEntry[], notes: readonly HistoryNote[]) => void;
  readonly entries: () => readonly HistoryEntry[];
  readonly notes: () => readonly HistoryNote[];
  readonly size: () => number;
  readonly clear: () => void;
}

interface Logged {
  readonly entry: HistoryEntry;
  /** All of it but its times. */
  readonly says: string;
}

/** @param max entries, and notes, that are kept; beyond it the oldest go */
export function entryLog(max: number): EntryLog {
  const logged = new Map<number, Logged>();
  const ofAccount = new Map<string, readonly number[]>();
  let notes: readonly HistoryNote[] = [];
  let count = 0;
  const addEntry = (entry: HistoryEntry): void => {
    const one = { entry, says: JSON.stringify(entry, (key, value: unknown) => (key === 'at' ? undefined : value)) };
    const [before, last] = ofAccount.get(entry.account) ?? [];
    // Unchanged between an equal one before it and an equal one that comes: it says nothing that those two do not.
    const isBetween = isAlike(logged.get(before ?? -1), one) && isAlike(logged.get(last ?? -1), one);
    if (isBetween && last !== undefined) logged.delete(last);
    const kept = isBetween ? before : (last ?? before);
    count += 1;
    logged.set(count, one);
    ofAccount.set(entry.account, kept === undefined ? [count] : [kept, count]);
    const [oldest] = logged.keys();
    if (logged.size > max && oldest !== undefined) logged.delete(oldest);
  };
  return {
    add: (entries, moreNotes) => {
      entries.forEach(addEntry);
      notes = [...notes, ...moreNotes].slice(-max);
    },
    entries: () => [...logged.values()].map(({ entry }) => entry),
    notes: () => notes,
    size: () => logged.size + notes.length,
    clear: () => {
      logged.clear();
      ofAccount.clear();
      notes = [];
    },
  };
}

function isAlike(earlier: Logged | undefined, one: Logged): boolean {
  // Within an interval of outcomes, so that one that is left out makes no gap.
  if (!earlier || earlier.says !== one.says || Math.abs(one.entry.at - earlier.entry.at) > mostBetween) return false;
  return new Date(earlier.entry.at).toDateString() === new Date(one.entry.at).toDateString();
}
