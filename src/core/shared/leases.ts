import type { WatchRecord } from '../checks/watchRecord';
import type { Account } from '../model/account';
import { minuteMs } from '../time/durations';
import type { EpochMs } from '../time/epoch';
import { hear, isNews, type Heard, type HearPorts } from './hearRecords';
import type { SharedFault } from './sharedFault';
import { sharedRecordText } from './sharedRecord';
import type { Kept, Lease, LeaseClaim } from './sharedStore';

/** For so long an account waits for a machine that died while it asked. It is renewed while a report takes longer. */
export const leaseMs = 2 * minuteMs;

export function heardOf({ record, askedAt, keptAgoMs, keptBy }: Kept): Heard | null {
  return record === null || askedAt === null || keptAgoMs === null || keptBy === null ? null : { record, askedAt, keptAgoMs, by: keptBy };
}

interface Answer {
  readonly record: WatchRecord;
  /** The channels that an alert of it goes to, as all machines call them; null where that is not known any more. */
  readonly posted: readonly string[] | null;
}

/** Gives an answer to all, under the lease it was asked with. Where that is another machine's by now, its answer counts. */
export async function keepAnswer(
  ports: HearPorts,
  account: Account,
  { record, posted }: Answer,
  lease: Lease,
): Promise<SharedFault | null> {
  const { link, now } = ports;
  const askedAt = record.checkedAt ?? 0;
  const kept = await link.call((store, signal) => store.keep(lease, { record: sharedRecordText(record, now(), posted), askedAt }, signal));
  if (!kept.ok) return kept.fault;
  settle(ports, account, askedAt);
  if (!kept.value) return null;
  const released = await link.call((store, signal) => store.release(lease, signal));
  return released.ok ? null : released.fault;
}

/**
 * Gives the answers to all that came while the database was away. Where another machine was answered later, that is what counts, and
 * where one is asking just now, the next round looks again.
 */
export async function keepLateAnswers(
  ports: HearPorts & { readonly isAsking: (account: Account) => boolean },
): Promise<SharedFault | null> {
  const { link, outbox, accounts, recordOf, sharedOf, keyMarkOf, isAsking } = ports;
  const late = accounts().filter((account) => outbox.asker(sharedOf(account))?.isKept === false && !isAsking(account));
  for (const account of late) {
    const record = recordOf(account);
    const claimed = await link.call((store, signal) => store.claim(sharedOf(account), leaseMs, signal));
    if (!claimed.ok) return claimed.fault;
    const heard = heardOf(claimed.value);
    const isLater = heard !== null && isNews(ports, account, heard);
    if (isLater) hear(ports, account, keyMarkOf(account), heard);
    const fault = await endLate(ports, account, record, claimed.value, isLater);
    if (fault) return fault;
  }
  return null;
}

async function endLate(
  ports: HearPorts,
  account: Account,
  record: WatchRecord,
  claim: LeaseClaim,
  isLater: boolean,
): Promise<SharedFault | null> {
  if (claim.kind === 'held') return null;
  if (!isLater && record.checkedAt !== null) return keepAnswer(ports, account, { record, posted: null }, claim.lease);
  settle(ports, account, record.checkedAt ?? 0);
  const released = await ports.link.call((store, signal) => store.release(claim.lease, signal));
  return released.ok ? null : released.fault;
}

/** It waits for nothing any more. */
function settle({ outbox, sharedOf }: HearPorts, account: Account, askedAt: EpochMs): void {
  const asker = outbox.asker(sharedOf(account));
  if (asker && asker.askedAt <= askedAt) outbox.setAsker(sharedOf(account), { ...asker, isKept: true });
}
