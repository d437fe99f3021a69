import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { BilledCall, PlanCall, Session, WeekWorld } from '../weekWorld';

const place = { userType: 'external', cwd: '/home/dev/shop', version: '2.1.0', gitBranch: 'main' } as const;

/**
 * What Claude Code keeps while it speaks to DeepSeek's Anthropic address: a line for each block of content, with usage
 * that grows; sub-agents in files of their own; a resumed session begins with the lines of the one before.
 * @see https://code.claude.com/docs/en/claude-directory
 * @see https://api-docs.deepseek.com/guides/anthropic_api (ids are no `msg_…`, and there is no request id)
 */
export function writeClaudeCode(home: string, { sessions, planCalls }: WeekWorld): void {
  const projects = join(home, '.claude', 'projects');
  mkdirSync(projects, { recursive: true });
  writeFileSync(
    join(home, '.claude', 'settings.json'),
    JSON.stringify({ env: { ANTHROPIC_BASE_URL: 'https://api.deepseek.com/anthropic' } }),
  );
  const kept = new Map(sessions.map((session) => [session.id, session]));
  for (const session of sessions) {
    if (session.tool !== 'claude-code' || session.calls[0]?.where !== 'here') continue;
    const before = (one: Session): readonly BilledCall[] => {
      const resumed = one.resumes === null ? undefined : kept.get(one.resumes);
      return resumed === undefined ? [] : [...before(resumed), ...resumed.calls.filter(({ agent }) => agent === null)];
    };
    const own = session.calls.filter(({ agent }) => agent === null);
    write(
      claudeLog(home, session.id),
      [...before(session), ...own].flatMap((call) => linesOf(call, session.id)),
    );
    for (const agent of new Set(session.calls.flatMap((call) => call.agent ?? []))) {
      const side = session.calls.filter((call) => call.agent === agent);
      write(
        join(projects, '-home-dev-shop', session.id, 'subagents', `agent-${agent}.jsonl`),
        side.flatMap((call) => linesOf(call, session.id)),
      );
    }
  }
  const ofPlan = planCalls.filter(({ tool }) => tool === 'claude-code');
  for (const id of new Set(ofPlan.map(({ session }) => session)))
    write(join(projects, '-home-dev-own', `${id}.jsonl`), ofPlan.filter(({ session }) => session === id).flatMap(planLines));
}

export function claudeLog(home: string, session: string): string {
  return join(home, '.claude', 'projects', '-home-dev-shop', `${session}.jsonl`);
}

function write(file: string, lines: readonly object[]): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

/** As the tool does when an answer comes in while somebody looks. */
export function appendClaudeCall(file: string, call: BilledCall): void {
  for (const line of linesOf(call, call.session)) appendFileSync(file, `${JSON.stringify(line)}\n`);
}

const iso = (at: number): string => new Date(at).toISOString();

function linesOf(call: BilledCall, sessionId: string): readonly object[] {
  const { id, at, end, agent, logged, tokens, searches, model } = call;
  const base = { ...place, sessionId, isSidechain: agent !== null, ...(agent === null ? {} : { agentId: agent }) };
  const asked = { ...base, type: 'user', uuid: `u-${id}`, timestamp: iso(at), message: { role: 'user', content: 'made up' } };
  if (logged !== 'tokens')
    return [asked, { ...asked, uuid: `i-${id}`, timestamp: iso(end), message: { role: 'user', content: '[Request interrupted by user]' } }];
  const blocks = 1 + (at % 3);
  const answers = Array.from({ length: blocks }, (_, index) => {
    const isLast = index === blocks - 1;
    const usage = {
      input_tokens: tokens.miss,
      cache_creation_input_tokens: 0,
      cache_read_input_tokens: tokens.hit,
      output_tokens: isLast ? tokens.out : Math.floor((tokens.out * index) / blocks),
      ...(searches > 0 && isLast ? { server_tool_use: { web_search_requests: searches, web_fetch_requests: 0 } } : {}),
      service_tier: 'standard',
    };
    const message = {
      id,
      type: 'message',
      role: 'assistant',
      model,
      content: [{ type: 'text', text: 'made up' }],
      stop_reason: null,
      usage,
    };
    return { ...base, type: 'assistant', uuid: `a-${id}-${index}`, timestamp: iso(end - (blocks - 1 - index) * 400), message };
  });
  return [asked, ...answers];
}

function planLines({ id, end, session, tokens, model }: PlanCall): readonly object[] {
  const usage = {
    input_tokens: 12,
    cache_creation_input_tokens: tokens.miss,
    cache_read_input_tokens: tokens.hit,
    output_tokens: tokens.out,
    cache_creation: { ephemeral_5m_input_tokens: tokens.miss, ephemeral_1h_input_tokens: 0 },
    service_tier: 'standard',
  };
  const name = id.replaceAll('-', '').slice(0, 24);
  const message = { id: `msg_01${name}`, type: 'message', role: 'assistant', model, content: [], stop_reason: null, usage };
  return [
    {
      ...place,
      sessionId: session,
      isSidechain: false,
      type: 'assistant',
      uuid: `p-${id}`,
      requestId: `req_01${name}`,
      timestamp: iso(end),
      message,
    },
  ];
}
