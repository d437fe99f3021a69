import type { LatestReading } from '../core/history/latestReadings';
import type { OutcomeInterval } from '../core/history/outcomeInterval';
import type { ReadHistory } from '../core/history/readHistory';
import type { Snapshot } from '../core/model/snapshot';
import { dayMs } from '../core/time/durations';
import type { EpochMs } from '../core/time/epoch';

/** Longer than anybody lets an account fail. */
const reach = 400 * dayMs;

/** What a history alone tells of an account: its latest reading, and since when checks fail, if the latest did. */
export function snapshotInHistory(
  { account, epoch, reading }: LatestReading,
  { intervals }: Pick<ReadHistory, 'intervals'>,
  now: EpochMs,
): Snapshot {
  const own = intervals(account, now - reach, now).filter((one) => one.epoch === epoch);
  const last = own.reduce<OutcomeInterval | undefined>((newest, one) => (newest && newest.to > one.to ? newest : one), undefined);
  const checkedAt = last?.to ?? (reading.isImported === true ? null : reading.at);
  if (!last || last.outcome === 'answered' || last.to < reading.at)
    return { reading, error: null, checkedAt, failingSince: null, checking: false };
  // Which host it was and what it answered, no history keeps.
  return { reading, error: { kind: last.outcome, host: '' }, checkedAt, failingSince: since(own, last), checking: false };
}

/** Intervals are cut where nobody asked for hours; the failure went on. */
function since(own: readonly OutcomeInterval[], last: OutcomeInterval): EpochMs {
  const other = own.findLast((one) => one.outcome !== last.outcome && one.from < last.from);
  return own.find((one) => one.outcome === last.outcome && one.from > (other?.from ?? -Infinity))?.from ?? last.from;
}
