import type { HistoryStore } from '../../core/history/historyStore';
import type { HistoryDisplay } from '../../core/historyPage/historyDisplay';
import { explainedDays, type ExplainedSelection } from '../../core/historyPage/explainedSelection';
import { explainedView, type ExplainedView } from '../../core/explainedPage/explainedView';
import { titleOf, type AccountFacts } from '../../core/views/accountView';
import type { UsageLogs } from '../usage/usageLogs';

export interface ExplainedParts {
  readonly store: Pick<HistoryStore, 'place'>;
  readonly facts: () => readonly AccountFacts[];
  readonly logs: UsageLogs;
  readonly hideProjects: () => boolean;
}

/** What logs of tools account for, as the page shows it; that somebody looks at it is what has them read. */
export function explainedNow(parts: ExplainedParts, selection: ExplainedSelection, display: HistoryDisplay): ExplainedView {
  const { store, logs, hideProjects } = parts;
  logs.look(explainedDays[selection.range]);
  const facts = new Map(parts.facts().map((one) => [one.account.id, one]));
  return explainedView({
    standing: logs.standing(),
    selection,
    titleOf: (account) => {
      const known = facts.get(account);
      return known === undefined ? account : titleOf(known);
    },
    place: store.place(),
    hidesProjects: hideProjects(),
    display,
  });
}
