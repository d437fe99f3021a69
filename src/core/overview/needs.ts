import { explanation, stateName } from '../views/accountView';
import type { HistoryDisplay } from '../historyPage/historyDisplay';
import type { AccountId } from '../model/accountId';
import { needOf, type Need as NeedKind, type ShownAccount } from '../views/byNeed';
import type { ErrorAction } from '../views/errorAction';

/** An account that needs the person, why, and the one thing to do. */
export interface Need {
  readonly account: AccountId;
  readonly title: string;
  readonly kind: NeedKind;
  readonly sentence: string;
  readonly action: ErrorAction;
}

/** @param views in the order of all surfaces */
export function needsOf(views: readonly ShownAccount[], display: HistoryDisplay): readonly Need[] {
  return views.flatMap((view): readonly Need[] => {
    const kind = needOf(view);
    if (kind === null) return [];
    const sentence = explanation(view, display.t) ?? stateName(view.state, display.t);
    return [{ account: view.id, title: view.title, kind, sentence, action: actionFor(view) }];
  });
}

function actionFor({ problem, facts: { provider } }: ShownAccount): ErrorAction {
  if (problem) return problem.action;
  return provider.links ? 'openBilling' : 'checkAgain';
}
