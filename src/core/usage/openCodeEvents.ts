import { parsed } from '../text/parsed';
import { callKey } from './callKey';
import { fieldAt, listAt, textAt, timeAt } from './fields';
import type { LoggedCall } from './loggedCall';
import { openCodeCall, type OpenCodeMessage } from './openCodeMessage';
import type { LogDatabase } from './usageReader';

const columns = ['id', 'aggregate_id', 'type', 'created', 'data'];

/** The second generation of the store keeps what happened, from which it makes its rows. */
export function hasOpenCodeEvents(database: LogDatabase): boolean {
  const present = database.columns('event');
  return columns.every((name) => present.includes(name));
}

const largestEvent = 1 << 20;
/** Each kind has its version at its end. */
const kinds = ['session.usage.recorded', 'session.step.started', 'session.step.ended', 'session.step.failed'];

/**
 * What was used for titles and summaries, of which there is no message and no model named, and what steps used: a message that was taken
 * back is deleted, and was paid for. A step has the id and times of its message, so that the two are one call.
 * @param from the last row that was read before
 * @param about where a message of a session stands
 * @see https://github.com/anomalyco/opencode/blob/008d57153952804fea8d6eef1cf3baf4402248cb/packages/core/src/session/projector.ts
 */
export function* openCodeEvents(
  database: LogDatabase,
  from: number,
  about: (id: string, session: string | null) => OpenCodeMessage,
): Generator<LoggedCall, void, undefined> {
  const wanted = kinds.map((kind) => `type GLOB '${kind}.*'`).join(' OR ');
  const fields = `CASE WHEN octet_length(data) <= ${largestEvent} AND json_valid(data)
    THEN json_extract(data, '$.assistantMessageID', '$.model', '$.tokens', '$.cost') END`;
  const rows = database.rows(
    `SELECT id, aggregate_id, type, created, ${fields} AS fields FROM event WHERE rowid > ?1 AND (${wanted}) ORDER BY rowid`,
    from,
  );
  const started = new Map<string, Start>();
  for (const row of rows) {
    const [message, model, tokens, cost] = listAt({ fields: parsed(textAt(row, 'fields') ?? '') }, 'fields');
    const [id, type, session] = [textAt(row, 'id'), textAt(row, 'type') ?? '', textAt(row, 'aggregate_id') ?? null];
    const created = timeAt(row, 'created');
    if (id === undefined) continue;
    const step = typeof message === 'string' ? message : undefined;
    if (type.startsWith('session.step.started')) started.set(step ?? '', { created, model });
    else if (type.startsWith('session.usage.recorded'))
      yield* measured({ tokens, cost, time: { created } }, { ...about(callKey('event', id), session), as: 'original' });
    else if (step !== undefined) {
      const begun = started.get(step) ?? startOf(database, step, session);
      const named = { providerOfV2: fieldAt(begun?.model, 'providerID'), modelOfV2: fieldAt(begun?.model, 'id') };
      const time = { created: begun?.created ?? created, completed: created };
      yield* measured({ ...named, tokens, cost, time }, about(step, session));
    }
  }
}

interface Start {
  readonly created: unknown;
  readonly model: unknown;
}

/** Of a step that had begun when the events were read before. */
function startOf(database: LogDatabase, step: string, session: string | null): Start | undefined {
  const isIt = `octet_length(data) <= ${largestEvent} AND json_valid(data) AND json_extract(data, '$.assistantMessageID') = ?2`;
  const [row] = database.rows(
    `SELECT created, json_extract(data, '$.model') AS model FROM event
      WHERE aggregate_id = ?1 AND type GLOB 'session.step.started.*' AND CASE WHEN ${isIt} THEN 1 END`,
    session ?? '',
    step,
  );
  return row && { created: row['created'], model: parsed(textAt(row, 'model') ?? '') };
}

function measured(fields: unknown, message: OpenCodeMessage): readonly LoggedCall[] {
  return openCodeCall(fields, message).filter(({ tokens }) => tokens !== null);
}
