import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BilledCall, Session, WeekWorld } from '../weekWorld';

/**
 * What Cline's SDK keeps: one JSON for a session and one for its messages, rewritten whole; `inputTokens` holds what was
 * read from the cache too; a fork copies messages with their ids.
 * @see https://github.com/cline/cline/blob/21cb8d2525/sdk/packages/core/src/services/agent-events.ts#L152
 */
export function writeCline(home: string, { sessions }: WeekWorld): void {
  const kept = new Map(sessions.map((session) => [session.id, session]));
  const before = (one: Session): readonly BilledCall[] => {
    const resumed = one.resumes === null ? undefined : kept.get(one.resumes);
    return resumed === undefined ? [] : [...before(resumed), ...resumed.calls.filter(({ agent }) => agent === null)];
  };
  for (const session of sessions) {
    const [first] = session.calls;
    if (session.tool !== 'cline' || first?.where !== 'here') continue;
    const sid = `${first.at}_${session.id.slice(0, 5)}`;
    const folder = join(home, '.cline', 'data', 'sessions', sid);
    mkdirSync(folder, { recursive: true });
    const head = {
      version: 1,
      session_id: sid,
      source: 'cli',
      started_at: new Date(first.at).toISOString(),
      status: 'completed',
      provider: 'deepseek',
      model: first.model,
      cwd: '/home/dev/shop',
      workspace_root: '/home/dev/shop',
      metadata: session.resumes === null ? {} : { fork: { forkedFromSessionId: session.resumes } },
    };
    writeFileSync(join(folder, `${sid}.json`), JSON.stringify(head));
    const lead = [...before(session), ...session.calls.filter(({ agent }) => agent === null)];
    const write = (name: string, agent: string, calls: readonly BilledCall[]): void =>
      writeFileSync(
        join(folder, `${name}.messages.json`),
        JSON.stringify({
          version: 1,
          updated_at: new Date(session.calls.at(-1)?.end ?? 0).toISOString(),
          agent,
          sessionId: sid,
          messages: messagesOf(calls),
        }),
      );
    write(sid, 'lead', lead);
    for (const agent of new Set(session.calls.flatMap((call) => call.agent ?? [])))
      write(
        agent,
        agent,
        session.calls.filter((call) => call.agent === agent),
      );
  }
}

function messagesOf(calls: readonly BilledCall[]): readonly object[] {
  return calls.flatMap(({ id, at, end, model, tokens: { miss, hit, out }, logged }) => {
    const asked = { id: `u-${id}`, role: 'user', content: 'made up', ts: at };
    if (logged !== 'tokens') return [asked];
    const metrics = { inputTokens: miss + hit, outputTokens: out, cacheReadTokens: hit, cacheWriteTokens: 0, cost: 0.0123 };
    const modelInfo = { id: model, provider: 'deepseek', family: 'deepseek' };
    return [asked, { id, role: 'assistant', content: [{ type: 'text', text: 'made up' }], ts: end, modelInfo, metrics }];
  });
}
