import type { HistoryRow } from './historyRow';
import { parseJson } from '../text/json';
import { withoutMark } from '../text/jsonText';
import { toDecimal, unit } from '../money/money';
import { readReadingsJson, type ReadReadings } from './readingsJson';

/** As {@link readReadingsJson} reads it; one row a line, so that a text editor and a diff can cope. */
export function historyJson(rows: readonly HistoryRow[]): string {
  return rows.length === 0 ? '[]\n' : `[\n${rows.map((row) => JSON.stringify(exportRow(row))).join(',\n')}\n]\n`;
}

export function readHistoryJson(text: string): ReadReadings {
  try {
    return readReadingsJson(parseJson(withoutMark(text)));
  } catch {
    return { ok: false, problems: ['The file is not JSON.'] };
  }
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
