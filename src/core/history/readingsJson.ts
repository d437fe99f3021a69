import * as z from 'zod';
import { dayOfDate } from '../time/dayStart';
import type { HistoryRow } from './historyRow';
import type { InSteps } from './inSteps';
import { unitNamed } from '../money/money';
import { parseAmount } from '../money/parseAmount';
import { oneLine } from '../text/plainText';
import { asAccountId } from '../model/accountId';

const Row = z.object({
  account: z.string().min(1).max(200),
  unit: z.string(),
  at: z.string(),
  available: z.unknown(),
  paid: z.unknown().optional(),
  granted: z.unknown().optional(),
  cap: z.string().min(1).max(60).optional(),
  limit: z.unknown().optional(),
  epoch: z.string().optional(),
});

const rowsAtOnce = 500;

export type ReadReadings =
  { readonly ok: true; readonly rows: readonly HistoryRow[] } | { readonly ok: false; readonly problems: readonly string[] };

/**
 * Readings as JSON: `[{ "account", "unit", "at", "available", "paid"?, "granted"?, "epoch"? }]`, amounts as decimal strings,
 * times as ISO 8601 with a zone. What a cap leaves names its `cap`, and its `limit` where that is known. All or none: each row that
 * cannot be read is named by its position, counted from 1.
 */
export function* readReadingsInSteps(json: unknown): InSteps<ReadReadings> {
  if (!Array.isArray(json)) return { ok: false, problems: ['The file must hold a list of readings.'] };
  const rows: HistoryRow[] = [];
  const problems: string[] = [];
  for (const [index, value] of json.entries()) {
    const row = readRow(value);
    if (typeof row === 'string') problems.push(`Reading ${index + 1}: ${row}`);
    else rows.push(row);
    if (index % rowsAtOnce === rowsAtOnce - 1) yield;
  }
  return problems.length === 0 ? { ok: true, rows } : { ok: false, problems };
}

function readRow(value: unknown): HistoryRow | string {
  const parsed = Row.safeParse(value);
  if (!parsed.success) return `"${parsed.error.issues[0]?.path.map(String).join('.') ?? ''}" is missing or has the wrong type.`;
  const { account, unit: unitText, at: atText, available: availableValue, paid: paidValue, granted: grantedValue } = parsed.data;
  const { cap, limit: limitValue, epoch: epochText } = parsed.data;
  const unit = unitNamed(unitText);
  if (unit === undefined) return '"unit" must be a unit such as USD or credits.';
  const at = parseTime(atText);
  if (at === undefined) return '"at" is not a time such as 2026-01-29T09:00:00Z.';
  const available = parseAmount(availableValue);
  if (available === undefined) return '"available" is not an amount.';
  const paid = optionalAmount(paidValue);
  const granted = optionalAmount(grantedValue);
  if (paid === undefined || granted === undefined) return `"${paid === undefined ? 'paid' : 'granted'}" is not an amount.`;
  const limit = optionalAmount(limitValue);
  if (limit === undefined) return '"limit" is not an amount.';
  const whole = { at, epoch: epochText === undefined ? 0 : (parseTime(epochText) ?? NaN), available, paid, granted };
  if (Number.isNaN(whole.epoch)) return '"epoch" is not a time such as 2026-01-29T09:00:00Z.';
  return {
    account: asAccountId(oneLine(account)),
    unit,
    ...(cap === undefined ? {} : { cap: oneLine(cap) }),
    reading: limit === null ? whole : { ...whole, limit },
  };
}

/** null where there is none, undefined where it cannot be read. */
function optionalAmount(value: unknown): ReturnType<typeof parseAmount> | null {
  return value === undefined || value === null ? null : parseAmount(value);
}

/** Without a zone a time means another moment on each machine, so it must name one. */
export function parseTime(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/.test(text)) return undefined;
  const at = Date.parse(text);
  // Some engines take 30 February for 2 March.
  return Number.isNaN(at) || dayOfDate(text.slice(0, 10)) === undefined ? undefined : at;
}
