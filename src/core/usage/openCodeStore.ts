import { parsed } from '../text/parsed';
import { amountAt, countAt, entriesAt, fieldAt, listAt, textAt, timeAt } from './fields';
import type { LoggedCall } from './loggedCall';
import { hasOpenCodeEvents, openCodeEvents } from './openCodeEvents';
import { openCodeCall, openCodeFields, type OpenCodeMessage } from './openCodeMessage';
import type { LogDatabase, LogFile, ReadCalls } from './usageReader';

/** What differs between the programs that are made of OpenCode. */
export interface OpenCodeVariant {
  /** A message's cost has in it what the sub-agents cost that it started: that of its steps alone is its own. */
  readonly costHoldsSubAgents: boolean;
}

/** One kind of message has one table in each of the two generations of the store. */
const tables = ['message', 'session_message'] as const;
type Table = (typeof tables)[number];
const needed = ['id', 'session_id', 'data'];

/** As far as a table was read: up to which row, and up to when those were changed that were there before. */
interface ReadSoFar {
  readonly row: number;
  readonly updated: number;
}

/** Programs that share the file may commit a change later than one that they made after it. */
const overlapMs = 60_000;
/** More text than any answer has. */
const largestMessage = 32 << 20;

export function readOpenCode(database: LogDatabase, file: LogFile, variant: OpenCodeVariant): ReadCalls {
  const present = tables.filter((table) => database.columns(table).length > 0);
  if (present.some((table) => needed.some((column) => !database.columns(table).includes(column)))) return 'tooNew';
  if (present.length === 0) return [...database.rows(anyTable)].length === 0 ? { calls: [] } : 'tooNew';
  // Before the rows are read: what is added meanwhile is read again the next time.
  const kept = Object.fromEntries(present.map((table) => [table, readSoFar(database, table, file)]));
  const event = hasOpenCodeEvents(database) ? countAt([...database.rows('SELECT max(rowid) AS row FROM event')][0], 'row') : undefined;
  return { calls: callsOf(database, present, file, variant), kept: { ...kept, event: event ?? 0 } };
}

const anyTable = "SELECT 1 FROM sqlite_schema WHERE type = 'table' LIMIT 1";

function* callsOf(
  database: LogDatabase,
  present: readonly Table[],
  file: LogFile,
  variant: OpenCodeVariant,
): Generator<LoggedCall, void, undefined> {
  const sessions = sessionsOf(database);
  const parents = new Set([...sessions.values()].map(({ parent }) => parent));
  const inBoth = present.length < 2 ? new Set() : new Set([...database.rows('SELECT DISTINCT session_id FROM message')].map(sessionOf));
  for (const table of present)
    for (const row of changedRows(database, table, file)) {
      const id = textAt(row, 'id');
      const fields = named(parsed(textOf(row, 'fields')));
      // One that cannot be read may be an answer of a model, and is counted without its usage.
      if (id === undefined || (table === 'message' && row['fields'] !== null && !isAnswer(fields))) continue;
      const session = sessions.get(sessionOf(row) ?? '');
      const isOther = session === undefined || isCopy(row, fields, session);
      const message: OpenCodeMessage = {
        id,
        session: sessionOf(row),
        isSubAgent: session !== undefined && session.parent !== null,
        project: session?.directory ?? null,
        created: row['time_created'],
        // Of a session that is not there it cannot be told: then it counts as long as nothing else is known to be the same.
        as: isOther ? 'copy' : table === 'session_message' && inBoth.has(sessionOf(row)) ? 'repeated' : 'original',
      };
      const isShared = variant.costHoldsSubAgents && parents.has(message.session);
      yield* openCodeCall(isShared ? { ...fields, cost: costOfSteps(database, id) } : fields, message);
    }
  if (!hasOpenCodeEvents(database)) return;
  const stands = (id: string, name: string | null): OpenCodeMessage => {
    const session = sessions.get(name ?? '');
    const as = session === undefined ? 'copy' : inBoth.has(name) ? 'repeated' : 'original';
    return { id, session: name, isSubAgent: (session?.parent ?? null) !== null, project: session?.directory ?? null, as };
  };
  yield* openCodeEvents(database, countAt(file.kept, 'event') ?? 0, stands);
}

interface Session {
  readonly parent: string | null;
  readonly directory: string | null;
  readonly created: number;
  /** Up to which number its messages are those of the session that it was forked from; null: it is no fork, or says it in another way. */
  readonly copiedUpTo: number | null;
  readonly isFork: boolean;
}

function sessionsOf(database: LogDatabase): ReadonlyMap<string, Session> {
  const found = new Map<string, Session>();
  for (const table of ['session', 'session_v2']) {
    const columns = database.columns(table);
    const wanted = ['id', 'parent_id', 'directory', 'time_created', 'fork_session_id', 'fork_boundary'].filter((name) =>
      columns.includes(name),
    );
    if (!wanted.includes('id')) continue;
    for (const row of database.rows(`SELECT ${wanted.join(', ')} FROM ${table}`))
      found.set(textAt(row, 'id') ?? '', {
        parent: textAt(row, 'parent_id') ?? null,
        directory: textAt(row, 'directory') ?? null,
        created: timeAt(row, 'time_created'),
        copiedUpTo: countAt(row, 'fork_boundary') || null,
        isFork: textAt(row, 'fork_session_id') !== undefined,
      });
  }
  return found;
}

