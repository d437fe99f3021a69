import type { Checked } from '../core/checkReport';
import { fetchReading, fetchTarget } from '../core/fetchReading';
import type { Account } from '../core/model';
import { dashboardError, type Provider } from '../core/provider';
import type { Outcome } from '../core/providerError';
import type { RunQuery } from '../core/query';
import type { Send } from '../core/transport';

export interface CheckTarget {
  readonly account: Pick<Account, 'id' | 'label' | 'site' | 'origin' | 'definition'>;
  readonly provider: Provider;
  readonly key: string;
}

/** How this program reaches others. */
export interface Ports {
  readonly send: Send;
  readonly query: RunQuery;
}

/** All side by side; each stands for itself. */
export function checkTargets(targets: readonly CheckTarget[], ports: Ports, signal: AbortSignal): Promise<readonly Checked[]> {
  return Promise.all(targets.map(async ({ account, provider, key }) => ({ account, provider, outcome: await check({ account, provider, key }, ports, signal) })));
}

async function check({ account, provider, key }: CheckTarget, { send, query }: Ports, signal: AbortSignal): Promise<Outcome> {
  if (provider.kind === 'dashboard') return { ok: false, error: dashboardError(provider) };
  return fetchReading(fetchTarget(provider, account, key), { send, query, signal, now: () => Date.now() });
}
