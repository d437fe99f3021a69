import type { HistoryRow } from '../history/historyRow';
import { asAccountId, type AccountId } from '../model/accountId';
import type { Micros } from '../money/money';
import { oneLine } from '../text/plainText';
import type { EpochMs } from '../time/epoch';
import { momentsOf } from '../time/wallTime';
import { columnsOf, tableLine, type Columns } from './columns';
import { jsonLine } from './jsonLine';
import { ownLine } from './ownLine';
import { patternLine } from './patternLine';
import { plainLine } from './plainLine';
import { readAmount } from './writtenAmount';
import type { FoundLine, Unread, WrittenLine } from './writtenLine';
import { unitOf, type KnownUnits } from './writtenUnit';

export interface LogOptions extends KnownUnits {
  /** null: each line names its own, as this program writes them. */
  readonly account: AccountId | null;
  /** Of several accounts in one file, the one that is meant. */
  readonly named: string | null;
  /** Whose clock showed the times that have no zone; null: nobody said. */
  readonly timeZone: string | null;
  /** The time of day of lines that have none; null: nobody said. */
  readonly clock: { readonly hour: number; readonly minute: number } | null;
  readonly pattern: RegExp | null;
  readonly now: EpochMs;
}

export interface UnreadLine {
  /** From 1. */
  readonly line: number;
  readonly why: Unread;
}

/** What the person has to say before anything of the file can be believed, and at which line that was seen. */
export interface Undecided {
  readonly line: number;
  readonly why: 'noZone' | 'noTimeOfDay' | 'noUnit' | 'noAccount' | 'severalNames' | 'noSuchName';
}

export type ReadLog =
  | {
      readonly ok: true;
      readonly rows: readonly HistoryRow[];
      readonly unread: readonly UnreadLine[];
      /** Lines of other accounts, and lines of this program that tell of no balance. */
      readonly left: number;
    }
  | { readonly ok: false; readonly undecided: Undecided };

/** No script logs as much of one balance. Expressions look at such a line more often than once. */
const longest = 10_000;

interface Numbered {
  readonly number: number;
  readonly line: WrittenLine;
}

/** Reads the lines of a log of balances, whoever wrote it. Nothing in it is guessed: a line that can be read in two ways is not read. */
export function readLog(text: string, options: LogOptions): ReadLog {
  const { written, unread, left } = linesOf(text, options.pattern);
  const chosen = chosenOf(written, options);
  if ('why' in chosen) return { ok: false, undecided: chosen };
  const rows: HistoryRow[] = [];
  const wrong: UnreadLine[] = [...unread];
  const hasCommas = chosen.some(({ line }) => decimalsOf(line) === 'comma');
  for (const { number, line } of chosen) {
    const row = rowOf(line, options, hasCommas);
    if (typeof row !== 'string') rows.push(row);
    else if (row === 'noZone' || row === 'noTimeOfDay' || row === 'noUnit') return { ok: false, undecided: { line: number, why: row } };
    else wrong.push({ line: number, why: row });
  }
  return { ok: true, rows, unread: wrong.sort((a, b) => a.line - b.line), left: left + written.length - chosen.length };
}

function linesOf(
  text: string,
  pattern: RegExp | null,
): { readonly written: readonly Numbered[]; readonly unread: readonly UnreadLine[]; readonly left: number } {
  const written: Numbered[] = [];
  const unread: UnreadLine[] = [];
  let left = 0;
  let columns: Columns | null = null;
  for (const [index, raw] of text.split(/\r?\n|\r/).entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    if (line.length > longest) {
      unread.push({ line: index + 1, why: 'tooLong' });
      continue;
    }
    const head: Columns | null = pattern === null ? columnsOf(line) : null;
    if (head) {
      columns = head;
      continue;
    }
    const found = foundLine(line, pattern, columns);
    if (found.kind === 'written') written.push({ number: index + 1, line: found.line });
    else if (found.kind === 'unread') unread.push({ line: index + 1, why: found.why });
    else left += 1;
  }
  return { written, unread, left };
}

function foundLine(line: string, pattern: RegExp | null, columns: Columns | null): FoundLine {
  if (pattern) return patternLine(line, pattern);
  if (line.startsWith('{')) return jsonLine(line);
  return ownLine(line) ?? (columns ? tableLine(line, columns) : plainLine(line));
}

/** Of several names in one file only one is of the account. */
function chosenOf(written: readonly Numbered[], { account, named }: LogOptions): readonly Numbered[] | Undecided {
  const names = new Set(written.map(({ line }) => line.name));
  const foreign = written.find(({ line }) => line.isOwn !== true);
  if (account === null && foreign) return { line: foreign.number, why: 'noAccount' };
  if (named === null && (names.size < 2 || account === null)) return written;
  const meant = [...names].find((name) => name.toLowerCase() === (named ?? account ?? '').toLowerCase());
  if (meant !== undefined) return written.filter(({ line }) => line.name === meant);
  const [first] = written;
  if (named !== null) return { line: first?.number ?? 1, why: 'noSuchName' };
  return { line: written.find(({ line }) => line.name !== first?.line.name)?.number ?? 1, why: 'severalNames' };
}

function rowOf(line: WrittenLine, options: LogOptions, hasCommas: boolean): HistoryRow | Unread {
  const at = momentOf(line, options);
  if (typeof at === 'string') return at;
  if (at > options.now) return 'future';
  const amount = readAmount(line.amount);
  if (!amount.ok) return amount.why;
  if (amount.decimals === 'either' && hasCommas) return 'ambiguousAmount';
  const unit = unitOf(line.unit, options);
  if (line.mayBeName === true && options.unit === null && unit.ok && !options.ofProvider.includes(unit.unit)) return 'noUnit';
  if (!unit.ok) return unit.why;
  const account = options.account ?? asAccountId(oneLine(line.name));
  return {
    account,
    unit: unit.unit,
    reading: { at, epoch: 0, available: amount.amount, paid: partOf(line.paid), granted: partOf(line.granted) },
  };
}

function decimalsOf({ amount }: WrittenLine): string | null {
  const read = readAmount(amount);
  return read.ok ? read.decimals : null;
}

function partOf(text: string | undefined): Micros | null {
  const read = text === undefined ? null : readAmount(text);
  return read?.ok === true ? read.amount : null;
}

function momentOf({ time }: WrittenLine, { timeZone, clock }: LogOptions): EpochMs | Unread {
  if (time.kind === 'moment') return time.at;
  if (time.kind === 'day' && clock === null) return 'noTimeOfDay';
  if (timeZone === null) return 'noZone';
  const moments = momentsOf(time.kind === 'day' ? { ...time.wall, ...clock } : time.wall, timeZone);
  const [at, second] = moments;
  // An hour that a night has twice, or not at all.
  return at === undefined || second !== undefined ? 'noSuchTime' : at;
}
