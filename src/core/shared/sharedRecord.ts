import * as z from 'zod';
import { isSameKey } from '../checks/keyMark';
import { readRecord, recordText } from '../checks/recordJson';
import { planAfter, type PlanContext } from '../checks/schedule';
import type { WatchRecord } from '../checks/watchRecord';
import type { EpochMs } from '../time/epoch';

/** `agoMs`: for how long the answer had been there when it was written, which may be an outage later. Clocks differ, spans do not. */
const Shared = z.object({ agoMs: z.number().min(0), record: z.unknown() });

/** A record for all machines: without the mark of this one's key, and without the place, which names the variable it is in. */
export function sharedRecordText(record: WatchRecord, now: EpochMs): string {
  const known: unknown = JSON.parse(recordText({ ...record, place: '', keyMark: null }));
  return JSON.stringify({ agoMs: Math.max(0, now - (record.checkedAt ?? now)), record: known });
}

/** What this machine knows an account by. */
export interface OwnMarks {
  readonly place: string;
  readonly keyMark: string | null;
}

/** How long ago the provider answered; null for a text of a newer version. @param keptAgoMs since when the text is there */
export function answeredAgoMs(text: string, keptAgoMs: number): number | null {
  const shared = parsed(text);
  return shared ? keptAgoMs + shared.agoMs : null;
}

/**
 * The record of an account after another machine was answered; null where what is known here is of another place or key, or where the
 * text is of a newer version. The next check is planned by this machine's interval and clock.
 */
export function withHeard(before: WatchRecord, text: string, own: OwnMarks, answeredAt: EpochMs, plan: PlanContext): WatchRecord | null {
  const shared = parsed(text);
  const heard = readRecord(shared ? JSON.stringify(shared.record) : null, before.epoch);
  if (heard.checkedAt === null || !isOf(before, own)) return null;
  return {
    ...heard,
    ...own,
    reading: heard.reading ?? before.reading,
    checkedAt: answeredAt,
    failingSince: heard.failingSince === null ? null : Math.min(heard.failingSince, answeredAt),
    schedule: planAfter(heard.schedule, answeredAt, plan),
  };
}

function isOf(known: WatchRecord, { place, keyMark }: OwnMarks): boolean {
  return known.place === '' || (known.place === place && isSameKey(known.keyMark, keyMark));
}

function parsed(text: string): z.output<typeof Shared> | undefined {
  try {
    return Shared.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