/**
 * A fork begins with the messages of the session it was made of: with new ids, their old numbers and their old times. The first generation
 * marks neither the session nor the message, but what is older than its session was not said in it.
 */
function isCopy(row: unknown, fields: unknown, { created, copiedUpTo, isFork }: Session): boolean {
  const seq = countAt(row, 'seq');
  if (copiedUpTo !== null && seq !== undefined) return seq <= copiedUpTo;
  if (isFork && seq !== undefined && textAt(row, 'id')?.endsWith(`_${seq}`) === true) return true;
  const at = timeAt(fields, 'time', 'created') || created;
  return at < created;
}

function changedRows(database: LogDatabase, table: Table, { kept }: LogFile): Iterable<Readonly<Record<string, unknown>>> {
  const columns = database.columns(table);
  const paths = Object.values(openCodeFields).map((path) => `'${path}'`);
  const fields = `CASE WHEN octet_length(data) <= ${largestMessage} AND json_valid(data) THEN json_extract(data, ${paths.join(', ')}) END`;
  const names = [...needed, 'time_created', 'seq'].filter((name) => name !== 'data' && columns.includes(name));
  const select = `SELECT ${names.join(', ')}, ${fields} AS fields FROM ${table}`;
  // What a summary used is told of apart, where events are.
  const isToldApart = hasOpenCodeEvents(database);
  const kinds = !columns.includes('type') ? '1' : isToldApart ? "type = 'assistant'" : "type IN ('assistant', 'compaction')";
  const [row, updated] = [countAt(kept, table, 'row'), fieldAt(kept, table, 'updated')];
  if (row === undefined || typeof updated !== 'number' || !columns.includes('time_updated'))
    return database.rows(`${select} WHERE ${kinds}`);
  return database.rows(`${select} WHERE ${kinds} AND (rowid > ?1 OR time_updated >= ?2)`, row, updated - overlapMs);
}

function readSoFar(database: LogDatabase, table: Table, { changedAt }: LogFile): ReadSoFar {
  const updated = database.columns(table).includes('time_updated') ? 'max(time_updated)' : 'NULL';
  const [last] = [...database.rows(`SELECT max(rowid) AS row, ${updated} AS updated FROM ${table}`)];
  const latest = fieldAt(last, 'updated');
  // A time that has not come yet, of a clock that was wrong, would hide what is changed until then.
  return { row: countAt(last, 'row') ?? 0, updated: Math.min(typeof latest === 'number' ? latest : 0, changedAt) };
}

/** What the steps of a message cost, without what it started. */
function costOfSteps(database: LogDatabase, message: string): unknown {
  if (!database.columns('part').includes('message_id')) return undefined;
  const step = `octet_length(data) <= ${largestMessage} AND json_valid(data) AND json_extract(data, '$.type') = 'step-finish'`;
  const steps = database.rows(
    `SELECT CASE WHEN ${step} THEN json_extract(data, '$.cost') END AS cost FROM part WHERE message_id = ?1`,
    message,
  );
  return [...steps].reduce((sum, row) => sum + (amountAt(row, 'cost') ?? 0), 0) / 1_000_000;
}

function named(values: unknown): Readonly<Record<string, unknown>> {
  const list = listAt({ values }, 'values');
  return Object.fromEntries(Object.keys(openCodeFields).map((name, index) => [name, list[index]]));
}

function textOf(row: unknown, name: string): string {
  const found = fieldAt(row, name);
  return typeof found === 'string' ? found : '';
}

function sessionOf(row: unknown): string | null {
  return textAt(row, 'session_id') ?? null;
}

/** What has tokens and no role that can be read is one too. */
function isAnswer(message: unknown): boolean {
  const role = textAt(message, 'role');
  return role === 'assistant' || (role === undefined && (fieldAt(message, 'tokens') ?? null) !== null);
}

/**
 * A message of the time before there was a database, when each had a file of its own: all of it a copy of what was taken over later. Until
 * it is completed it is written again and again, and one that was killed stays as it was, in each fork: it counts as far as it is told.
 * The oldest have under `metadata` what stands beside the id in others, as `fromV1` of OpenCode's `session/message-v2.ts` says.
 */
export function readOpenCodeFile(written: unknown): ReadCalls {
  const content = { ...entriesAt(written, 'metadata'), ...entriesAt(written, 'metadata', 'assistant'), ...entriesAt(written) };
  const id = textAt(content, 'id');
  if (id === undefined || !isAnswer(content)) return { calls: [] };
  const fields = {
    ...content,
    provider: fieldAt(content, 'providerID'),
    model: fieldAt(content, 'modelID'),
    folder: fieldAt(content, 'path', 'cwd'),
    refused: fieldAt(content, 'error', 'data', 'statusCode'),
    error: fieldAt(content, 'error', 'name'),
  };
  const session = textAt(content, 'sessionID') ?? null;
  return { calls: openCodeCall(fields, { id, session, isSubAgent: false, project: null, as: 'copy' }) };
}
