import type { HistorySelection } from '../../core/historyPage/historySelection';
import type { OverviewSelection } from '../../core/historyPage/overviewSelection';
import { readSaved } from '../../core/historyPage/pageMessages';
import type { PageTab } from '../../core/historyPage/pageTabs';

/** What the page looks at. */
export interface PageState {
  readonly tab: PageTab;
  readonly account: Partial<HistorySelection>;
  readonly overview: OverviewSelection;
  /** Of the Statement; null: the last one that is over. */
  readonly month: string | null;
  /** The width of the chart. */
  readonly pixels: number;
}

export const atFirst: PageState = {
  tab: 'overview',
  account: {},
  overview: { range: '30d', unit: null, per: 'day' },
  month: null,
  pixels: 800,
};

/** As it was before the editor was closed. */
export function restored(saved: unknown): PageState {
  // A page of before there were tabs was the chart of an account.
  const { tab = 'account', overview = atFirst.overview, month = null, account, unit, of, range } = readSaved(saved);
  const line = account === undefined || unit === undefined || of === undefined ? {} : { account, unit, of };
  return { ...atFirst, tab, overview, month, account: { ...line, ...(range ? { range } : {}) } };
}
