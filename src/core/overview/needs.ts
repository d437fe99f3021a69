import { explanation, stateName, type AccountFacts } from '../views/accountView';
import type { HistoryDisplay } from '../historyPage/historyDisplay';
import type { AccountId } from '../model/accountId';
import { accountsByNeed, needOf, type Need as NeedKind, type ShownAccount } from '../views/byNeed';
import type { ErrorAction } from '../views/errorAction';

/** An account that needs the person, why, and the one thing to do. */
export interface Need {
  readonly account: AccountId;
  readonly title: string;
  readonly kind: NeedKind;
  readonly sentence: string;
  readonly action: ErrorAction;
}

/** In the order of all surfaces. */
export function needsOf(facts: readonly AccountFacts[], display: HistoryDisplay): readonly Need[] {
  return accountsByNeed(facts, display).flatMap((view): readonly Need[] => {
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
