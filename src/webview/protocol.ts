import type { HistoryRange, TimeSpan } from '../core/historyPage/historySelection';
import type { HistoryView } from '../core/historyPage/historyView';

/** The history page asks; the host alone reads and writes. */
export type ToHost =
  /** The page is there, for the first time or again: send everything. `pixels` is the width of the chart. */
  | { readonly kind: 'ready'; readonly pixels: number }
  | { readonly kind: 'resized'; readonly pixels: number }
  | { readonly kind: 'select'; readonly account: string; readonly unit: string; readonly range: HistoryRange }
  /** More detail of a part of the range; null: the whole range again. */
  | { readonly kind: 'zoom'; readonly span: TimeSpan | null }
  /** `at` is the end of the entry's window; an empty text removes the note. */
  | { readonly kind: 'note'; readonly account: string; readonly unit: string; readonly at: number; readonly text: string }
  | { readonly kind: 'export'; readonly format: 'csv' | 'json' }
  /** A PNG in base64, for the host to save. */
  | { readonly kind: 'picture'; readonly base64: string }
  | { readonly kind: 'import' }
  | { readonly kind: 'addAccount' }
  | { readonly kind: 'check' };

export type ToPage =
  /** Whole, each time: a page that was hidden knows nothing of what was before. */
  { readonly kind: 'state'; readonly view: HistoryView } | { readonly kind: 'failed'; readonly sentence: string };

/** What outlives the page, through `setState` and the editor's restart. */
export interface SavedPage {
  readonly account: string;
  readonly unit: string;
  readonly range: HistoryRange;
}
