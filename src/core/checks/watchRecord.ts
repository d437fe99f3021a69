import type { ProviderError } from '../model/providerError';
import type { Reading } from '../model/reading';
import type { Snapshot } from '../model/snapshot';
import type { EpochMs } from '../time/epoch';
import { nothingRaised, type Alert, type AlertMemory } from './alerts';
import { unplanned, type Schedule } from './schedule';

/** What is known of one account. It is forgotten with the account, its key or its place. */
export interface WatchRecord {
  /** Since when the account is what it is, with this key at this place; 0: from the start. */
  readonly epoch: EpochMs;
  /** Provider, site and origin it is about; empty where nothing is known. */
  readonly place: string;
  /** Tells the key of a variable or a file from another one, and nothing else of it; null for a key that is stored. */
  readonly keyMark: string | null;
  readonly reading: Reading | null;
  readonly error: ProviderError | null;
  readonly checkedAt: EpochMs | null;
  readonly failingSince: EpochMs | null;
  readonly schedule: Schedule;
  readonly alerts: AlertMemory;
}

export const nothingKnown: WatchRecord = {
  epoch: 0,
  place: '',
  keyMark: null,
  reading: null,
  error: null,
  checkedAt: null,
  failingSince: null,
  schedule: unplanned,
  alerts: nothingRaised,
};

/** A message to be posted, as whoever posts it wrote it down. */
export interface NewPost {
  readonly channel: string;
  readonly body: string;
}

/** What one answer means. */
export interface Committed {
  readonly record: WatchRecord;
  readonly alerts: readonly Alert[];
  /** A failure that is neither shown nor counted, see `isJustAwake`. */
  readonly isSilent?: true;
  readonly posts: readonly NewPost[];
}

/** The record after the account's key or place was replaced: nothing of before is about it. */
export function begunAnew({ epoch }: WatchRecord, now: EpochMs): WatchRecord {
  return { ...nothingKnown, epoch: nextEpoch(epoch, now) };
}

/** History counts on by one for each clock that went back: another key begins far above that. */
export const epochStep = 60_000;

/** It only grows, whatever the clock says. */
export function nextEpoch(epoch: EpochMs, now: EpochMs): EpochMs {
  return Math.max(epoch + epochStep, now);
}

export function snapshotOf({ reading, error, checkedAt, failingSince }: WatchRecord, checking = false): Snapshot {
  return { reading, error, checkedAt, failingSince, checking };
}
