import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { BilledCall, WeekWorld } from '../weekWorld';

/** @see https://github.com/anomalyco/opencode/blob/063e830/packages/opencode/src/session/session.sql.ts */
const tables = `
  CREATE TABLE session (id text PRIMARY KEY, project_id text NOT NULL, parent_id text, slug text NOT NULL, directory text NOT NULL,
    title text NOT NULL, version text NOT NULL, time_created integer NOT NULL, time_updated integer NOT NULL);
  CREATE TABLE message (id text PRIMARY KEY, session_id text NOT NULL, time_created integer NOT NULL, time_updated integer NOT NULL, data text NOT NULL);
  CREATE TABLE part (id text PRIMARY KEY, message_id text NOT NULL, session_id text NOT NULL, time_created integer NOT NULL,
    time_updated integer NOT NULL, data text NOT NULL);
  CREATE INDEX message_session_time_created_id_idx ON message (session_id, time_created, id);`;

/**
 * What OpenCode keeps: a row for each message, in which reasoning stands beside output; sub-agents are child sessions; some
 * messages lie as JSON of an older version too. A call that was broken off keeps its zeros and gets an error.
 * @see https://github.com/anomalyco/opencode/blob/002d982/packages/opencode/src/session/processor.ts
 * @returns the database, still open as of a program that runs; the caller closes it
 */
export function writeOpenCode(home: string, { sessions }: WeekWorld): DatabaseSync {
  const folder = join(home, '.local', 'share', 'opencode');
  mkdirSync(folder, { recursive: true });
  const database = new DatabaseSync(join(folder, 'opencode.db'));
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; ${tables}`);
  const addSession = database.prepare('INSERT INTO session VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const addMessage = database.prepare('INSERT INTO message VALUES (?, ?, ?, ?, ?)');
  const addPart = database.prepare('INSERT INTO part VALUES (?, ?, ?, ?, ?, ?)');
  database.exec('BEGIN');
  for (const session of sessions) {
    const [first] = session.calls;
    if (session.tool !== 'opencode' || first?.where !== 'here') continue;
    const lead = `ses_${session.id.slice(0, 12)}`;
    const idOf = (agent: string | null): string => (agent === null ? lead : `${lead}${agent}`);
    const agents = new Set(session.calls.map(({ agent }) => agent).concat(null));
    for (const agent of agents)
      addSession.run(
        idOf(agent),
        'global',
        agent === null ? null : lead,
        'slug',
        '/home/dev/shop',
        'made up',
        '1.3.0',
        first.at,
        first.end,
      );
    for (const call of session.calls) {
      const row = dataOf(call);
      addMessage.run(`msg_${call.id}`, idOf(call.agent), call.at, call.end, JSON.stringify(row));
      const step = { type: 'step-finish', reason: 'stop', cost: row.cost, tokens: row.tokens };
      addPart.run(`prt_${call.id}`, `msg_${call.id}`, idOf(call.agent), call.at, call.end, JSON.stringify(step));
      if (call.at % 5 === 0) writeJson(folder, idOf(call.agent), `msg_${call.id}`, row);
    }
  }
  database.exec('COMMIT');
  return database;
}

function writeJson(folder: string, sessionID: string, id: string, row: object): void {
  const messages = join(folder, 'storage', 'message', sessionID);
  mkdirSync(messages, { recursive: true });
  writeFileSync(join(messages, `${id}.json`), JSON.stringify({ id, sessionID, ...row }));
}

function dataOf({ at, end, model, tokens: { miss, hit, out, reasoning }, logged, agent }: BilledCall) {
  const isWhole = logged === 'tokens';
  return {
    role: 'assistant',
    parentID: 'msg_0',
    providerID: 'deepseek',
    modelID: model,
    mode: 'build',
    agent: agent === null ? 'build' : 'general',
    path: { cwd: '/home/dev/shop', root: '/home/dev/shop' },
    cost: isWhole ? 0.0123 : 0,
    tokens: isWhole
      ? { input: miss, output: out - reasoning, reasoning, cache: { read: hit, write: 0 } }
      : { input: 0, output: 0, reasoning: 0, cache: { read: 0, write: 0 } },
    time: { created: at, completed: end },
    ...(isWhole ? { finish: 'stop' } : { error: { name: 'MessageAbortedError', data: { message: 'The operation was aborted.' } } }),
  };
}
