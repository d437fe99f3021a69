import { metricFamilies } from '../core/metrics/metricFamilies';
import { metricsText } from '../core/metrics/metricsText';
import type { EpochMs } from '../core/time/epoch';
import type { AccountFacts } from '../core/views/accountView';

/** What one check of all gave, for the textfile collector. It counts nothing: a counter that begins anew each time says nothing. */
export function checkMetrics(accounts: readonly AccountFacts[], now: EpochMs): string {
  return metricsText(metricFamilies({ accounts, now }), 'classic');
}
