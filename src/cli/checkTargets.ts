import type { Checked } from '../core/checkReport';
import { fetchReading, fetchTarget } from '../core/fetchReading';
import type { Account } from '../core/model';
import { dashboardError, type Provider } from '../core/provider';
import type { Outcome } from '../core/providerError';
import type { Send } from '../core/transport';

export interface CheckTarget {
  readonly account: Pick<Account, 'id' | 'label' | 'site' | 'origin' | 'definition'>;
  readonly provider: Provider;
  readonly key: string;
}

/** All side by side; each stands for itself. */
export function checkTargets(targets: readonly CheckTarget[], send: Send, signal: AbortSignal): Promise<readonly Checked[]> {
  return Promise.all(targets.map(async ({ account, provider, key }) => ({ account, provider, outcome: await check({ account, provider, key }, send, signal) })));
}

async function check({ account, provider, key }: CheckTarget, send: Send, signal: AbortSignal): Promise<Outcome> {
  if (provider.kind === 'dashboard') return { ok: false, error: dashboardError(provider) };
  return fetchReading(fetchTarget(provider, account, key), { send, signal, now: () => Date.now() });
}
