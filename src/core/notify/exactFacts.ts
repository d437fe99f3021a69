import { judge, judgeAmount, judgeReading, reasonOf, type AccountState } from '../model/accountState';
import type { Thresholds } from '../model/account';
import { thresholdOf } from '../model/headline';
import type { Balance, Cap, Reading } from '../model/reading';
import type { EpochMs } from '../time/epoch';
import { isoTime } from '../time/isoTime';
import { thresholdsOf, type AccountFacts, type AccountView } from '../views/accountView';
import type { Display } from '../views/amountText';
import type { Estimate } from '../views/estimate';
import { amountsAt, exactBalance, exactCap, exactly, exactSpend, type Exactly } from '../views/exactAmounts';
import type { ExactAccount } from './exactAccount';
import { shownAmount } from './shownAmount';

/** What the line of an account says in words, for programs. @param isOfNow whether its number is one */
export function exactFacts(facts: AccountFacts, view: AccountView, isOfNow: boolean, { hidden = false, now }: Display): ExactAccount {
  const { account, snapshot } = facts;
  const { reading, checkedAt, failingSince } = snapshot;
  const thresholds = thresholdsOf(account);
  const decimal: Exactly = hidden ? () => null : exactly;
  const shown = shownAmount(facts, now);
  const balances = mainFirst(reading?.balances ?? [], shown?.balance ?? null);
  return {
    id: account.id,
    label: account.label,
    provider: account.provider,
    state: view.state === 'ok' && !isOfNow ? stateWithoutNumber(facts) : view.state,
    checkedAt: timeOrNull(checkedAt),
    at: view.at === null || reading === null ? null : isoTime(amountsAt(reading)),
    error: reasonOf(snapshot)?.kind ?? null,
    failingSince: timeOrNull(failingSince),
    ...(hidden ? { amountsHidden: true } : {}),
    balances: balances.map((balance) => ({
      ...exactBalance(balance, decimal),
      at: isoTime(balance.at),
      threshold: decimal(thresholdOf(balance.unit, thresholds), balance.unit),
      low: isBalanceLow(balance, thresholds),
    })),
    caps: (reading?.caps ?? []).map((cap) => ({
      ...exactCap(cap, decimal),
      threshold: decimal(thresholdOf(cap.unit, thresholds), cap.unit),
      low: isCapLow(cap, thresholds),
    })),
    spend: (reading?.spend ?? []).map((spend) => exactSpend(spend, decimal)),
    estimate: shown?.estimate ? exactEstimate(shown.estimate, thresholds, decimal) : null,
  };
}

/** In the order of the text. */
export function mainFirst(balances: readonly Balance[], main: Balance | null): readonly Balance[] {
  return [...(main ? [main] : []), ...balances.filter((balance) => balance !== main)];
}

function timeOrNull(at: EpochMs | null): string | null {
  return at === null ? null : isoTime(at);
}

/** Of what is not known now, nobody is told that it is well. */
function stateWithoutNumber({ account, snapshot }: AccountFacts): AccountState {
  return snapshot.error === null ? 'unknown' : judge(snapshot, thresholdsOf(account), account.pinnedUnit).state;
}

function exactEstimate(
  { unit, amount, bound, at }: Estimate,
  thresholds: Thresholds,
  decimal: Exactly,
): NonNullable<ExactAccount['estimate']> {
  return {
    unit,
    amount: decimal(amount, unit),
    ...(bound === null ? {} : { [bound]: true as const }),
    enteredAt: isoTime(at),
    threshold: decimal(thresholdOf(unit, thresholds), unit),
    low: needsMoney(judgeAmount(amount, unit, thresholds).state),
  };
}

/** As if it were all that the account has. */
function isBalanceLow(balance: Balance, thresholds: Thresholds): boolean | null {
  return balance.available === null ? null : needsMoney(judgeReading(readingOf({ balances: [balance] }), thresholds).state);
}

function isCapLow(cap: Cap, thresholds: Thresholds): boolean | null {
  return cap.remaining === null ? null : needsMoney(judgeReading(readingOf({ caps: [cap] }), thresholds).state);
}

function needsMoney(state: AccountState): boolean {
  return state === 'low' || state === 'exhausted' || state === 'unavailable';
}

function readingOf(amounts: Partial<Pick<Reading, 'balances' | 'caps'>>): Reading {
  return { at: 0, balances: [], caps: [], spend: [], callsRefused: false, problems: [], ...amounts };
}
