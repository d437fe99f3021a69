import type { HistoryRow } from './historyRow';
import { atOnce, type InSteps } from './inSteps';
import { parseJson } from '../text/json';
import { withoutMark } from '../text/jsonText';
import { masked } from '../money/masked';
import { toDecimal, unit } from '../money/money';
import { readReadingsInSteps, type ReadReadings } from './readingsJson';

export function readHistoryJson(text: string): ReadReadings {
  return atOnce(readHistoryInSteps(text));
}

export function* readHistoryInSteps(text: string): InSteps<ReadReadings> {
  let json: unknown;
  try {
    json = parseJson(withoutMark(text));
  } catch {
    return { ok: false, problems: ['The file is not JSON.'] };
  }
  return yield* readReadingsInSteps(json);
}

export interface ExportRow {
  readonly account: string;
  readonly unit: string;
  readonly at: string;
  readonly available: string;
  readonly paid?: string;
  readonly granted?: string;
  readonly cap?: string;
  readonly limit?: string;
  readonly epoch?: string;
}

/** For a file that others see: what there was and when, and no amount. */
export function maskedRow(row: ExportRow): ExportRow {
  return {
    ...row,
    available: masked,
    ...(row.paid === undefined ? {} : { paid: masked }),
    ...(row.granted === undefined ? {} : { granted: masked }),
    ...(row.limit === undefined ? {} : { limit: masked }),
  };
}

/** Exact decimals, times in UTC. */
export function exportRow({
  account,
  unit: unitName,
  cap,
  reading: { at, epoch, available, paid, granted, limit },
}: HistoryRow): ExportRow {
  const money = unit(unitName);
  return {
    account,
    unit: unitName,
    at: new Date(at).toISOString(),
    available: toDecimal(available, money),
    ...(paid === null ? {} : { paid: toDecimal(paid, money) }),
    ...(granted === null ? {} : { granted: toDecimal(granted, money) }),
    ...(cap === undefined ? {} : { cap }),
    ...(limit === undefined ? {} : { limit: toDecimal(limit, money) }),
    ...(epoch === 0 ? {} : { epoch: new Date(epoch).toISOString() }),
  };
}
