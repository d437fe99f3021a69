import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { historyFileName } from '../core/history/historyFileName';
import { HistoryNotWritten } from '../core/history/historyNotWritten';
import { importInSteps } from '../core/history/importInSteps';
import type { HistoryRow } from '../core/history/historyRow';
import type { HistoryStore } from '../core/history/historyStore';
import { newRows, type NewRows } from '../core/importing/newRows';
import { readLog, type LogOptions } from '../core/importing/readLog';
import { undecidedText, unreadText } from '../core/importing/unreadText';
import type { AccountId } from '../core/model/accountId';
import { unitNamed } from '../core/money/money';
import { isoSecond } from '../core/time/isoTime';
import type { Provider } from '../core/provider/provider';
import { nearestName } from '../core/text/nearestName';
import { textOfBytes } from '../core/text/jsonText';
import type { Config } from '../core/config/config';
import type { ReadRows } from './historyCommand';
import { readBytes } from './readBytes';

export interface ImportArguments {
  readonly command: 'import-log';
  readonly file: string;
  readonly account: AccountId | null;
  readonly provider: string | null;
  /** A whole path; null: that of the configuration. */
  readonly folder: string | null;
  readonly configFile: string | null;
  readonly isDryRun: boolean;
  readonly lines: Pick<LogOptions, 'named' | 'unit' | 'timeZone' | 'clock' | 'pattern'>;
}

export interface ImportPorts {
  /** null where there is none. */
  readonly config: Config | null;
  readonly providers: readonly Provider[];
  readonly readRows: ReadRows;
  readonly open: (folder: string) => HistoryStore;
  readonly now: number;
}

export type Imported =
  { readonly ok: true; readonly text: string; readonly complaint: string | null } | { readonly ok: false; readonly reason: string };

/** Adds what a log tells to a history. Whatever else is written there meanwhile stays. */
export function importCommand(wanted: ImportArguments, ports: ImportPorts): Imported {
  const folder = wanted.folder ?? ports.config?.history.folder ?? null;
  if (folder === null)
    return failed('import-log needs the folder of a history: --folder FOLDER, or a configuration with "history": { "folder": … }.');
  const units = unitsOf(wanted, ports);
  if (typeof units === 'string') return failed(units);
  const bytes = readBytes(wanted.file);
  if (bytes === null) return failed('The file could not be read.');
  const read = readLog(textOfBytes(bytes), { ...wanted.lines, account: wanted.account, ofProvider: units, now: ports.now });
  if (!read.ok) return failed(`${undecidedText(read.undecided)} Nothing was added.`);
  const complaint = read.unread.length === 0 ? null : unreadText(read.unread);
  if (read.rows.length === 0) return failed(`${complaint ?? 'There is no balance in the file.'} Nothing was added.`);
  const file = join(folder, historyFileName);
  const known = existsSync(file) ? knownRows(ports.readRows(file, { account: wanted.account, from: -Infinity })) : [];
  if (typeof known === 'string') return failed(`${known} Nothing was added.`);
  const found = newRows(read.rows, known);
  const reason = wanted.isDryRun || found.rows.length === 0 ? null : written(ports.open(folder), found.rows, folder);
  if (reason !== null) return failed(reason);
  const lines = [...linesOf(found, wanted.isDryRun), ...(read.left === 0 ? [] : [`Lines of something else: ${read.left}.`])];
  return { ok: true, text: [...lines, wanted.isDryRun ? 'Nothing was written.' : `The history is ${file}.`].join('\n'), complaint };
}

function failed(reason: string): Imported {
  return { ok: false, reason };
}

/** What the provider of the account reports in; or what is wrong. */
function unitsOf(
  { account, provider: named, folder }: ImportArguments,
  { config, providers }: ImportPorts,
): LogOptions['ofProvider'] | string {
  const entry = config?.accounts.find((one) => one.account.id === account)?.account;
  if (folder === null && account !== null && config !== null && !entry) {
    const near = nearestName(
      account,
      config.accounts.map((one) => one.account.id),
    );
    return `The configuration has no account of this id${near === undefined ? '' : `; ${near} may be meant`}. Nothing was added.`;
  }
  const id = named ?? entry?.provider ?? null;
  const provider = providers.find((one) => one.id === id);
  if (id !== null && (provider === undefined || provider.kind === 'dashboard'))
    return '--provider takes one of those that "api-balance providers" lists with a variable.';
  return provider === undefined || provider.kind === 'dashboard' ? [] : provider.units.flatMap((name) => unitNamed(name) ?? []);
}

function knownRows(rows: ReturnType<ReadRows>): readonly HistoryRow[] | string {
  const known: HistoryRow[] = [];
  for (let next = rows.next(); ; next = rows.next()) {
    if (next.done !== true) known.push(next.value);
    else return next.value.length === 0 ? known : next.value.join(' ');
  }
}

/** null where all is written. */
function written(store: HistoryStore, rows: readonly HistoryRow[], folder: string): string | null {
  let added = 0;
  try {
    const place = store.place();
    if (place.kind === 'memory' && place.why === 'noSqlite')
      return 'This Node.js has no SQLite, so a history cannot be written: update Node.js. Nothing was added.';
    if (place.kind === 'newer') return 'The history was written by a newer version of API Balance: update this one. Nothing was added.';
    const steps = importInSteps(store, rows, (count) => void (added = count));
    while (steps.next().done !== true);
    return null;
  } catch (error) {
    if (!(error instanceof HistoryNotWritten)) throw error;
    const rest = added === 0 ? 'Nothing was added.' : `Readings added: ${added} of ${rows.length}. Run it again for the rest.`;
    return `The history in ${folder} cannot be written: look at the rights of the folder, and whether the disk is full. ${rest}`;
  } finally {
    store.close();
  }
}

function linesOf({ counts }: NewRows, isDryRun: boolean): readonly string[] {
  return counts.map(({ account, unit, added, there, first, last }) => {
    const span = `from ${isoSecond(first)} to ${isoSecond(last)}`;
    const verb = isDryRun ? 'would be added' : 'added';
    return `${account} ${unit}: ${verb} ${added}, there already ${there}; ${span}`;
  });
}
