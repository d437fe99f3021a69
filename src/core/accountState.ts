import { headline, thresholdOf } from './headline';
import type { Balance, Cap, PartKind, Reading, Thresholds } from './model';
import type { Micros, Unit } from './money';
import { isUnknown, type ProviderError } from './providerError';

/** `low`, `exhausted` and `unavailable` need the person; `unknown` and `failed` have no number of this check. */
export type AccountState = 'ok' | 'low' | 'exhausted' | 'unavailable' | 'unknown' | 'failed';

/** What is known of one account: the reading, the error in its stead, or both where the reading is an older one. */
export interface Standing {
  readonly reading: Reading | null;
  readonly error: ProviderError | null;
}

/** Refused for lack of money: the provider says so without naming an amount. */
export function isPaymentRequired(error: ProviderError | null): boolean {
  return error?.status === 402;
}

export function accountState({ reading, error }: Standing, thresholds: Thresholds): AccountState {
  if (error) return isPaymentRequired(error) ? 'exhausted' : isUnknown(error.kind) ? 'unknown' : 'failed';
  return reading ? readingState(reading, thresholds) : 'unknown';
}

/** What a reading says, fresh or kept. */
export function readingState(reading: Reading, thresholds: Thresholds, pinnedUnit?: string): AccountState {
  const money = headline(reading.balances, thresholds, pinnedUnit);
  if (money === null) return withoutBalance(reading, thresholds);
  if (money.available === null || money.available <= 0) return isAllKnown(reading) || reading.callsRefused ? 'exhausted' : 'unknown';
  if (reading.callsRefused) return 'unavailable';
  return isLow(money, thresholds) || reading.caps.some((cap) => capState(cap, thresholds) === 'low') ? 'low' : 'ok';
}

/** Nothing in one unit proves nothing while another could not be read. */
function isAllKnown({ balances }: Reading): boolean {
  return balances.every(({ available }) => available !== null);
}

function withoutBalance({ callsRefused, caps, spend, problems }: Reading, thresholds: Thresholds): AccountState {
  if (callsRefused) return 'exhausted';
  // A key spends no more than its cap, whatever the account has: what a cap proves stands, even where the account is not known.
  const states = caps.map((cap) => capState(cap, thresholds));
  const proven = states.find((state) => state === 'exhausted') ?? states.find((state) => state === 'low');
  if (proven) return proven;
  const [problem] = problems;
  if (problem) return accountState({ reading: null, error: problem }, thresholds);
  // Where spend is all there is to know, knowing it is well.
  const isKnown = states.some((state) => state === 'ok') || (caps.length === 0 && spend.some(({ amount }) => amount !== null));
  return isKnown ? 'ok' : 'unknown';
}

function capState({ unit, remaining }: Cap, thresholds: Thresholds): AccountState {
  if (remaining === null) return 'unknown';
  if (remaining <= 0) return 'exhausted';
  const threshold = thresholdOf(unit, thresholds);
  return threshold !== null && remaining <= threshold ? 'low' : 'ok';
}

/** Of an amount that no reading holds, such as an estimated one. It raises no alert. */
export function balanceState(amount: Micros, unit: Unit, thresholds: Thresholds): AccountState {
  const threshold = thresholdOf(unit, thresholds);
  if (amount <= 0) return 'exhausted';
  return threshold !== null && amount <= threshold ? 'low' : 'ok';
}

function isLow(balance: Balance, thresholds: Thresholds): boolean {
  const threshold = thresholdOf(balance.unit, thresholds);
  return threshold !== null && ownMoney(balance) <= threshold;
}

/** A credit line is the provider's money, and what is owed is spent already: neither postpones "low". */
export function ownMoney({ available, parts }: Balance): number {
  const sum = (...kinds: readonly PartKind[]): number => parts.filter(({ kind }) => kinds.includes(kind)).reduce((total, { amount }) => total + (amount ?? 0), 0);
  const own = (available ?? 0) - sum('creditLine', 'owed');
  // Where own money is named, and nothing was given, no more than that is one's own: the line may be there unnamed.
  const isWhole = parts.some(({ kind, amount }) => kind === 'paid' && amount !== null) && !parts.some(({ kind }) => kind === 'granted');
  return isWhole ? Math.min(own, sum('paid') - sum('owed')) : own;
}

/** Why there is no fresh number, for surfaces that show an older one beside it. */
export function reasonOf({ reading, error }: Standing): ProviderError | null {
  return error ?? reading?.problems[0] ?? null;
}
