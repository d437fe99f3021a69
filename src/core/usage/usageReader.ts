import type { EpochMs } from '../time/epoch';
import type { LoggedCall } from './loggedCall';

/** Why a file was passed over. `tooNew`: its version is none that the reader knows. `noDatabase`: this Node has no SQLite or zstd. */
const skipReasons = [
  'unreadable',
  'malformed',
  'notText',
  'tooBig',
  'lineTooLong',
  'tooNew',
  'locked',
  'gone',
  'linkOutside',
  'tooDeep',
  'wrongTime',
  'noDatabase',
] as const;
export type SkipReason = (typeof skipReasons)[number];

export function skipReasonOf(word: string | null): SkipReason | null {
  return skipReasons.find((reason) => reason === word) ?? null;
}

/** Where a tool runs: nothing else of a machine decides where its logs are. */
export interface Machine {
  /** With forward slashes, without one at the end. */
  readonly home: string;
  /** The environment; nothing where a folder was named in the place of a home. */
  readonly variable: (name: string) => string | undefined;
  /** A folder was named in the place of a home: nothing that lies outside it is read. */
  readonly isConfined: boolean;
}

/** A list that a tool keeps of further folders with logs, which may lie anywhere on the disk. */
export interface ListedPlaces {
  /** Files of JSON that may hold the list. */
  readonly lists: (machine: Machine) => readonly string[];
  /**
   * @param list what one of them holds
   * @returns whole paths, as the list has them. Where the machine is confined, each stands for the folder below its home that ends in
   * the same names, the more of them the better.
   */
  readonly folders: (list: unknown) => readonly string[];
}

/** One file as a reader sees it. */
export interface LogFile {
  /** The folder that it was found in, one of the reader's places, as the disk names it. */
  readonly place: string;
  /** Below the place, with forward slashes. */
  readonly path: string;
  readonly changedAt: EpochMs;
  /**
   * What this reader returned as `kept` when the file was read last: lines go on from there, and what is written as a whole may have
   * lost since what was in it then. undefined: it is read from its start.
   */
  readonly kept: unknown;
  /** The JSON of its first line, which names session and version in many logs; also when it is read on from further below. */
  readonly first: () => unknown;
  /**
   * The JSON of another file, by its path below the same place; undefined where there is none or it is none. Of a large one only the
   * first members are there. For files of the tool itself, of which named fields are read: never one that holds keys.
   */
  readonly beside: (path: string) => unknown;
}

/** What comes of a file: what it holds, or why it is passed over whole. */
export type ReadCalls = { readonly calls: Iterable<LoggedCall>; readonly kept?: unknown } | SkipReason;

/** Follows the lines of one file from where it was left. */
export interface LineReader {
  /** @param value the JSON of one line that holds one of the marks */
  readonly line: (value: unknown) => readonly LoggedCall[] | SkipReason;
  /** Plain JSON that `open` understands as `kept`, for when lines were added: counts, names of models and providers, no ids or paths. */
  readonly kept: () => unknown;
}

/** Rows of a database of another program, which is opened for reading alone. */
export interface LogDatabase {
  /** Names of the columns of a table; empty where there is no such table. */
  readonly columns: (table: string) => readonly string[];
  /** A whole number beyond 2⁵³ is null: nobody counts as far. */
  readonly rows: (sql: string, ...values: readonly (string | number)[]) => Iterable<Readonly<Record<string, unknown>>>;
}

interface AnySource {
  /** A folder below the place, or '' for the place itself; nothing above it is walked. */
  readonly under: string;
  /** Logs lie in that folder itself alone; folders in it are left alone, since the place is a home or as large. */
  readonly isFlat?: boolean;
  /** @param path below the place, with forward slashes */
  readonly matches: (path: string) => boolean;
}

/** Lines of JSON that are added to; also as zstd frames, by the name's end. Lines without any of the marks are never parsed. */
export interface LineSource extends AnySource {
  readonly form: 'lines';
  readonly marks: readonly string[];
  readonly open: (file: LogFile) => LineReader;
}

/** JSON that is written anew as a whole. */
export interface WholeSource extends AnySource {
  readonly form: 'whole';
  /**
   * Of a longer file only those members of its object are read that end within so many bytes of its start: for tools that write what
   * they know of a session before all that was said in it.
   */
  readonly headBytes?: number;
  readonly read: (content: unknown, file: LogFile) => ReadCalls;
}

export interface DatabaseSource extends AnySource {
  readonly form: 'database';
  /** May be asked twice in one look, where the database changed meanwhile. */
  readonly read: (database: LogDatabase, file: LogFile) => ReadCalls;
}

export type LogSource = LineSource | WholeSource | DatabaseSource;

/**
 * How the logs of one tool are read. A reader is pure: it is told what is in a file, and answers with calls. Its file names the
 * tool's source at each rule.
 */
export interface UsageReader {
  /** Never changes: it is in settings and in what is kept. */
  readonly id: string;
  /** As the tool calls itself. */
  readonly name: string;
  /** Grows when the reader's rules change: what was kept is then read anew. */
  readonly rules: number;
  /** Folders that may hold logs, whether or not they are there, for every system. An empty name leads nowhere. */
  readonly places: (machine: Machine) => readonly string[];
  readonly listed?: ListedPlaces;
  readonly sources: readonly LogSource[];
  /** The tool deletes old logs by itself: of before the oldest nobody knows whether there were others. */
  readonly deletesLogs?: boolean;
  /** What no log of this tool holds, in words a person sees beside its figures. */
  readonly blindSpots?: readonly string[];
}
