import type { ExplainedView } from '../core/explainedPage/explainedView';
import type { OverviewView } from '../core/overview/overviewView';
import type { StatementView } from '../core/statement/statementView';
import type { HistoryView } from '../core/historyPage/historyView';

export type { SavedPage, ToHost } from '../core/historyPage/pageMessages';

export type ToPage =
  /** Whole, each time: a page that was hidden knows nothing of what was before. */
  | { readonly kind: 'state'; readonly view: HistoryView }
  | { readonly kind: 'overview'; readonly view: OverviewView }
  | { readonly kind: 'statement'; readonly view: StatementView }
  | { readonly kind: 'explained'; readonly view: ExplainedView }
  | { readonly kind: 'failed'; readonly sentence: string };
