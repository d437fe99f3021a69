import type { HistoryEntry } from '../history/historyEntry';
import type { HistoryStore } from '../history/historyStore';
import { dayMs, hourMs } from '../time/durations';
import type { EpochMs } from '../time/epoch';
import type { TellLeftOut } from './leftOut';
import { isKindOfTheAccount } from './ofTheAccount';
import type { SharedAccount } from './sharedEntry';
import type { SharedFault } from './sharedFault';
import type { SharedLink } from './sharedLink';
import type { SharedOutbox } from './sharedOutbox';

export interface TakeInPorts {
  readonly link: SharedLink;
  readonly outbox: SharedOutbox;
  readonly history: Pick<HistoryStore, 'record'>;
  /** Those of this machine. */
  readonly accounts: () => readonly SharedAccount[];
  readonly now: () => EpochMs;
  /** Days after which readings are deleted; 0 keeps all. */
  readonly keepDays: () => number;
  readonly onLeftOut: TellLeftOut;
  /** How many checks are looked at in one call; each page is written at once. */
  readonly pageSize: number;
}

/** A round ends, however much there is: the next one goes on. */
const mostPages = 50;
/** Of a clock that is further ahead, it says nothing that will be true. */
const mostAhead = hourMs;

/**
 * Takes what others handed on into this machine's history, as far as it is of accounts that this machine has. The same again changes
 * nothing. What a clock that is ahead wrote waits until its time has come here: taken in at once, the next check of this machine would be
 * one of a clock that went back.
 */
export async function takeInEntries(ports: TakeInPorts): Promise<SharedFault | null> {
  const { link, outbox, history, now, keepDays, pageSize, onLeftOut } = ports;
  const known = new Set(ports.accounts().map(keyOf));
  fromTheStartForNew(known, outbox);
  let cursor = outbox.note('entries');
  let isHeldUp = false;
  for (let count = 0; count < mostPages; count += 1) {
    const from = cursor;
    const read = await link.call((store, signal) => store.entriesSince(from, pageSize, signal));
    if (!read.ok) return read.fault;
    const { entries, isAll, unread } = read.value;
    if (unread > 0) onLeftOut('unheard', unread);
    const since = keepDays() === 0 ? -Infinity : now() - keepDays() * dayMs;
    const wanted = entries
      .filter(
        ({ place, entry: { account, at, outcome } }) => known.has(keyOf({ account, place })) && at >= since && isKindOfTheAccount(outcome),
      )
      .map(({ entry }) => entry);
    history.record(...wanted.filter((entry) => newestOf(entry) <= now()));
    isHeldUp ||= wanted.some((entry) => newestOf(entry) > now() && newestOf(entry) <= now() + mostAhead);
    cursor = read.value.cursor;
    if (!isHeldUp && cursor !== from) outbox.setNote('entries', cursor);
    if (isAll) break;
  }
  return null;
}

/** Of an account that is new here, the past was read over. */
function fromTheStartForNew(known: ReadonlySet<string>, outbox: SharedOutbox): void {
  const before = new Set((outbox.note('accounts') ?? '').split('\n'));
  if ([...known].every((key) => before.has(key)) && known.size === before.size) return;
  if ([...known].some((key) => !before.has(key))) outbox.setNote('entries', null);
  outbox.setNote('accounts', [...known].join('\n'));
}

/** On one line, whatever is in it. */
function keyOf({ account, place }: SharedAccount): string {
  return JSON.stringify([account, place]);
}

function newestOf({ at, rows, spend, days }: HistoryEntry): EpochMs {
  return Math.max(at, ...[...rows.map(({ reading }) => reading), ...spend, ...days].map((one) => one.at));
}
