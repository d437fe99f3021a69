import type { ExplainedSelection } from '../../core/historyPage/explainedSelection';
import type { HistorySelection } from '../../core/historyPage/historySelection';
import type { OverviewSelection } from '../../core/historyPage/overviewSelection';
import { readSaved, type ToHost } from '../../core/historyPage/pageMessages';
import type { PageTab } from '../../core/historyPage/pageTabs';

/** What the page looks at. */
export interface PageState {
  readonly tab: PageTab;
  readonly account: Partial<HistorySelection>;
  readonly overview: OverviewSelection;
  readonly explained: ExplainedSelection;
  /** Of the Statement; null: the last one that is over. */
  readonly month: string | null;
  /** The width of the chart. */
  readonly pixels: number;
}

export const atFirst: PageState = {
  tab: 'overview',
  account: {},
  overview: { range: '30d', unit: null, per: 'day' },
  explained: { group: null, way: 'tool', range: '7d' },
  month: null,
  pixels: 800,
};

/** What is looked at after a message; null for one that asks for something to be done. */
export function stateAfter(message: ToHost, state: PageState): PageState | null {
  switch (message.kind) {
    case 'ready':
    case 'resized':
      return { ...state, pixels: message.pixels };
    case 'tab':
      return { ...state, tab: message.tab };
    case 'overview':
      return { ...state, overview: { ...state.overview, ...message.change } };
    case 'explained':
      return { ...state, explained: { ...state.explained, ...message.change } };
    case 'month':
      return { ...state, month: message.month };
    case 'open': {
      const { zoom: _, ...before } = state.account;
      return { ...state, tab: 'account', account: { ...before, account: message.account, unit: message.unit, of: '' } };
    }
    case 'select': {
      const { zoom: _, ...before } = state.account;
      return { ...state, account: { ...before, ...message.change } };
    }
    case 'zoom':
      return { ...state, account: { ...state.account, zoom: message.span } };
    case 'note':
    case 'threshold':
    case 'export':
    case 'exportStatement':
    case 'printStatement':
    case 'picture':
    case 'import':
    case 'addAccount':
    case 'check':
    case 'checkAll':
    case 'chooseTools':
    case 'readLogs':
    case 'stopReading':
    case 'prices':
    case 'payer':
    case 'act':
      return null;
  }
}

/** As it was before the editor was closed. */
export function restored(saved: unknown): PageState {
  // A page of before there were tabs was the chart of an account.
  const { tab = 'account', overview = atFirst.overview, explained = atFirst.explained, month = null, ...line } = readSaved(saved);
  const { account, unit, of, range } = line;
  const shown = account === undefined || unit === undefined || of === undefined ? {} : { account, unit, of };
  return { ...atFirst, tab, overview, explained, month, account: { ...shown, ...(range ? { range } : {}) } };
}
