import type { HistoryStore } from '../history/historyStore';
import type { Display } from '../views/amountText';

/** What the page reads of the store. */
export type HistoryReads = Pick<
  HistoryStore,
  'capLines' | 'intervals' | 'latest' | 'lines' | 'notes' | 'place' | 'readings' | 'series' | 'spendDays'
>;

export interface HistoryDisplay extends Display {
  readonly timeZone: string;
  readonly hidden: boolean;
  /** What the person must know about a history that machines share. */
  readonly sharing?: string | null;
}
