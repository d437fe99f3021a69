import { amountText, type Display } from './amountText';
import type { AccountState, StateReason } from '../model/accountState';
import { errorWords } from './errorText';
import type { CapOwner } from '../model/reading';
import type { Translate } from '../text/translate';

/** Why an account is in its state, in a clause that stands behind the state's name: `Low: paid $1.50 is at or under $5.00`. */
export function stateReasonText(reason: StateReason, display: Display): string {
  const { t } = display;
  switch (reason.kind) {
    case 'low': {
      const [own, threshold] = [amountText(reason.own, reason.unit, display), amountText(reason.threshold, reason.unit, display)];
      return reason.own === reason.available
        ? t('{amount} is at or under {threshold}', { amount: own, threshold })
        : t('own money of {amount} is at or under {threshold}; credit lines and what is owed do not count', { amount: own, threshold });
    }
    case 'capLow':
      return t('{amount} left of the {cap} is at or under {threshold}', {
        amount: amountText(reason.cap.remaining, reason.cap.unit, display),
        cap: capNoun(reason.cap.owner, t),
        threshold: amountText(reason.threshold, reason.cap.unit, display),
      });
    case 'capUsedUp':
      return reason.cap.limit === 0
        ? t('the {cap} is 0, so calls are blocked', { cap: capNoun(reason.cap.owner, t) })
        : t('the {cap} is used up', { cap: capNoun(reason.cap.owner, t) });
    case 'nothingLeft':
      return reason.available < 0 ? amountText(reason.available, reason.unit, display) : t('nothing is left');
    case 'overage':
      return reason.left === 'unlimited'
        ? t('the plan is used up; calls continue and are billed')
        : t('the plan is used up; calls continue and are billed, for up to {amount} more', {
            amount: amountText(reason.left, reason.unit, display),
          });
    case 'callsRefused':
      return reason.hasMoney ? t('there is money left, but the provider refuses calls') : t('the provider refuses calls');
    case 'paymentRequired':
      return unpaidText(t);
    case 'problem':
      return errorWords(reason.error, t);
    case 'noAmount':
      return t('the answer holds no amount that can be read');
  }
}

function unpaidText(t: Translate): string {
  return t('the provider refuses calls until the account is paid up');
}

/** The reason as it stands beside the sentence of a failure: null where that sentence says it already. */
export function reasonBeside(sentence: string | null, state: AccountState, reason: string | null, t: Translate): string | null {
  if (sentence === null) return reason;
  // Only an account without a number is in the state of its failure; low or worse comes of what is known.
  return state === 'unknown' || state === 'failed' || reason === unpaidText(t) ? null : reason;
}

/** Within a sentence. */
export function capNoun(owner: CapOwner | undefined, t: Translate): string {
  const nouns: Readonly<Record<CapOwner, string>> = {
    key: t('key cap'),
    tier: t('budget of its tier'),
    plan: t('amount that its plan covers'),
    window: t('budget of its window'),
    team: t('budget of its team'),
    user: t('budget of its user'),
  };
  return nouns[owner ?? 'key'];
}

/** As the name of a line. */
export function capName(owner: CapOwner | undefined, t: Translate): string {
  const names: Readonly<Record<CapOwner, string>> = {
    key: t('Key cap'),
    tier: t('Budget of the tier'),
    plan: t('Covered by the plan'),
    window: t('Budget of the window'),
    team: t('Budget of the team'),
    user: t('Budget of the user'),
  };
  return names[owner ?? 'key'];
}
