import type { Checked } from '../core/views/checkReport';
import { fetchReading, fetchTarget, type FetchedAccount } from '../core/provider/fetchReading';
import type { Account } from '../core/model/account';
import { dashboardError, type Provider } from '../core/provider/provider';
import type { Outcome } from '../core/model/outcome';
import type { RunQuery } from '../core/provider/query';
import type { Send } from '../core/provider/transport';

export interface CheckTarget {
  readonly account: FetchedAccount & Pick<Account, 'id' | 'label'>;
  readonly provider: Provider;
  readonly key: string;
  /** Further secrets of a description, by their names in it. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** The environment variable that the key is in, or should be; null where it is in none. */
  readonly variable?: string | null;
}

/** How this program reaches others. */
export interface Ports {
  readonly send: Send;
  readonly query: RunQuery;
  /** Something was thrown on our side. */
  readonly onFault?: (error: unknown) => void;
}

/** All side by side; each stands for itself. */
export function checkTargets(targets: readonly CheckTarget[], ports: Ports, signal: AbortSignal): Promise<readonly Checked[]> {
  return Promise.all(
    targets.map(async (target) => ({
      account: target.account,
      provider: target.provider,
      variable: target.variable ?? null,
      outcome: await check(target, ports, signal),
    })),
  );
}

async function check(target: CheckTarget, ports: Ports, signal: AbortSignal): Promise<Outcome> {
  return target.provider.kind === 'dashboard'
    ? { ok: false, error: dashboardError(target.provider) }
    : fetchOf({ ...target, provider: target.provider }, ports, signal);
}

export function fetchOf(
  { account, provider, key, secrets }: CheckTarget & { readonly provider: Exclude<Provider, { kind: 'dashboard' }> },
  { send, query, onFault }: Ports,
  signal: AbortSignal,
): Promise<Outcome> {
  return fetchReading(fetchTarget(provider, account, key, secrets), {
    send,
    query,
    signal,
    now: () => Date.now(),
    ...(onFault ? { onFault } : {}),
  });
}
