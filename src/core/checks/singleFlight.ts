import { reasonOf } from '../model/accountState';
import type { CheckOptions } from './checks';
import { waitsUntil } from '../provider/classifyStatus';
import type { Account } from '../model/account';
import type { Reading } from '../model/reading';
import type { Snapshot } from '../model/snapshot';
import type { EpochMs } from '../time/epoch';
import { hostOf } from '../provider/origin';
import { ownFault, type ProviderError } from '../model/providerError';
import type { Outcome } from '../model/outcome';
import type { Alert, AlertContext } from './alerts';
import type { PlanContext } from './schedule';
import { recordOutcome, nothingKnown, type WatchRecord } from './watchRecord';
import type { WatchStore } from './watchStore';

/** A request that is ready to go, or why this window cannot make it, such as for want of a key. */
export type Prepared =
  | { readonly ok: true; readonly fetch: (signal: AbortSignal, why: 'check' | 'timer') => Promise<Outcome> }
  | { readonly ok: false; readonly error: ProviderError };

export interface SingleFlightPorts {
  readonly store: WatchStore;
  readonly owner: string;
  readonly now: () => EpochMs;
  readonly prepare: (account: Account) => Promise<Prepared>;
  readonly planContext: (account: Account) => PlanContext;
  readonly alertContext: (account: Account) => AlertContext;
  /** A provider just said this. */
  readonly onReading: (account: Account, reading: Reading) => void;
  /** This window's answer counted: what it was, and what is to be told of it. */
  readonly onCommitted: (account: Account, outcome: Outcome, alerts: readonly Alert[]) => void;
  readonly adopt: (accountId: string, known: Omit<Snapshot, 'checking'>) => void;
  /** Rejects when the signal is aborted. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  /** A fault of our own with one account, for whoever keeps a log. That account fails; no other one notices. */
  readonly onFault: (error: unknown) => void;
}

export interface SingleFlight {
  readonly fetch: (account: Account, signal: AbortSignal, options: CheckOptions) => Promise<Outcome | null>;
  /** Takes over an answer that was had outside of a check, such as to a key that was being tried. */
  readonly accept: (account: Account, outcome: Outcome) => void;
  /** Brings in what other windows asked. Cheap where they asked nothing. */
  readonly follow: (accounts: readonly Account[]) => void;
  /** The next {@link follow} brings in everything: this window has thrown away what it knew. */
  readonly lookAgain: () => void;
}

const lookMs = 250;

function failed(account: Account): Outcome {
  return { ok: false, error: ownFault(hostOf(account.origin)) };
}

/** Where an account points to. What is known of another place is not known of this one. */
export function placeKey({ provider, site, origin, basePath = '', team, keyEnv, keyFile, definition }: Account): string {
  return [
    provider,
    site,
    `${origin}${basePath}`,
    keyEnv ?? (keyFile === undefined ? '' : `file:${keyFile}`),
    ...(team === undefined ? [] : [team]),
    ...(definition === undefined ? [] : [textOf(definition)]),
  ].join(' ');
}

/** One object in another ten thousand times over is no description, and no text either. */
function textOf(definition: unknown): string {
  try {
    return JSON.stringify(definition);
  } catch {
    return 'no description';
  }
}

