import { judge, reasonOf, type AccountState } from '../model/accountState';
import type { Display } from './amountText';
import type { ErrorContext } from './errorAction';
import { errorContext } from './errorContext';
import { errorText } from './errorText';
import type { Account, Thresholds } from '../model/account';
import type { Balance, Cap, Reading, Spend } from '../model/reading';
import type { EpochMs } from '../time/epoch';
import { toDecimal, type Micros, type Unit } from '../money/money';
import type { Provider } from '../provider/provider';
import type { Outcome } from '../model/outcome';
import type { ProviderErrorKind } from '../model/providerError';
import { stateReasonText } from './stateReasonText';
import type { Translate } from '../text/translate';
import type { AccountId } from '../model/accountId';

/** One account and what its check gave. */
export interface Checked {
  readonly account: Pick<Account, 'id' | 'label' | 'site'>;
  readonly provider: Provider;
  readonly outcome: Outcome;
  /** Where the command line had the key from. */
  readonly variable?: string | null;
  /** The account's own, in the place of those of all. */
  readonly thresholds?: Thresholds;
}

/** An exact decimal such as `"12.34"`, or null where the provider reported none. */
type Decimal = string | null;

interface BalanceReport {
  readonly unit: string;
  readonly available: Decimal;
  readonly parts: readonly { readonly kind: string; readonly amount: Decimal }[];
  /** Some of what was used is not taken off yet, so that less may be left. */
  readonly atMost?: true;
  /** Where the provider tells what was ever bought. */
  readonly bought?: Decimal;
  /** What may be used beyond it, and is billed: a decimal, or `unlimited`. */
  readonly overage?: string;
}

/** The machine-readable form of a check. Its shape is public: the command line and the receipt promise it. */
export interface AccountReport {
  readonly account: AccountId;
  readonly provider: string;
  readonly site: string | null;
  readonly state: AccountState;
  /** Why it is in that state, in English; null where there is nothing to explain. */
  readonly reason: string | null;
  /** When the amounts were true, ISO 8601 in UTC: the oldest of them, which may be long before the check. null without amounts. */
  readonly at: string | null;
  /** Who says so: a provider, an HTTP answer that the person described, or a row of their database. */
  readonly source: 'provider' | 'description' | 'query';
  readonly balances: readonly BalanceReport[];
  readonly caps: readonly {
    readonly unit: string;
    readonly limit: Decimal;
    readonly remaining: Decimal;
    readonly resets: Cap['resets'];
    readonly owner?: string;
    readonly resetsAt?: string;
  }[];
  readonly spend: readonly { readonly unit: string; readonly window: Spend['window']; readonly amount: Decimal; readonly atLeast?: true }[];
  readonly error: { readonly kind: ProviderErrorKind; readonly message: string } | null;
}

export interface CheckReport {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly accounts: readonly AccountReport[];
}

export function checkReport(checked: readonly Checked[], at: EpochMs, thresholds: Thresholds, t: Translate): CheckReport {
  return { at: isoTime(at), accounts: checked.map((one) => accountReport(one, thresholds, t)) };
}

export function accountReport(
  { account, provider, outcome, variable, thresholds: own }: Checked,
  thresholds: Thresholds,
  t: Translate,
): AccountReport {
  const standing = outcome.ok ? { reading: outcome.reading, error: null } : { reading: null, error: outcome.error };
  const error = reasonOf(standing);
  const { balances = [], caps = [], spend = [] } = standing.reading ?? {};
  const display: Display = { now: standing.reading?.at ?? 0, locale: 'en', t };
  const { state, reason } = judge(standing, own ?? thresholds);
  const context: ErrorContext = {
    ...errorContext(provider, { locale: 'en', t }),
    ...(variable === undefined ? {} : { terminal: { variable } }),
  };
  return {
    account: account.id,
    provider: provider.id,
    site: account.site === '' ? null : account.site,
    state,
    reason: reason && stateReasonText(reason, display),
    at: standing.reading && isoTime(readingTime(standing.reading)),
    source: sourceOf(provider),
    balances: balances.map(balanceReport),
    caps: caps.map(({ unit, limit, remaining, resets, owner, resetsAt }) => ({
      unit,
      limit: decimal(limit, unit),
      remaining: decimal(remaining, unit),
      resets,
      ...(owner === undefined ? {} : { owner }),
      ...(resetsAt === undefined ? {} : { resetsAt: isoTime(resetsAt) }),
    })),
    spend: spend.map(({ unit, window, amount, atLeast }) => ({
      unit,
      window,
      amount: decimal(amount, unit),
      ...(atLeast ? { atLeast } : {}),
    })),
    error: error && { kind: error.kind, message: errorText(error, context).sentence },
  };
}

/** When the amounts of a reading were true: the oldest balance that is known, else the reading itself. */
function readingTime({ at, balances }: Reading): EpochMs {
  return Math.min(at, ...balances.flatMap((balance) => (balance.available === null ? [] : [balance.at])));
}

function sourceOf(provider: Provider): AccountReport['source'] {
  if (provider.kind === 'dashboard' || provider.definedBy === undefined) return 'provider';
  return provider.definedBy === 'answer' ? 'description' : 'query';
}

function balanceReport({ unit, available, parts, atMost, bought, overage }: Balance): BalanceReport {
  return {
    unit,
    available: decimal(available, unit),
    parts: parts.map(({ kind, amount }) => ({ kind, amount: decimal(amount, unit) })),
    ...(atMost ? { atMost } : {}),
    ...(bought === undefined ? {} : { bought: decimal(bought, unit) }),
    ...(overage === undefined ? {} : { overage: overage === 'unlimited' ? overage : toDecimal(overage, unit) }),
  };
}

function decimal(amount: Micros | null, unit: Unit): Decimal {
  return amount === null ? null : toDecimal(amount, unit);
}

function isoTime(at: EpochMs): string {
  return new Date(at).toISOString();
}
