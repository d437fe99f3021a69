import type { Thresholds } from '../core/model/account';
import type { Outcome } from '../core/model/outcome';
import type { Snapshot } from '../core/model/snapshot';
import { minuteMs } from '../core/time/durations';
import type { EpochMs } from '../core/time/epoch';
import type { AccountFacts } from '../core/views/accountView';
import type { Checked } from '../core/views/checkReport';
import { isKeyed, type CheckTarget } from './checkTargets';

/** What one check of all gave, as a watch would know it. Providers that no tool can ask are not in it. */
export function checkedFacts(
  targets: readonly CheckTarget[],
  checked: readonly Checked[],
  lowBalance: Thresholds,
  now: EpochMs,
): readonly AccountFacts[] {
  return targets.filter(isKeyed).flatMap((target): readonly AccountFacts[] => {
    const { provider, thresholds: own } = target;
    const outcome = checked.find(({ account }) => account === target.account)?.outcome;
    const often = target.betweenMs === undefined ? {} : { refreshMinutes: target.betweenMs / minuteMs };
    const account = { ...target.account, ...often, provider: provider.id, lowBalance: own ?? lowBalance };
    return outcome ? [{ account, provider, snapshot: snapshotOf(outcome, now) }] : [];
  });
}

function snapshotOf(outcome: Outcome, checkedAt: EpochMs): Snapshot {
  return outcome.ok
    ? { reading: outcome.reading, error: null, checkedAt, failingSince: null, checking: false }
    : { reading: null, error: outcome.error, checkedAt, failingSince: checkedAt, checking: false };
}
