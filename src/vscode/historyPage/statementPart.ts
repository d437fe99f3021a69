import type { HistoryStore } from '../../core/history/historyStore';
import type { HistoryDisplay } from '../../core/historyPage/historyDisplay';
import { readStatement, statementAccounts, statementReach } from '../../core/statement/readStatement';
import type { Statement } from '../../core/statement/statement';
import { statementView, type StatementView } from '../../core/statement/statementView';
import type { AccountFacts } from '../../core/views/accountView';
import type { History } from '../accounts/history';

export interface StatementParts {
  readonly store: HistoryStore;
  readonly facts: () => readonly AccountFacts[];
  readonly history: Pick<History, 'daysOf' | 'ledgersOf' | 'reach' | 'unread'>;
  readonly display: () => HistoryDisplay;
  readonly month: () => string | null;
}

/** The Statement of the month that is looked at. */
export interface StatementPart {
  /** null while histories are being read: a statement without some of its accounts must not leave the page. */
  readonly whole: () => Statement | null;
  readonly view: (more?: Pick<HistoryDisplay, 'hidden'>) => StatementView;
}

export function statementPart({ store, history, facts: factsNow, display: displayNow, month }: StatementParts): StatementPart {
  const read = (display: HistoryDisplay) => {
    const facts = factsNow();
    history.reach(statementReach);
    history.ledgersOf(statementAccounts({ facts, store }).map(({ account }) => account));
    return readStatement({ facts, store, daysOf: (id) => history.daysOf(id) }, month(), display.now, display.timeZone);
  };
  return {
    whole: () => {
      const { statement } = read(displayNow());
      return history.unread() === 0 ? statement : null;
    },
    view: (more) => {
      const display = { ...displayNow(), ...more };
      return statementView({ read: read(display), place: store.place(), unread: history.unread(), display });
    },
  };
}
