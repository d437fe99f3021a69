import { amountText, type Display } from './amountText';
import { amountWithoutBalance, balanceText } from './shownAmount';
import { formatAge, isStale } from '../time/age';
import { judge, judgeAmount, judgeReading, reasonOf, type AccountState, type Judgement } from '../model/accountState';
import { errorContext } from './errorContext';
import { errorText, type ErrorText } from './errorText';
import { estimateOf, estimateSource, type Estimate } from './estimate';
import { formatTime } from '../time/formatTime';
import { defaultThresholds, headline } from '../model/headline';
import type { LedgerFigures } from '../ledger/followLedger';
import { ledgerWords, type LedgerWords } from './ledgerText';
import type { Account, Thresholds } from '../model/account';
import type { Part } from '../model/reading';
import type { Snapshot } from '../model/snapshot';
import type { EpochMs } from '../time/epoch';
import type { KeyedProvider } from '../provider/provider';
import { isPaymentRequired } from '../model/providerError';
import { reasonBeside, stateReasonText } from './stateReasonText';
import type { Translate } from '../text/translate';
import type { AccountId } from '../model/accountId';

export interface AccountFacts {
  readonly account: Account;
  readonly provider: KeyedProvider;
  readonly snapshot: Snapshot;
  /** By unit: what the account's history means. */
  readonly ledgers?: ReadonlyMap<string, LedgerFigures>;
}

/** One account in words, the same on every surface. */
export interface AccountView {
  readonly id: AccountId;
  readonly title: string;
  /** Of the number that is shown; of the failure where there is none, or where the provider refuses for lack of money. */
  readonly state: AccountState;
  /** Why it is in that state, in a clause; null where there is nothing to explain. */
  readonly reason: string | null;
  /** `¥110.00`, or what is left of a cap, or what was spent, where the provider reports no balance; null where nothing is known. */
  readonly amount: string | null;
  readonly otherBalances: readonly string[];
  /** Where the amount is estimated: from what. */
  readonly estimate: string | null;
  /** How old the amount is; null where there is none. */
  readonly age: string | null;
  readonly at: EpochMs | null;
  /** The amount is not of the latest check, or that check is long ago. */
  readonly stale: boolean;
  readonly checking: boolean;
  readonly problem: ErrorText | null;
  /** Spend and runway of the amount's unit, in words; null without history. */
  readonly ledger: LedgerWords | null;
}

export function thresholdsOf(account: Account): Thresholds {
  return { ...defaultThresholds, ...account.generalLowBalance, ...account.lowBalance };
}

export function titleOf({ account, provider }: Pick<AccountFacts, 'account' | 'provider'>): string {
  return account.label === provider.name ? provider.name : `${provider.name} · ${account.label}`;
}

export function accountView(facts: AccountFacts, display: Display): AccountView {
  const { account, provider, snapshot } = facts;
  const { now, t } = display;
  const { reading } = snapshot;
  const thresholds = thresholdsOf(account);
  const main = reading && headline(reading.balances, thresholds, account.pinnedUnit);
  const estimate = main ? null : estimateOf(account.estimate, reading, now);
  const amount = main
    ? balanceText(main, display)
    : estimate
      ? `≈ ${amountText(estimate.amount, estimate.unit, display)}`
      : reading && amountWithoutBalance(reading, display);
  const at = amount === null || !reading ? null : (main?.at ?? reading.at);
  const problem = reasonOf(snapshot);
  const judgement = judgeShown(facts, estimate, at !== null);
  return {
    id: account.id,
    title: titleOf(facts),
    estimate: estimate && estimateSource(estimate, display),
    state: judgement.state,
    reason: judgement.reason && stateReasonText(judgement.reason, display),
    amount,
    otherBalances:
      reading?.balances.filter((balance) => balance !== main).map((balance) => balanceText(balance, display, reading.at)) ?? [],
    // From before this window, and nothing here will count its minutes: a time of day stays true without a timer.
    age: at === null ? null : isFromBefore(snapshot) ? t('as of {time}', { time: formatTime(at, display) }) : formatAge(at, now, t),
    at,
    stale: at !== null && (isFromBefore(snapshot) || snapshot.error !== null || at !== reading?.at || isStale(at, now)),
    checking: snapshot.checking,
    ledger: main ? ledgerWords(facts.ledgers?.get(main.unit), main.unit, display) : null,
    problem: problem && errorText(problem, errorContext(provider, display)),
  };
}

/** Nothing of it was checked while this window was open. */
export function isFromBefore({ checkedAt, isFromBefore: isOld }: Snapshot): boolean {
  return checkedAt === null || isOld === true;
}

/** Of the number that is shown; of the failure where there is none, or where the provider refuses for lack of money. */
function judgeShown({ account, snapshot }: AccountFacts, estimate: Estimate | null, isShown: boolean): Judgement {
  const thresholds = thresholdsOf(account);
  if (estimate && !snapshot.error) return judgeAmount(estimate.amount, estimate.unit, thresholds);
  const { reading } = snapshot;
  return reading && isShown && !isPaymentRequired(snapshot.error)
    ? judgeReading(reading, thresholds, account.pinnedUnit)
    : judge(snapshot, thresholds, account.pinnedUnit);
}

export function partName(kind: Part['kind'], t: Translate): string {
  const names: Readonly<Record<Part['kind'], string>> = {
    paid: t('Paid'),
    granted: t('Granted'),
    creditLine: t('Credit line'),
    owed: t('Owed'),
    frozen: t('Frozen'),
  };
  return names[kind];
}

/** `Low: $1.50 is at or under $5.00`; the state alone where there is nothing to explain. */
export function stateWithReason({ state, reason }: Pick<AccountView, 'state' | 'reason'>, t: Translate): string {
  const name = stateName(state, t);
  return reason === null ? name : t('{state}: {reason}', { state: name, reason });
}

/** All there is to say of a state: why it is so, then what else went wrong; null where all is well. */
export function explanation(view: Pick<AccountView, 'state' | 'reason' | 'problem'>, t: Translate): string | null {
  const sentence = view.problem?.sentence ?? null;
  const reason = reasonBeside(sentence, view.state, view.reason, t);
  const why = reason === null ? null : stateWithReason({ ...view, reason }, t);
  const said = [why, sentence].filter((text) => text !== null);
  return said.length === 0 ? null : said.join(' · ');
}

export function stateName(state: AccountState, t: Translate): string {
  const names: Readonly<Record<AccountState, string>> = {
    ok: t('OK'),
    low: t('Low'),
    exhausted: t('Exhausted'),
    unavailable: t('Calls refused'),
    unknown: t('Unknown'),
    failed: t('Check failed'),
  };
  return names[state];
}
