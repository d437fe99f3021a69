import { judge, judgeReading, type AccountState } from '../core/model/accountState';
import { isPaymentRequired } from '../core/model/providerError';
import { english } from '../core/text/translate';
import type { EpochMs } from '../core/time/epoch';
import { thresholdsOf } from '../core/views/accountView';
import { stateReasonText } from '../core/views/stateReasonText';
import { oneLine } from '../core/text/plainText';
import type { KnownAccount } from './knownAccounts';

/** Why an account is in its state, in a clause; null where there is nothing to explain. */
export function reasonFor({ judged, snapshot }: KnownAccount, state: AccountState, now: EpochMs): string | null {
  const { reading, error } = snapshot;
  const thresholds = thresholdsOf(judged);
  const kept = reading && judgeReading(reading, thresholds, judged.pinnedUnit);
  const judgement = kept?.state === state && !isPaymentRequired(error) ? kept : judge(snapshot, thresholds, judged.pinnedUnit);
  if (judgement.state === state)
    return judgement.reason
      ? oneLine(stateReasonText(judgement.reason, { now, locale: 'en', t: english }))
      : state === 'ok'
        ? null
        : 'it was never read';
  return reading?.isImported === true ? 'it came in from a file, and nobody was asked' : 'it was read too long ago to say';
}
