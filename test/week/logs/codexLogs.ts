import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PlanCall, WeekWorld } from '../weekWorld';

/**
 * What Codex keeps of sessions that a plan of ChatGPT pays for: totals that grow, told again when nothing changed.
 * @see https://github.com/openai/codex/blob/main/codex-rs/protocol/src/protocol.rs
 */
export function writeCodex(home: string, { planCalls }: WeekWorld): void {
  const calls = planCalls.filter(({ tool }) => tool === 'codex');
  for (const id of new Set(calls.map(({ session }) => session))) {
    const own = calls.filter(({ session }) => session === id);
    const time = new Date(own[0]?.at ?? 0).toISOString();
    const folder = join(home, '.codex', 'sessions', ...time.slice(0, 10).split('-'));
    mkdirSync(folder, { recursive: true });
    const meta = {
      id,
      timestamp: time,
      cwd: '/home/dev/shop',
      originator: 'codex_cli_rs',
      cli_version: '0.141.0',
      source: 'cli',
      model_provider: 'openai',
    };
    const lines = [
      { timestamp: time, type: 'session_meta', payload: meta },
      { timestamp: time, type: 'turn_context', payload: { cwd: '/home/dev/shop', model: 'gpt-5.4' } },
      ...countsOf(own),
    ];
    const name = `rollout-${time.slice(0, 19).replaceAll(':', '-')}-${id}.jsonl`;
    writeFileSync(join(folder, name), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  }
}

function countsOf(calls: readonly PlanCall[]): readonly object[] {
  const sum = { input_tokens: 0, cached_input_tokens: 0, output_tokens: 0, reasoning_output_tokens: 0, total_tokens: 0 };
  return calls.flatMap(({ end, tokens: { miss, hit, out, reasoning } }) => {
    const last = {
      input_tokens: miss + hit,
      cached_input_tokens: hit,
      output_tokens: out,
      reasoning_output_tokens: reasoning,
      total_tokens: miss + hit + out,
    };
    sum.input_tokens += last.input_tokens;
    sum.cached_input_tokens += hit;
    sum.output_tokens += out;
    sum.reasoning_output_tokens += reasoning;
    sum.total_tokens += last.total_tokens;
    const rate_limits = {
      primary: { used_percent: 12, window_minutes: 300, resets_at: 0 },
      secondary: null,
      credits: null,
      plan_type: 'plus',
    };
    const info = { total_token_usage: { ...sum }, last_token_usage: last, model_context_window: 272_000 };
    const line = { timestamp: new Date(end).toISOString(), type: 'event_msg', payload: { type: 'token_count', info, rate_limits } };
    return [line, line];
  });
}
