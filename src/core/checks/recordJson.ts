import * as z from 'zod';
import { micros, unit } from '../money/money';
import { capOwners, capResets, partKinds, spendWindows } from '../model/reading';
import { errorKinds } from '../model/providerError';
import type { EpochMs } from '../time/epoch';
import { alertRules, type Alert } from './alerts';
import { nothingKnown, type WatchRecord } from './watchRecord';
import { asAccountId } from '../model/accountId';

const Amount = z.number().transform((count) => micros(count));
const Unit = z.string().transform((name) => unit(name));
const At = z.number();

const Failure = z.object({
  kind: z.enum(errorKinds),
  host: z.string(),
  status: z.number().exactOptional(),
  retryAt: At.exactOptional(),
  field: z.string().exactOptional(),
  hint: z.string().exactOptional(),
  usedUp: z.literal(true).exactOptional(),
  droppedPath: z.string().exactOptional(),
});

const Reading = z.object({
  at: At,
  balances: z.array(
    z.object({
      unit: Unit,
      available: Amount.nullable(),
      parts: z.array(z.object({ kind: z.enum(partKinds), amount: Amount.nullable() })),
      at: At,
      atMost: z.literal(true).exactOptional(),
      bought: Amount.exactOptional(),
      overage: z.union([Amount, z.literal('unlimited')]).exactOptional(),
    }),
  ),
  caps: z.array(
    z.object({
      owner: z.enum(capOwners).exactOptional(),
      unit: Unit,
      limit: Amount.nullable(),
      remaining: Amount.nullable(),
      resets: z.enum(capResets),
      resetsAt: At.exactOptional(),
    }),
  ),
  spend: z.array(
    z.object({
      unit: Unit,
      window: z.enum(spendWindows),
      amount: Amount.nullable(),
      atLeast: z.literal(true).exactOptional(),
      since: At.exactOptional(),
    }),
  ),
  callsRefused: z.boolean(),
  problems: z.array(Failure),
});

const Stored = z.object({
  place: z.string(),
  keyMark: z.string().nullable().default(null),
  reading: Reading.nullable(),
  error: Failure.nullable(),
  checkedAt: At.nullable(),
  failingSince: At.nullable().default(null),
  schedule: z.object({ dueAt: At.nullable(), failures: z.number(), refusals: z.number().default(0) }),
  alerts: z.object({ raised: z.array(z.string()), snoozed: z.array(z.string()), seen: z.array(z.string()) }),
});

/** What is not as written is as good as nothing: the next check tells everything anew. */
export function readRecord(text: string | null, epoch: EpochMs): WatchRecord {
  const stored = text === null ? undefined : parsed(Stored, text);
  return stored === undefined ? { ...nothingKnown, epoch } : { ...stored, epoch };
}

/** The epoch is kept beside it, since it outlives the record. */
export function recordText(record: WatchRecord): string {
  return JSON.stringify({ ...record, epoch: undefined });
}

const StoredAlert = z.object({
  rule: z.enum(alertRules),
  account: z.string().transform(asAccountId),
  unit: z.string().nullable(),
  amount: Amount.nullable(),
  threshold: Amount.nullable(),
  days: z.number().nullable(),
  at: At,
  cap: z.enum(capOwners).exactOptional(),
  isOwn: z.literal(true).exactOptional(),
  isPart: z.literal(true).exactOptional(),
  atLeast: z.literal(true).exactOptional(),
  atMost: z.literal(true).exactOptional(),
  isAtMostDays: z.literal(true).exactOptional(),
  refusal: Failure.exactOptional(),
  nextAt: At.exactOptional(),
});

/** undefined for what is not as written, such as by a newer version. */
export function readAlert(text: string): Alert | undefined {
  return parsed(StoredAlert, text);
}

function parsed<T>(schema: z.ZodType<T>, text: string): T | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
