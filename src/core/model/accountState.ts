import { headline, thresholdOf } from './headline';
import type { Balance, Cap, PartKind, Reading } from './reading';
import type { Thresholds } from './account';
import { clamped, type Micros, type Unit } from '../money/money';
import { isPaymentRequired, isUnknown, type ProviderError } from './providerError';

/** `low`, `exhausted` and `unavailable` need the person; `unknown` and `failed` have no number of this check. */
export const accountStates = ['ok', 'low', 'exhausted', 'unavailable', 'unknown', 'failed'] as const;
export type AccountState = (typeof accountStates)[number];

/** Why an account is in its state, as data; `stateReasonText` says it. */
export type StateReason =
  | { readonly kind: 'low'; readonly unit: Unit; readonly own: Micros; readonly available: Micros; readonly threshold: Micros }
  | { readonly kind: 'capLow'; readonly cap: Cap; readonly threshold: Micros }
  | { readonly kind: 'capUsedUp'; readonly cap: Cap }
  | { readonly kind: 'nothingLeft'; readonly unit: Unit; readonly available: Micros }
  /** What the plan holds is used up; calls go on, and are billed. */
  | { readonly kind: 'overage'; readonly unit: Unit; readonly left: Micros | 'unlimited' }
  | { readonly kind: 'callsRefused'; readonly hasMoney: boolean }
  | { readonly kind: 'paymentRequired' }
  /** The provider answered, and names no amount that can be believed. */
  | { readonly kind: 'noAmount' }
  | { readonly kind: 'problem'; readonly error: ProviderError };

export interface Judgement {
  readonly state: AccountState;
  /** null where there is nothing to explain. */
  readonly reason: StateReason | null;
}

/** What is known of one account: the reading, the error in its stead, or both where the reading is an older one. */
export interface Standing {
  readonly reading: Reading | null;
  readonly error: ProviderError | null;
}

export function accountState(standing: Standing, thresholds: Thresholds): AccountState {
  return judge(standing, thresholds).state;
}

/** The latest check: its failure where it failed, else what its reading says. */
export function judge({ reading, error }: Standing, thresholds: Thresholds, pinnedUnit?: string): Judgement {
  if (error) return judgeError(error);
  return reading ? judgeReading(reading, thresholds, pinnedUnit) : { state: 'unknown', reason: null };
}

function judgeError(error: ProviderError): Judgement {
  if (isPaymentRequired(error)) return { state: 'exhausted', reason: { kind: 'paymentRequired' } };
  return { state: isUnknown(error.kind) ? 'unknown' : 'failed', reason: { kind: 'problem', error } };
}

/** What a reading says, fresh or kept. */
export function readingState(reading: Reading, thresholds: Thresholds, pinnedUnit?: string): AccountState {
  return judgeReading(reading, thresholds, pinnedUnit).state;
}

export function judgeReading(reading: Reading, thresholds: Thresholds, pinnedUnit?: string): Judgement {
  const money = headline(reading.balances, thresholds, pinnedUnit);
  if (money === null || money.available === null) return withoutBalance(reading, thresholds);
  const { unit, available, overage } = money;
  if (available <= 0) {
    if (reading.callsRefused) return { state: 'exhausted', reason: { kind: 'callsRefused', hasMoney: false } };
    if (overage === 'unlimited' || (overage ?? 0) > 0)
      return { state: 'ok', reason: { kind: 'overage', unit, left: overage ?? 'unlimited' } };
    return isAllKnown(reading) ? { state: 'exhausted', reason: { kind: 'nothingLeft', unit, available } } : unknownFor(reading);
  }
  if (reading.callsRefused) return { state: 'unavailable', reason: { kind: 'callsRefused', hasMoney: true } };
  return provenByCaps(reading.caps, thresholds) ?? judgeBalance(money, available, thresholds);
}

/** Nothing in one unit proves nothing while another could not be read. */
function isAllKnown({ balances }: Reading): boolean {
  return balances.every(({ available }) => available !== null);
}

function unknownFor({ problems: [problem] }: Reading): Judgement {
  return { state: 'unknown', reason: problem ? { kind: 'problem', error: problem } : { kind: 'noAmount' } };
}

function judgeBalance(balance: Balance, available: Micros, thresholds: Thresholds): Judgement {
  const threshold = thresholdOf(balance.unit, thresholds);
  const own = ownMoney(balance);
  return threshold !== null && own <= threshold
    ? { state: 'low', reason: { kind: 'low', unit: balance.unit, own, available, threshold } }
    : { state: 'ok', reason: null };
}

function withoutBalance(reading: Reading, thresholds: Thresholds): Judgement {
  const { callsRefused, caps, spend, problems } = reading;
  if (callsRefused) return { state: 'exhausted', reason: { kind: 'callsRefused', hasMoney: false } };
  // A key spends no more than its cap, whatever the account has: what a cap proves stands, even where the account is not known.
  const proven = provenByCaps(caps, thresholds);
  if (proven) return proven;
  const [problem] = problems;
  if (problem) return judgeError(problem);
  // Where spend is all there is to know, knowing it is well.
  const isKnown = caps.some(({ remaining }) => remaining !== null) || (caps.length === 0 && spend.some(({ amount }) => amount !== null));
  return isKnown ? { state: 'ok', reason: null } : unknownFor(reading);
}

/** A cap that is used up, else one that is low; null where caps prove neither. */
function provenByCaps(caps: readonly Cap[], thresholds: Thresholds): Judgement | null {
  const known = caps.flatMap((cap) =>
    cap.remaining === null ? [] : [{ cap, remaining: cap.remaining, threshold: thresholdOf(cap.unit, thresholds) }],
  );
  const usedUp = known.find(({ remaining }) => remaining <= 0);
  if (usedUp) return { state: 'exhausted', reason: { kind: 'capUsedUp', cap: usedUp.cap } };
  const low = known.find(({ remaining, threshold }) => threshold !== null && remaining <= threshold);
  return low?.threshold ? { state: 'low', reason: { kind: 'capLow', cap: low.cap, threshold: low.threshold } } : null;
}

/** Of an amount that no reading holds, such as an estimated one. It raises no alert. */
export function judgeAmount(available: Micros, unit: Unit, thresholds: Thresholds): Judgement {
  const threshold = thresholdOf(unit, thresholds);
  if (available <= 0) return { state: 'exhausted', reason: { kind: 'nothingLeft', unit, available } };
  return threshold !== null && available <= threshold
    ? { state: 'low', reason: { kind: 'low', unit, own: available, available, threshold } }
    : { state: 'ok', reason: null };
}

/** A credit line is the provider's money, and what is owed is spent already: neither postpones "low". */
export function ownMoney({ available, parts }: Balance): Micros {
  const sum = (...kinds: readonly PartKind[]): number =>
    parts.filter(({ kind }) => kinds.includes(kind)).reduce((total, { amount }) => total + (amount ?? 0), 0);
  const own = (available ?? 0) - sum('creditLine', 'owed');
  // Where own money is named, and nothing was given, no more than that is one's own: the line may be there unnamed.
  const isWhole = parts.some(({ kind, amount }) => kind === 'paid' && amount !== null) && !parts.some(({ kind }) => kind === 'granted');
  return clamped(isWhole ? Math.min(own, sum('paid') - sum('owed')) : own);
}

/** Why there is no fresh number, for surfaces that show an older one beside it. */
export function reasonOf({ reading, error }: Standing): ProviderError | null {
  return error ?? reading?.problems[0] ?? null;
}
