import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hourMs } from '../../src/core/time/durations';

/** Words of a person, of which none may be found anywhere of ours. */
export const privateWords = ['MARKEDPROMPT', 'MARKEDTITLE', 'MARKEDPATH', 'marked@mail.example', 'sk-MARKEDKEY'] as const;

/** The home of somebody who lets Claude Code speak to DeepSeek, with one session. @see https://code.claude.com/docs/en/claude-directory */
export function claudeHome(home: string, times: readonly number[]): string {
  const folder = join(home, '.claude', 'projects', '-home-dev-MARKEDPATH-shop');
  mkdirSync(folder, { recursive: true });
  const settings = { env: { ANTHROPIC_BASE_URL: 'https://api.deepseek.com/anthropic', ANTHROPIC_AUTH_TOKEN: 'sk-MARKEDKEY' } };
  writeFileSync(join(home, '.claude', 'settings.json'), JSON.stringify(settings));
  const log = join(folder, '5e551011-aaaa-4bbb-8ccc-000000000001.jsonl');
  writeFileSync(log, '');
  addCalls(log, times);
  return log;
}

/** Half past an hour about so long ago. Prices change at full hours, and near a change a call has two prices. */
export function hoursBefore(now: number, hours: number): number {
  return Math.floor((now - hours * hourMs) / hourMs) * hourMs + hourMs / 2;
}

/** A million tokens in and a hundred thousand out, each. */
export function addCalls(log: string, times: readonly number[]): void {
  for (const at of times) {
    const content = [{ type: 'text', text: 'MARKEDPROMPT from marked@mail.example with sk-MARKEDKEY' }];
    const usage = { input_tokens: 1_000_000, cache_creation_input_tokens: 0, cache_read_input_tokens: 0, output_tokens: 100_000 };
    const message = { id: `chatcmpl-${at}`, role: 'assistant', model: 'deepseek-flash', content, usage };
    const line = {
      type: 'assistant',
      uuid: `u-${at}`,
      timestamp: new Date(at).toISOString(),
      sessionId: '5e551011',
      cwd: '/home/dev/MARKEDPATH/shop',
    };
    appendFileSync(log, `${JSON.stringify({ ...line, gitBranch: 'MARKEDTITLE', message })}\n`);
  }
}
