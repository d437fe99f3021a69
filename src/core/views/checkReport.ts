import { judge, reasonOf, type AccountState } from '../model/accountState';
import type { Display } from './amountText';
import type { ErrorContext } from './errorAction';
import { errorContext } from './errorContext';
import { errorText } from './errorText';
import type { Account, Thresholds } from '../model/account';
import type { EpochMs } from '../time/epoch';
import { isoSecond, isoTime } from '../time/isoTime';
import { isRecent } from '../time/recent';
import { headline } from '../model/headline';
import { amountsAt, exactBalance, exactCap, exactSpend, type ExactBalance, type ExactCap, type ExactSpend } from './exactAmounts';
import type { Provider } from '../provider/provider';
import type { Outcome } from '../model/outcome';
import type { ProviderErrorKind } from '../model/providerError';
import { stateReasonText } from './stateReasonText';
import type { Translate } from '../text/translate';
import type { TerminalSource } from './terminalSource';
import type { AccountId } from '../model/accountId';

/** One account and what its check gave. */
export interface Checked {
  readonly account: Pick<Account, 'id' | 'label' | 'site' | 'pinnedUnit'>;
  readonly provider: Provider;
  readonly outcome: Outcome;
  /** Where the command line has it from. */
  readonly terminal?: TerminalSource;
  /** How often a watch asks it; 0 or absent: nobody said. */
  readonly betweenMs?: number;
  /** The account's own, in the place of those of all. */
  readonly thresholds?: Thresholds;
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
  readonly balances: readonly ExactBalance[];
  readonly caps: readonly ExactCap[];
  readonly spend: readonly ExactSpend[];
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
  { account, provider, outcome, terminal, betweenMs = 0, thresholds: own }: Checked,
  thresholds: Thresholds,
  t: Translate,
): AccountReport {
  const standing = outcome.ok ? { reading: outcome.reading, error: null } : { reading: null, error: outcome.error };
  const error = reasonOf(standing);
  const { balances = [], caps = [], spend = [] } = standing.reading ?? {};
  const display: Display = { now: standing.reading?.at ?? 0, locale: 'en', t };
  const limits = own ?? thresholds;
  const judged = judge(standing, limits, account.pinnedUnit);
  const main = standing.reading && headline(standing.reading.balances, limits, account.pinnedUnit);
  // The editor shows its age beside each amount. A script goes by the state alone, as a watch does: of what nobody knows now, it hears no "ok".
  const isOld = terminal !== undefined && judged.state === 'ok' && main !== null && !isRecent(main.at, display.now, betweenMs);
  const context: ErrorContext = {
    ...errorContext(provider, { locale: 'en', t }),
    ...(terminal === undefined ? {} : { terminal }),
  };
  return {
    account: account.id,
    provider: provider.id,
    site: account.site === '' ? null : account.site,
    state: isOld ? 'unknown' : judged.state,
    reason: isOld ? t('not updated since {time}', { time: isoSecond(main.at) }) : judged.reason && stateReasonText(judged.reason, display),
    at: standing.reading && isoTime(amountsAt(standing.reading)),
    source: sourceOf(provider),
    balances: balances.map((balance) => exactBalance(balance)),
    caps: caps.map((cap) => exactCap(cap)),
    spend: spend.map((one) => exactSpend(one)),
    error: error && { kind: error.kind, message: errorText(error, context).sentence },
  };
}

function sourceOf(provider: Provider): AccountReport['source'] {
  if (provider.kind === 'dashboard' || provider.definedBy === undefined) return 'provider';
  return provider.definedBy === 'answer' ? 'description' : 'query';
}
