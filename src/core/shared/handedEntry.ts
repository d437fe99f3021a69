import * as z from 'zod';
import type { HistoryEntry } from '../history/historyEntry';
import { outcomeNamed } from '../history/outcomeInterval';
import { spendWindows } from '../model/reading';
import { asAccountId } from '../model/accountId';
import { micros, unit } from '../money/money';

const Amount = z.number().transform((count) => micros(count));
const Unit = z.string().transform((name) => unit(name));
const At = z.number();

/** As one text from the database, where what is not known is null. */
const Handed = z.object({
  account: z.string().transform(asAccountId),
  epoch: At,
  at: At,
  outcome: z.string(),
  rows: z.array(
    z.object({
      unit: z.string(),
      cap: z.string().nullable(),
      at: At,
      epoch: At,
      available: Amount,
      paid: Amount.nullable(),
      granted: Amount.nullable(),
      limit: Amount.nullable(),
      resetsAt: At.nullable(),
      isImported: z.boolean(),
    }),
  ),
  spend: z.array(
    z.object({
      unit: Unit,
      window: z.enum(spendWindows),
      amount: Amount,
      atLeast: z.literal(true).exactOptional(),
      since: At.exactOptional(),
      epoch: At,
      at: At,
    }),
  ),
  days: z.array(z.object({ day: At, unit: Unit, amount: Amount, atLeast: z.literal(true).exactOptional(), epoch: At, at: At })),
});

/** The same, as it is kept until it is handed on. */
export function handedEntryJson({ account, epoch, at, outcome, rows, spend, days }: HistoryEntry): unknown {
  return {
    ...{ account, epoch, at, outcome, spend },
    // How models divide a day stays with the machine that asked: it is many times as long as the rest.
    days: days.map(({ models: _models, ...day }) => day),
    rows: rows.map(({ unit: name, cap = null, reading, resetsAt = null, isImported = false }) => ({
      ...{ unit: name, cap, resetsAt, isImported },
      ...reading,
      limit: reading.limit ?? null,
    })),
  };
}

/** undefined for what is not as written, such as by a newer version with outcomes of its own. */
export function readHandedEntry(json: unknown): HistoryEntry | undefined {
  const read = parsed(json);
  if (read === undefined) return undefined;
  const outcome = outcomeNamed(read.outcome);
  if (outcome === undefined) return undefined;
  const { account, epoch, at, rows, spend, days } = read;
  return {
    account,
    epoch,
    at,
    outcome,
    rows: rows.map(({ unit: name, cap, limit, resetsAt, isImported, ...reading }) => ({
      account,
      unit: name,
      ...(cap === null ? {} : { cap }),
      reading: { ...reading, ...(limit === null ? {} : { limit }) },
      ...(resetsAt === null ? {} : { resetsAt }),
      ...(isImported ? { isImported } : {}),
    })),
    spend: spend.map((one) => ({ ...one, account })),
    days,
  };
}

/** Whoever may write to the database may write amounts that are none. */
function parsed(json: unknown): z.output<typeof Handed> | undefined {
  try {
    return Handed.safeParse(json).data;
  } catch {
    return undefined;
  }
}
