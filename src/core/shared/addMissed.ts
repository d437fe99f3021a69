import { placeKey } from '../checks/placeKey';
import { historyEntry } from '../history/historyEntry';
import type { Account } from '../model/account';
import type { HearPorts } from './hearRecords';
import type { MachineName } from './sharedEntry';

export interface AddMissedPorts extends Pick<HearPorts, 'outbox' | 'recordOf' | 'sharedOf'> {
  readonly accounts: () => readonly Account[];
  readonly me: () => MachineName;
}

/**
 * Puts into the outbox what a process that died right after an answer did not put there any more: a reading that is newer than the last
 * answer whose asker is known. Where none is known, the reading is of before this machine shared, and stays its own.
 */
export function addMissed({ outbox, accounts, recordOf, sharedOf, me }: AddMissedPorts): void {
  for (const account of accounts()) {
    const { place, reading, epoch, error, checkedAt } = recordOf(account);
    const of = sharedOf(account);
    const asker = outbox.asker(of);
    if (place !== placeKey(account) || reading === null || asker === null || reading.at <= asker.askedAt) continue;
    // By the time of its check, so that what was put there all the same is the same check.
    const at = error === null && checkedAt !== null ? checkedAt : reading.at;
    outbox.add({ place: of.place, entry: historyEntry(account.id, epoch, { ok: true, reading }, at) });
    outbox.setAsker(of, { by: me(), askedAt: at, isKept: false });
  }
}
