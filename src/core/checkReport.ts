import { accountState, reasonOf, type AccountState } from './accountState';
import { errorText } from './errorText';
import type { Account, Balance, Cap, EpochMs, Spend, Thresholds } from './model';
import { toDecimal, type Micros, type Unit } from './money';
import type { Provider } from './provider';
import type { Outcome, ProviderError, ProviderErrorKind } from './providerError';
import type { Translate } from './translate';

/** One account and what its check gave. */
export interface Checked {
  readonly account: Pick<Account, 'id' | 'label' | 'site'>;
  readonly provider: Provider;
  readonly outcome: Outcome;
}

/** An exact decimal such as `"12.34"`, or null where the provider reported none. */
type Decimal = string | null;

/** The machine-readable form of a check. Its shape is public: the command line and the receipt promise it. */
export interface AccountReport {
  readonly account: string;
  readonly provider: string;
  readonly site: string | null;
  readonly state: AccountState;
  readonly balances: readonly { readonly unit: string; readonly available: Decimal; readonly parts: readonly { readonly kind: string; readonly amount: Decimal }[] }[];
  readonly caps: readonly { readonly unit: string; readonly limit: Decimal; readonly remaining: Decimal; readonly resets: Cap['resets'] }[];
  readonly spend: readonly { readonly unit: string; readonly window: Spend['window']; readonly amount: Decimal }[];
  readonly error: { readonly kind: ProviderErrorKind; readonly message: string } | null;
}

export interface CheckReport {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly accounts: readonly AccountReport[];
}

export function checkReport(checked: readonly Checked[], at: EpochMs, thresholds: Thresholds, t: Translate): CheckReport {
  return { at: new Date(at).toISOString(), accounts: checked.map((one) => accountReport(one, thresholds, t)) };
}

export function accountReport({ account, provider, outcome }: Checked, thresholds: Thresholds, t: Translate): AccountReport {
  const standing = outcome.ok ? { reading: outcome.reading, error: null } : { reading: null, error: outcome.error };
  const error = reasonOf(standing);
  const { balances = [], caps = [], spend = [] } = standing.reading ?? {};
  return {
    account: account.id,
    provider: provider.id,
    site: account.site === '' ? null : account.site,
    state: accountState(standing, thresholds),
    balances: balances.map(balanceReport),
    caps: caps.map(({ unit, limit, remaining, resets }) => ({ unit, limit: decimal(limit, unit), remaining: decimal(remaining, unit), resets })),
    spend: spend.map(({ unit, window, amount }) => ({ unit, window, amount: decimal(amount, unit) })),
    error: error && { kind: error.kind, message: messageOf(error, provider, t) },
  };
}

function balanceReport({ unit, available, parts }: Balance): AccountReport['balances'][number] {
  return { unit, available: decimal(available, unit), parts: parts.map(({ kind, amount }) => ({ kind, amount: decimal(amount, unit) })) };
}

function decimal(amount: Micros | null, unit: Unit): Decimal {
  return amount === null ? null : toDecimal(amount, unit);
}

/** A provider that reports nothing answers with where its balance is. */
function messageOf(error: ProviderError, provider: Provider, t: Translate): string {
  const { sentence } = errorText(error, contextOf(provider, t));
  return provider.kind === 'dashboard' ? `${sentence} ${provider.links.billing}` : sentence;
}

function contextOf(provider: Provider, t: Translate): Parameters<typeof errorText>[1] {
  return { provider: provider.name, hasSites: hasSites(provider), locale: 'en', t };
}

export function hasSites(provider: Provider): boolean {
  return provider.kind !== 'dashboard' && Object.keys(provider.sites).length > 1;
}
