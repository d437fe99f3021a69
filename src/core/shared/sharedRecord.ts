import * as z from 'zod';
import { nothingRaised } from '../checks/alerts';
import { isSameKey } from '../checks/keyMark';
import { readRecord, recordText } from '../checks/recordJson';
import { planAfter, type PlanContext } from '../checks/schedule';
import type { WatchRecord } from '../checks/watchRecord';
import type { Outcome } from '../model/outcome';
import type { EpochMs } from '../time/epoch';

/** `agoMs`: for how long the answer had been there when it was written, which may be an outage later. Clocks differ, spans do not. */
const Shared = z.object({
  agoMs: z.number().min(0),
  record: z.unknown(),
  /** The channels that whoever asked posts an alert of it to; null where that is not known any more. */
  posted: z.array(z.string()).nullable().default(null),
});

/**
 * A record for all machines: without the mark of this one's key, and without the place, which names the variable it is in. What was told
 * of it is each machine's own: they may have other thresholds, and other channels.
 */
export function sharedRecordText(record: WatchRecord, now: EpochMs, posted: readonly string[] | null): string {
  const known: unknown = JSON.parse(recordText({ ...record, place: '', keyMark: null, alerts: nothingRaised }));
  return JSON.stringify({ agoMs: Math.max(0, now - (record.checkedAt ?? now)), record: known, posted });
}

/** Which channels whoever asked posts an alert to; null: nobody can say. */
export function postedOf(text: string): readonly string[] | null {
  return parsed(text)?.posted ?? null;
}

/** What the provider said to whoever asked; null where nothing is told, or by a newer version. */
export function outcomeIn(text: string): Outcome | null {
  const { error, reading } = readRecord(recordIn(text), 0);
  return error === null ? reading && { ok: true, reading } : { ok: false, error };
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
  const heard = readRecord(recordIn(text), before.epoch);
  if (heard.checkedAt === null || !isOf(before, own)) return null;
  return {
    ...heard,
    ...own,
    alerts: before.alerts,
    reading: heard.reading ?? before.reading,
    checkedAt: answeredAt,
    failingSince: heard.failingSince === null ? null : Math.min(heard.failingSince, answeredAt),
    schedule: planAfter(heard.schedule, answeredAt, plan),
  };
}

function recordIn(text: string): string | null {
  const shared = parsed(text);
  return shared ? JSON.stringify(shared.record) : null;
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
