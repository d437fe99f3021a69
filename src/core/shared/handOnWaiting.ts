import { dayMs } from '../time/durations';
import type { EpochMs } from '../time/epoch';
import type { TellLeftOut } from './leftOut';
import type { SharedFault } from './sharedFault';
import type { SharedLink } from './sharedLink';
import type { SharedOutbox } from './sharedOutbox';

export interface HandOnPorts {
  readonly link: SharedLink;
  readonly outbox: SharedOutbox;
  readonly now: () => EpochMs;
  readonly onLeftOut: TellLeftOut;
}

/** As many as one transaction takes. */
const batch = 500;
/** A server that took over may lack the last commits; whoever restores an older backup has a history of their own to restore from. */
const againMs = dayMs;
/** Of ten accounts that are asked every 15 minutes, those of 100 days: some 60 MB. */
const mostWaiting = 100_000;

/** Where nothing can be handed on, such as while the database is away or may only be read, the disk must not fill up. */
export function boundOutbox({ outbox, now, onLeftOut }: Omit<HandOnPorts, 'link'>): void {
  const dropped = outbox.drop(now() - 2 * againMs, mostWaiting);
  if (dropped > 0) onLeftOut('tooMany', dropped);
}

/** Hands on what waits, oldest first, and goes back a day where the database has lost what it had. */
export async function handOnWaiting({ link, outbox, now, onLeftOut }: HandOnPorts): Promise<SharedFault | null> {
  const receipt = outbox.note('receipt');
  if (receipt !== null) {
    const kept = await link.call((store, signal) => store.isKept(receipt, signal));
    if (!kept.ok) return kept.fault;
    if (!kept.value) {
      outbox.handOnAgain(now() - againMs);
      outbox.setNote('receipt', null);
    }
  }
  let last = -1;
  for (let waiting = outbox.waiting(batch); waiting.length > 0; waiting = outbox.waiting(batch)) {
    const entries = waiting;
    const [{ seq: first } = { seq: last }] = entries;
    // A disk that does not take how far it came: the next round goes on with it.
    if (first <= last) return null;
    last = first;
    const handed = await link.call((store, signal) => store.handOn(entries, signal));
    if (!handed.ok) return handed.fault;
    if (handed.value.unfit.length > 0) onLeftOut('unfit', handed.value.unfit.length);
    outbox.handedOn(Math.max(...entries.map(({ seq }) => seq)));
    if (handed.value.receipt !== null) outbox.setNote('receipt', handed.value.receipt);
  }
  const unread = outbox.unread();
  if (unread > 0) onLeftOut('unread', unread);
  return null;
}
