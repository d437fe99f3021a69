import * as z from 'zod';
import { micros, unit } from '../money/money';
import { capOwners } from '../model/reading';
import { errorKinds } from '../model/providerError';
import { nothingKnown, type WatchRecord } from './watchRecord';

const Amount = z.number().transform((count) => micros(count));
const Unit = z.string().transform((name) => unit(name));
const At = z.number();

const Failure = z.object({
  kind: z.enum(errorKinds),
  host: z.string(),
  status: z.number().optional(),
  retryAt: At.optional(),
  field: z.string().optional(),
  hint: z.string().optional(),
  usedUp: z.literal(true).optional(),
  droppedPath: z.string().optional(),
});

const Reading = z.object({
  at: At,
  balances: z.array(
    z.object({
      unit: Unit,
      available: Amount.nullable(),
      parts: z.array(z.object({ kind: z.enum(['paid', 'granted', 'creditLine', 'owed', 'frozen']), amount: Amount.nullable() })),
      at: At,
      atMost: z.literal(true).optional(),
      bought: Amount.optional(),
      overage: z.union([Amount, z.literal('unlimited')]).optional(),
    }),
  ),
  caps: z.array(
    z.object({
      owner: z.enum(capOwners).optional(),
      unit: Unit,
      limit: Amount.nullable(),
      remaining: Amount.nullable(),
      resets: z.enum(['daily', 'weekly', 'monthly', 'never', 'unknown']),
      resetsAt: At.optional(),
    }),
  ),
  spend: z.array(
    z.object({
      unit: Unit,
      window: z.enum(['day', 'week', 'month', 'total', 'entry']),
      amount: Amount.nullable(),
      atLeast: z.literal(true).optional(),
      since: At.optional(),
    }),
  ),
  callsRefused: z.boolean(),
  problems: z.array(Failure),
});

const Stored = z.object({
  place: z.string(),
  reading: Reading.nullable(),
  error: Failure.nullable(),
  checkedAt: At.nullable(),
  failingSince: At.nullable().default(null),
  schedule: z.object({ dueAt: At.nullable(), failures: z.number(), stopped: z.boolean() }),
  alerts: z.object({ raised: z.array(z.string()), snoozed: z.array(z.string()), seen: z.array(z.string()) }),
});

/** What is not as written is as good as nothing: the next check tells everything anew. */
export function readRecord(text: string | null): WatchRecord {
  if (text === null) return nothingKnown;
  try {
    const parsed = Stored.safeParse(JSON.parse(text));
    // Optional fields come back as possibly undefined, which JSON cannot hold.
    return parsed.success ? (parsed.data as WatchRecord) : nothingKnown;
  } catch {
    return nothingKnown;
  }
}
