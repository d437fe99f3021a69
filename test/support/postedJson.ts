import assert from 'node:assert/strict';
import { z } from 'zod';
import type { Message } from '../../src/core/notify/message';
import { sum, toMicros } from '../sandbox/decimal';
import { messageBody } from './channels';

const Amount = z.string().regex(/^-?\d+(\.\d{1,6})?$/);
const Known = Amount.nullable();
const Time = z.iso.datetime();
const Yes = z.literal(true).optional();
const limit = { threshold: Known, low: z.boolean().nullable() };
const owners = ['key', 'tier', 'plan', 'window', 'team', 'user'] as const;

const Exact = z.strictObject({
  id: z.string().min(1),
  label: z.string(),
  provider: z.string().min(1),
  state: z.enum(['ok', 'low', 'exhausted', 'unavailable', 'unknown', 'failed']),
  checkedAt: Time.nullable(),
  at: Time.nullable(),
  error: z.string().nullable(),
  failingSince: Time.nullable(),
  amountsHidden: Yes,
  balances: z.array(
    z.strictObject({
      unit: z.string(),
      available: Known,
      parts: z.array(z.strictObject({ kind: z.enum(['paid', 'granted', 'creditLine', 'owed', 'frozen']), amount: Known })),
      atMost: Yes,
      bought: Known.optional(),
      overage: z.union([Amount, z.literal('unlimited'), z.null()]).optional(),
      at: Time,
      ...limit,
    }),
  ),
  caps: z.array(
    z.strictObject({
      unit: z.string(),
      limit: Known,
      remaining: Known,
      resets: z.enum(['daily', 'weekly', 'monthly', 'never', 'unknown']),
      owner: z.enum(owners).optional(),
      resetsAt: Time.optional(),
      ...limit,
    }),
  ),
  spend: z.array(
    z.strictObject({ unit: z.string(), window: z.enum(['day', 'week', 'month', 'total', 'entry']), amount: Known, atLeast: Yes }),
  ),
  estimate: z.strictObject({ unit: z.string(), amount: Known, atLeast: Yes, atMost: Yes, enteredAt: Time, ...limit }).nullable(),
});

const Alert = z.strictObject({
  rule: z.enum(['low', 'critical', 'exhausted', 'unavailable', 'runway', 'idleSpend', 'checkFailing']),
  account: z.string(),
  provider: z.string(),
  unit: z.string().nullable(),
  amount: Known,
  threshold: Known,
  at: Time,
  days: z.number().nullable(),
  atLeast: Yes,
  atMost: Yes,
  cap: z.enum(owners).optional(),
  ownMoney: Yes,
  onlyThisUnit: Yes,
  daysAtMost: Yes,
  error: z.string().optional(),
  amountsHidden: Yes,
});

/** A body as somebody reads it who knows docs/channels.md and nothing else. */
export const PostedJson = z.strictObject({
  kind: z.enum(['summary', 'alert']),
  id: z.string().min(1),
  title: z.string(),
  at: Time,
  alert: Alert.optional(),
  lines: z.array(
    z.strictObject({
      account: z.string(),
      balance: z.string(),
      parts: z.string().nullable(),
      threshold: z.string().nullable(),
      state: z.string(),
      reason: z.string().nullable(),
      age: z.string().nullable(),
      needsMoney: z.boolean(),
      isOutdated: z.boolean(),
      exact: Exact,
    }),
  ),
});
type Posted = z.infer<typeof PostedJson>;
export type PostedAccount = Posted['lines'][number]['exact'];

/** What is posted of a message to a program. */
export function postedJson(message: Message | null): Posted {
  assert.ok(message);
  return PostedJson.parse(JSON.parse(messageBody(message, 'json', (text) => text)));
}

/** In whole micro-units, as a program adds what must add up. null: one of them is not known. */
export function exactSum(amounts: readonly (string | null)[]): bigint | null {
  const known = amounts.filter((amount) => amount !== null);
  return known.length < amounts.length ? null : toMicros(sum(...known));
}
