import { accountView, explanation, type AccountFacts, type AccountView } from '../views/accountView';
import type { HistoryDisplay } from '../historyPage/historyDisplay';
import type { AccountState } from '../model/accountState';
import type { AccountId } from '../model/accountId';
import type { ErrorAction } from '../views/errorAction';

/** An account that needs the person, why, and the one thing to do. */
export interface Need {
  readonly account: AccountId;
  readonly title: string;
  readonly state: AccountState;
  readonly sentence: string;
  readonly action: ErrorAction;
}

const order: readonly AccountState[] = ['exhausted', 'unavailable', 'failed', 'low', 'unknown'];

export function needsOf(facts: readonly AccountFacts[], display: HistoryDisplay): readonly Need[] {
  return facts
    .flatMap((one): readonly Need[] => {
      const view = accountView(one, display);
      const sentence = explanation(view, display.t);
      const action = actionFor(view, one);
      if (!needsPerson(view) || sentence === null || action === null) return [];
      return [{ account: view.id, title: view.title, state: view.state, sentence, action }];
    })
    .sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || (a.title < b.title ? -1 : 1));
}

/** What is not checked yet needs nobody. */
function needsPerson({ state, problem }: AccountView): boolean {
  return state !== 'ok' && (state !== 'unknown' || problem !== null);
}

function actionFor({ problem }: AccountView, { provider }: AccountFacts): ErrorAction | null {
  if (problem) return problem.action;
  return provider.links ? 'openBilling' : 'checkAgain';
}
