import type { Account } from '../model/account';
import type { Outcome } from '../model/outcome';
import { ownFault, type ProviderError } from '../model/providerError';
import type { EpochMs } from '../time/epoch';
import { hostOf } from '../provider/origin';
import { waitsUntil } from './waitsUntil';
import type { WatchRecord } from './watchRecord';
import type { WatchStore } from './watchStore';
import type { AccountId } from '../model/accountId';

/** A request that is ready to go, or why this window cannot make it, such as for want of a key. */
export type Prepared =
  | {
      readonly ok: true;
      /** Null where another machine was answered, or is to ask: what is to be known of it is in the store. */
      readonly fetch: (signal: AbortSignal, why: 'check' | 'timer') => Promise<Outcome | null>;
      /** Tells the key of a variable or a file from another one; null for a key that is stored. */
      readonly keyMark: string | null;
    }
  | { readonly ok: false; readonly error: ProviderError };

/** A check that is under way. */
export interface Asking {
  readonly account: Account;
  readonly signal: AbortSignal;
  /** The check is called off where the account was asked since this time. */
  readonly unlessSince: EpochMs | null | undefined;
  /** A person waits for it, from the start or by now. */
  readonly isAsked: () => boolean;
}

export interface AskPorts {
  readonly store: WatchStore;
  readonly owner: string;
  readonly now: () => EpochMs;
  readonly prepare: (account: Account) => Promise<Prepared>;
  /** Rejects when the signal is aborted. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Does it again and again, until what it gives is called. */
  readonly repeat: (ms: number, work: () => void) => () => void;
  /** A fault of our own with one account, for whoever keeps a log. That account fails; no other one notices. */
  readonly onFault: (error: unknown) => void;
  /** What this window knows of the account, read anew. */
  readonly look: (account: Account) => WatchRecord;
  /** Writes an answer down while the claim is this one's. */
  readonly commit: (asking: Asking, outcome: Outcome, keyMark: string | null, claimant: string, epoch: EpochMs) => void;
}

const lookMs = 250;
/** One of a window that died does not bind the others for longer. */
export const claimMs = 30_000;
const renewMs = claimMs / 3;

let claims = 0;

/** Of one check: an earlier one of this window, called off and slow to end, must not release what a later one claimed. */
export function newClaimant(owner: string): string {
  return `${owner} ${(claims += 1)}`;
}

/**
 * One request per account in all windows: this one makes it, or waits for the one that does. The key is at hand before the
 * claim. Null where an answer is in the store, whoever got it; else why this window cannot ask.
 */
export async function askOnce(asking: Asking, ports: AskPorts): Promise<ProviderError | null> {
  const { account, signal } = asking;
  const { store, now } = ports;
  const before = store.epoch(account.id);
  const prepared = await prepare(account, ports);
  if (!prepared.ok) return prepared.error;
  const claimant = newClaimant(ports.owner);
  const epoch = await claim(asking, claimant, ports);
  if (epoch === null) return null;
  // A report of forty pages takes longer than a claim lasts.
  const stopRenewing = ports.repeat(renewMs, () => renew(account.id, claimant, ports));
  try {
    // The key that is at hand may be one that was replaced meanwhile, and another window may have been told to wait.
    if (epoch === before && mayAsk(ports.look(account), asking, now())) {
      const outcome = await prepared.fetch(signal, asking.isAsked() ? 'check' : 'timer');
      if (outcome) ports.commit(asking, outcome, prepared.keyMark, claimant, epoch);
      else ports.look(account);
    }
    return null;
  } finally {
    stopRenewing();
    store.release(account.id, claimant);
  }
}

/** A fault fails like an answer: left as it was, the account would be due again at once, and asked with each tick. */
function prepare(account: Account, { prepare: prepareAccount, onFault }: AskPorts): Promise<Prepared> {
  return prepareAccount(account).catch((error: unknown) => {
    onFault(error);
    const outcome: Outcome = { ok: false, error: ownFault(hostOf(account.origin)) };
    return { ok: true, keyMark: null, fetch: () => Promise.resolve(outcome) };
  });
}

/** Null where another window asks, or has asked meanwhile. A timer has no need to wait: it sees the answer when it is there. */
async function claim(asking: Asking, claimant: string, ports: AskPorts): Promise<EpochMs | null> {
  const { account, signal, isAsked } = asking;
  const { store, now, look, pause } = ports;
  const known = look(account).checkedAt;
  for (;;) {
    const claimed = store.claim(account.id, claimant, now());
    // Looked after the claim: an answer that came between a look and a claim would be asked for again.
    const isAnswered = look(account).checkedAt !== known;
    if (claimed.kind === 'claimed' && !isAnswered) return claimed.epoch;
    if (claimed.kind === 'claimed') store.release(account.id, claimant);
    if (isAnswered || !isAsked()) return null;
    await pause(lookMs, signal);
  }
}

function mayAsk(record: WatchRecord, { unlessSince }: Asking, now: EpochMs): boolean {
  return waitsUntil(record, now) === null && (unlessSince === undefined || record.checkedAt === unlessSince);
}

function renew(accountId: AccountId, claimant: string, { store, now, onFault }: AskPorts): void {
  try {
    store.renew(accountId, claimant, now());
  } catch (error) {
    onFault(error);
  }
}
