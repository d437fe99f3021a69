import type { MetricFacts } from './metricFacts';
import { judge, judgeReading, type AccountState } from '../model/accountState';
import type { JudgedAccount } from '../model/account';
import { headline } from '../model/headline';
import { isPaymentRequired } from '../model/providerError';
import type { Balance, Reading } from '../model/reading';
import { minuteMs } from '../time/durations';
import { isRecent } from '../time/recent';
import type { EpochMs } from '../time/epoch';
import type { Snapshot } from '../model/snapshot';
import { thresholdsOf } from '../views/accountView';

/** How an account stands for whoever watches it from afar, and sees no words beside a number. */
export interface MetricStanding {
  readonly state: AccountState;
  /** When what the state and the amounts are of was true; null where nothing was ever read. */
  readonly at: EpochMs | null;
  /** Of a check that went well, and not of long ago; null where there is none, and then no amount is given. */
  readonly current: Reading | null;
}

export type MetricClock = Pick<MetricFacts, 'now' | 'intervalMs'>;

/** What of an account its state hangs on. */
export interface Standing {
  readonly account: JudgedAccount;
  readonly snapshot: Snapshot;
}

export function metricStanding({ account, snapshot }: Standing, clock: MetricClock): MetricStanding {
  const { reading, error, checkedAt } = snapshot;
  const thresholds = thresholdsOf(account);
  const main = reading && headline(reading.balances, thresholds, account.pinnedUnit);
  const at = reading && (main?.at ?? reading.at);
  const wasAsked = error === null && checkedAt !== null && reading?.isImported !== true;
  const current = reading && wasAsked && isOfNow(reading.at, account, clock) ? reading : null;
  const isNow = current !== null && (main === null || isCurrentBalance(main, current, account, clock));
  return { state: stateOf({ account, snapshot }, isNow), at, current };
}

/** Not one that was kept because the latest answer could not renew it, and not of long ago by its own word. */
export function isCurrentBalance(balance: Balance, reading: Reading, account: JudgedAccount, clock: MetricClock): boolean {
  const isKept = reading.problems.length > 0 && balance.at !== reading.at;
  return !isKept && isOfNow(balance.at, account, clock);
}

function isOfNow(at: EpochMs, { refreshMinutes = 0 }: JudgedAccount, { now, intervalMs = 0 }: MetricClock): boolean {
  return isRecent(at, now, refreshMinutes > 0 ? refreshMinutes * minuteMs : intervalMs);
}

/**
 * As messages say it: who needed money still does while checks fail, for nobody was told that it came; who did not is no longer
 * known to be well.
 */
function stateOf({ account, snapshot }: Standing, isOfNow: boolean): AccountState {
  const { reading, error } = snapshot;
  const thresholds = thresholdsOf(account);
  const latest = judge(snapshot, thresholds, account.pinnedUnit).state;
  if (reading === null || isPaymentRequired(error)) return latest;
  const { state } = judgeReading(reading, thresholds, account.pinnedUnit);
  const needsMoney = state === 'low' || state === 'exhausted' || state === 'unavailable';
  if (needsMoney || isOfNow) return state;
  return error === null ? 'unknown' : latest;
}
