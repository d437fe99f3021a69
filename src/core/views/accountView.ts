import { amountText, type Display } from './amountText';
import { amountWithoutBalance, balanceText } from './shownAmount';
import { formatAge, isStale } from '../time/age';
import { shortTime } from '../time/formatTime';
import { judge, judgeAmount, judgeReading, reasonOf, type AccountState, type Judgement } from '../model/accountState';
import { errorContext } from './errorContext';
import { errorText, type ErrorText } from './errorText';
import { estimateOf, estimateSource, type Estimate } from './estimate';
import { defaultThresholds, headline } from '../model/headline';
import type { ExplainedLine } from '../explained/explainedLine';
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
  /** The name of another machine that shares the history, where it was the one that read the account last. */
  readonly readBy?: string | null;
  /** What logs of tools account for, where somebody had them read; by unit. */
  readonly explained?: readonly ExplainedLine[];
}

/** One account in words, the same on every surface. */
export interface AccountView {
  readonly id: AccountId;
  readonly title: string;
  /** Of the provider; of the account where the person described the provider. */
  readonly brand: string;
  readonly label: string;
  /** Of the number that is shown; of the failure where there is none, or where the provider refuses for lack of money. */
  readonly state: AccountState;
  /** Why it is in that state, in a clause; null where there is nothing to explain. */
  readonly reason: string | null;
  /** `¥110.00`, or what is left of a cap, or what was spent, where the provider reports no balance; null where nothing is known. */
  readonly amount: string | null;
  /** The same where there is little room. */
  readonly shortAmount: string | null;
  readonly otherBalances: readonly string[];
  /** Where the amount is estimated: from what. */
  readonly estimate: string | null;
  /** How old the amount is; null where there is none. */
  readonly age: string | null;
  readonly at: EpochMs | null;
  /** See {@link AccountFacts}; null where this machine read it, or nobody did. */
  readonly readBy: string | null;
  /** The amount is not of the latest check, or that check is long ago. */
  readonly stale: boolean;
  readonly checking: boolean;
  readonly problem: ErrorText | null;
  /** Spend and runway of the amount's unit, in words; null without history. */
  readonly ledger: LedgerWords | null;
}

export function thresholdsOf(account: Pick<Account, 'generalLowBalance' | 'lowBalance'>): Thresholds {
  return { ...defaultThresholds, ...account.generalLowBalance, ...account.lowBalance };
}

export function titleOf({ account, provider }: Pick<AccountFacts, 'account' | 'provider'>): string {
  return account.label === provider.name ? provider.name : `${provider.name} · ${account.label}`;
}

export function accountView(facts: AccountFacts, display: Display): AccountView {
  const { account, provider, snapshot } = facts;
  const { now } = display;
  const { reading } = snapshot;
  const thresholds = thresholdsOf(account);
  const main = reading && headline(reading.balances, thresholds, account.pinnedUnit);
  const estimate = main ? null : estimateOf(account.estimate, reading, now);
  const shown = (style: Display): string | null =>
    main
      ? balanceText(main, style)
      : estimate
        ? `≈ ${amountText(estimate.amount, estimate.unit, style)}`
        : reading && amountWithoutBalance(reading, style);
  const amount = shown(display);
  const at = amount === null || !reading ? null : (main?.at ?? reading.at);
  const problem = reasonOf(snapshot);
  const judgement = judgeShown(facts, estimate, at !== null);
  return {
    id: account.id,
    title: titleOf(facts),
    brand: provider.definedBy === undefined ? provider.name : account.label,
    label: account.label,
    estimate: estimate && estimateSource(estimate, display),
    state: judgement.state,
    reason: judgement.reason && stateReasonText(judgement.reason, display),
    amount,
    shortAmount: shown({ ...display, short: true }),
    otherBalances:
      reading?.balances.filter((balance) => balance !== main).map((balance) => balanceText(balance, display, reading.at)) ?? [],
    // Nothing here counts the minutes of what is from before this window, so it is never "just now".
    age: at === null ? null : ageOf(at, snapshot, display),
    at,
    readBy: at === null ? null : (facts.readBy ?? null),
    stale: at !== null && (isFromBefore(snapshot) || snapshot.error !== null || at !== reading?.at || isStale(at, now)),
    checking: snapshot.checking,
    ledger: main ? ledgerWords(facts.ledgers?.get(main.unit), main.unit, display) : null,
    problem: problem && errorText(problem, errorContext(provider, display)),
  };
}

/** What a file told is not what a provider said, so it is never shown without that word. */
function ageOf(at: EpochMs, snapshot: Snapshot, display: Display): string {
  const age = isFromBefore(snapshot) ? shortTime(Math.min(at, display.now), display) : formatAge(at, display);
  return snapshot.reading?.isImported === true ? display.t('imported, {time}', { time: age }) : age;
}

/** `2 min ago`, `2 min ago, by build-server`: when the amount was read, and by which other machine. */
export function readText({ age, readBy }: Pick<AccountView, 'age' | 'readBy'>, t: Translate): string | null {
  return age === null || readBy === null ? age : t('{time}, by {machine}', { time: age, machine: readBy });
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

/** Of an account without an amount, in few words: why there is none. */
export function wordsWithoutAmount({ state, reason, problem }: Pick<AccountView, 'state' | 'reason' | 'problem'>, t: Translate): string {
  if (problem === null && reason === null) return t('not checked yet');
  return state === 'failed' || state === 'unknown' ? (reason ?? t('balance unknown')) : stateName(state, t);
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
