import type { AccountState } from '../model/accountState';
import { explanation, stateName, type AccountView } from './accountView';
import type { ErrorAction } from './errorAction';
import type { LedgerWords } from './ledgerText';
import type { Translate } from '../text/translate';
import type { AccountId } from '../model/accountId';

export interface AccountPickRow {
  readonly accountId: AccountId;
  readonly icon: string;
  readonly label: string;
  readonly description: string;
  readonly detail: string;
  readonly action: ErrorAction | null;
}

/** One account as a row that can be read at a glance: amount first, then what qualifies it. */
export function accountPickRow(view: AccountView, t: Translate): AccountPickRow {
  const amount = view.amount ?? (view.checking ? t('checking…') : t('balance unknown'));
  const qualifiers = [
    ...view.otherBalances,
    // With a reason the line below begins with it.
    view.state === 'ok' || view.amount === null || view.reason !== null ? null : stateName(view.state, t),
    view.estimate,
    view.age,
  ];
  const never = view.amount === null && !view.problem && !view.checking ? t('Not checked yet.') : '';
  return {
    accountId: view.id,
    icon: view.checking ? 'sync~spin' : stateIcon(view),
    label: view.title,
    description: [amount, ...qualifiers.filter((word) => word !== null)].join(' · '),
    detail: detailLine(view, t) ?? never,
    action: view.problem?.action ?? null,
  };
}

/** Why it is low or worse, and what went wrong; of an account that is well there is more to say than that. */
function detailLine(view: AccountView, t: Translate): string | null {
  const why = explanation(view, t);
  if (view.ledger === null || view.problem !== null || (why !== null && view.state !== 'ok')) return why;
  return [why, ledgerLine(view.ledger, t)].filter((text) => text !== null).join(' · ');
}

function ledgerLine({ spentToday, lasts, isEstimate }: LedgerWords, t: Translate): string {
  const spent = t('Spent today: {amount}', { amount: spentToday });
  const left = lasts === null ? [] : [isEstimate ? t('lasts {time} (estimated)', { time: lasts }) : lasts];
  return [spent, ...left].join(' · ');
}

export function stateIcon({ state, amount, problem }: Pick<AccountView, 'state' | 'amount' | 'problem'>): string {
  if (amount === null && problem === null) return 'circle-outline';
  if (problem !== null && state === 'ok') return 'warning';
  const icons: Readonly<Record<AccountState, string>> = {
    ok: 'pass',
    low: 'warning',
    exhausted: 'error',
    unavailable: 'circle-slash',
    unknown: 'question',
    failed: 'warning',
  };
  return icons[state];
}
