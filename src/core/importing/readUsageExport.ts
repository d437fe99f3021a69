import type { InSteps } from '../history/inSteps';
import { parseTime } from '../history/readingsJson';
import type { ReportedPart } from '../history/reportedPart';
import { currency, micros, type Unit } from '../money/money';
import { parseExact, roundedToMicros, type Exact } from '../money/parseAmount';
import { looksLikeKey } from '../text/looksLikeKey';
import { oneLine, shortened } from '../text/plainText';
import { dayOfDate } from '../time/dayStart';
import { dayMs } from '../time/durations';
import type { EpochMs } from '../time/epoch';
import { csvCells } from './csvCells';
import { exportColumns, type ExportColumns } from './exportColumns';

/**
 * `packed`: it is a ZIP, as the console gives several tables at once. `notAnExport`: its columns are none that are known. `noUnit`: it
 * names no currency, and the account has several. `unread`: a line is not as in such a table. `repeated`: a line stands there twice, as in
 * two exports put together. `overlapping`: its stretches of time do. `tooMuch`: it adds up to more than any amount is believed.
 */
export type UsageExportFault =
  | { readonly kind: 'packed' | 'notAnExport' | 'noUnit' | 'overlapping' | 'empty' | 'tooMuch' }
  | { readonly kind: 'unread' | 'repeated'; readonly line: number };

export type ReadUsageExport =
  { readonly ok: true; readonly parts: readonly ReportedPart[] } | { readonly ok: false; readonly fault: UsageExportFault };

const linesAtOnce = 500;
/** No table divides time into longer stretches. */
const longestMs = 32 * dayMs;

interface Sum {
  readonly part: Omit<ReportedPart, 'amount' | 'requests'>;
  amount: Exact | null;
  requests: number | null;
}

/**
 * A table of usage as a person exports it from a provider's console, exactly: each price times its count, added up, rounded once.
 * All or nothing. What it has of its last 24 hours is a bound, since nobody knows when it was exported.
 * @param unitOfAccount in which the account pays, for a table that names none; null where that is not one
 */
export function* readUsageExport(text: string, unitOfAccount: Unit | null): InSteps<ReadUsageExport> {
  const [head = '', ...lines] = text.split(/\r?\n/);
  if (head.startsWith('PK\u0003\u0004')) return fault({ kind: 'packed' });
  const columns = exportColumns(head);
  if (columns === null) return fault({ kind: 'notAnExport' });
  if (columns.kind === 'amount' && unitOfAccount === null) return fault({ kind: 'noUnit' });
  const sums = new Map<string, Sum>();
  const seen = new Set<string>();
  for (const [index, line] of lines.entries()) {
    if (index % linesAtOnce === linesAtOnce - 1) yield;
    if (line.trim() === '') continue;
    if (seen.has(line)) return fault({ kind: 'repeated', line: index + 2 });
    seen.add(line);
    const row = rowOf(csvCells(line), columns, unitOfAccount);
    if (row === null) return fault({ kind: 'unread', line: index + 2 });
    const key = JSON.stringify(row.part);
    const sum = sums.get(key) ?? { part: row.part, amount: null, requests: null };
    if (row.amount !== null) sum.amount = sum.amount === null ? row.amount : sum.amount.plus(row.amount);
    if (row.requests !== null) sum.requests = (sum.requests ?? 0) + row.requests;
    sums.set(key, sum);
  }
  return sums.size === 0 ? fault({ kind: 'empty' }) : partsOf([...sums.values()]);
}

function fault(of: UsageExportFault): ReadUsageExport {
  return { ok: false, fault: of };
}

/** null: it is no row of such a table. */
function rowOf(cells: readonly string[], columns: ExportColumns, unitOfAccount: Unit | null): Sum | null {
  // A number with a comma in it that nobody put in quotes is two cells, and all behind it stand in a wrong column.
  if (cells.length !== columns.count) return null;
  const cell = (name: Parameters<ExportColumns['cell']>[1]): string => columns.cell(cells, name);
  const time = columns.hasDates ? utcDay(cell('utc_date')) : stretch(cell('start_time_iso'), cell('end_time_iso'));
  const unit = columns.kind === 'cost' ? currency(cell('currency')) : unitOfAccount;
  const model = shortened(oneLine(cell('model')), 100);
  const key = shortened(oneLine(cell('api_key_name')), 60);
  if (time === null || unit === undefined || unit === null || model === '') return null;
  const part = { ...time, unit, model, key: key === '' || looksLikeKey(key) ? null : key };
  if (columns.kind === 'cost') {
    const amount = parseExact(cell('cost'));
    return typeof amount === 'string' ? null : { part, amount, requests: null };
  }
  const count = parseExact(cell('amount'));
  if (typeof count === 'string' || count.lt(0) || cell('type') === '') return null;
  if (cell('type') === 'request_count') return { part, amount: null, requests: count.toNumber() };
  const price = parseExact(cell('price'));
  return typeof price === 'string' ? null : { part, amount: price.times(count), requests: null };
}

type Stretch = Pick<ReportedPart, 'from' | 'to'>;

/** `2026-07-24`, or as the newer tables write it `20260724`. */
function utcDay(text: string): Stretch | null {
  const day = dayOfDate(text.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3'));
  return day === undefined ? null : { from: day * dayMs, to: (day + 1) * dayMs };
}

function stretch(start: string, end: string): Stretch | null {
  const [from, to] = [parseTime(start), parseTime(end)];
  return from === undefined || to === undefined || to <= from || to - from > longestMs ? null : { from, to };
}

function partsOf(sums: readonly Sum[]): ReadUsageExport {
  const times = [...new Map(sums.map(({ part }) => [`${part.from} ${part.to}`, part])).values()].sort((a, b) => a.from - b.from);
  const isOverlapping = times.some(({ from }, index) => index > 0 && from < (times[index - 1]?.to ?? from));
  if (isOverlapping) return fault({ kind: 'overlapping' });
  const fresh: EpochMs = (times.at(-1)?.to ?? 0) - dayMs;
  const parts: ReportedPart[] = [];
  for (const { part, amount: sum, requests } of sums) {
    // Requests alone cost nothing.
    const amount = sum === null ? micros(0) : roundedToMicros(sum);
    if (amount === undefined) return fault({ kind: 'tooMuch' });
    parts.push({ ...part, amount, requests, ...(part.to > fresh ? { atLeast: true } : {}) });
  }
  return { ok: true, parts };
}
