import { thresholdsOf } from '../../core/views/accountView';
import type { LedgerFigures } from '../../core/ledger/followLedger';
import type { Account } from '../../core/model/account';
import type { EpochMs } from '../../core/time/epoch';
import type { KeyedProvider } from '../../core/provider/provider';
import type { AlertContext } from '../../core/checks/alerts';
import { minutesOf } from '../../core/accounts/refreshInterval';
import type { PlanContext } from '../../core/checks/schedule';
import { alertRulesOn, refreshMinutes, runwayDays } from '../editor/settings';

/** What the person's settings mean for one account, as they are now. */
export interface WatchSettings {
  /** How long a minute is; a test makes it shorter. */
  readonly minuteMs: number;
}

/** 0: the account is not watched. */
export function intervalOf(account: Account, provider: KeyedProvider | undefined, { minuteMs }: WatchSettings): number {
  return provider ? minutesOf(account, provider, refreshMinutes()) * minuteMs : 0;
}

export function planContextOf(
  account: Account,
  provider: KeyedProvider | undefined,
  now: EpochMs,
  wokeAt: EpochMs,
  settings: WatchSettings,
): PlanContext {
  return { now, wokeAt, random: Math.random(), intervalMs: intervalOf(account, provider, settings) };
}

/** With the timer off nobody is told: whoever asked saw the number. What was crossed is remembered all the same. */
export function alertContextOf(
  account: Account,
  isWatched: boolean,
  ledgers: ReadonlyMap<string, LedgerFigures>,
  lastActiveAt: EpochMs | null,
): AlertContext {
  return {
    account: account.id,
    thresholds: thresholdsOf(account),
    rules: isWatched ? alertRulesOn() : new Set(),
    runwayDays: runwayDays(),
    ledgers,
    lastActiveAt,
  };
}