/** One request per account in all windows: this one makes it, or waits for the one that does. The key is at hand before the claim. */
export function singleFlight(ports: SingleFlightPorts): SingleFlight {
  const { store, owner, now, adopt } = ports;
  let version: number | undefined;
  let followed: readonly Account[] = [];
  let claims = 0;
  /** Of one check: an earlier one of this window, called off and slow to end, must not release what a later one claimed. */
  const nextClaimant = (): string => `${owner} ${(claims += 1)}`;
  const recordOf = (account: Account): WatchRecord => {
    const record = store.records().get(account.id) ?? nothingKnown;
    return record.place === placeKey(account) ? record : nothingKnown;
  };
  /** Null where the answer does not count any more. */
  const commit = (account: Account, outcome: Outcome, claimant: string, generation: number): readonly Alert[] | null => {
    const place = placeKey(account);
    let told: readonly Alert[] = [];
    const counts = store.commit(account.id, claimant, generation, (before) => {
      // Only here, where it is sure to be about the account: the history keeps no reading of a key that was replaced.
      if (outcome.ok) ports.onReading(account, outcome.reading);
      const result = recordOutcome(
        before.place === place ? before : nothingKnown,
        outcome,
        place,
        ports.planContext(account),
        ports.alertContext(account),
      );
      told = result.alerts;
      return result;
    });
    return counts ? told : null;
  };
  const follow = (accounts: readonly Account[]): void => {
    followed = accounts;
    const next = store.version();
    if (next === version) return;
    version = next;
    const records = store.records();
    for (const account of accounts) {
      const record = records.get(account.id);
      if (record?.checkedAt && record.place === placeKey(account)) adopt(account.id, record);
    }
  };
  const commitAndTell = (account: Account, outcome: Outcome, claimant: string, generation: number): void => {
    let told: readonly Alert[] | null;
    let counted = outcome;
    try {
      told = commit(account, outcome, claimant, generation);
    } catch (error) {
      ports.onFault(error);
      counted = failed(account);
      told = commit(account, counted, claimant, generation);
    }
    if (told === null) return;
    // What tells is built from what was just committed, by this window or meanwhile by another, so it is taken over first.
    adopt(account.id, recordOf(account));
    follow(followed);
    ports.onCommitted(account, counted, told);
  };
  /** A fault fails like an answer: left as it was, the account would be due again at once, and asked with each tick. */
  const prepare = (account: Account): Promise<Prepared> =>
    ports.prepare(account).catch((error: unknown) => {
      ports.onFault(error);
      return { ok: true, fetch: () => Promise.resolve(failed(account)) };
    });
  /** Until the other window's answer is there, or its claim has run out. */
  const waitForOther = async (account: Account, claimant: string, signal: AbortSignal): Promise<number | null> => {
    const before = recordOf(account).checkedAt;
    for (;;) {
      await ports.pause(lookMs, signal);
      // Claimed first: an answer that came between a look and a claim would be asked for again.
      const claim = store.claim(account.id, claimant, now());
      const record = recordOf(account);
      if (record.checkedAt !== before) {
        if (claim.kind === 'claimed') store.release(account.id, claimant);
        adopt(account.id, record);
        return null;
      }
      if (claim.kind === 'claimed') return claim.generation;
    }
  };
  /** What another window was told between this one's look at the record and its claim binds it as well. */
  const mayAsk = (account: Account, unlessSince: EpochMs | null | undefined): boolean => {
    const record = recordOf(account);
    if (waitsUntil(reasonOf(record), now()) === null && (unlessSince === undefined || record.checkedAt === unlessSince)) return true;
    if (record.checkedAt !== null) adopt(account.id, record);
    return false;
  };
  return {
    fetch: async (account, signal, { quiet = false, unlessSince }) => {
      const before = store.generation(account.id);
      const prepared = await prepare(account);
      if (!prepared.ok) return prepared;
      const claimant = nextClaimant();
      const claim = store.claim(account.id, claimant, now());
      // A timer has no need to wait: it sees the answer when it is there.
      if (claim.kind === 'busy' && quiet) return null;
      const generation = claim.kind === 'claimed' ? claim.generation : await waitForOther(account, claimant, signal);
      if (generation === null) return null;
      try {
        // The key that is at hand may be one that was replaced meanwhile.
        if (generation === before && mayAsk(account, unlessSince))
          commitAndTell(account, await prepared.fetch(signal, quiet ? 'timer' : 'check'), claimant, generation);
        return null;
      } finally {
        store.release(account.id, claimant);
      }
    },
    accept: (account, outcome) => {
      const claimant = nextClaimant();
      const claim = store.claim(account.id, claimant, now());
      if (claim.kind === 'claimed') commitAndTell(account, outcome, claimant, claim.generation);
    },
    follow,
    lookAgain: () => void (version = undefined),
  };
}
