import { countAt, fieldAt, timeAt } from './fields';
import { usedTokens, type CountedAs, type LoggedCounts } from './readTokens';
import type { Tokens } from './tokens';
import { parsed } from '../text/parsed';
import { objectOf } from '../text/objectOf';
import type { EpochMs } from '../time/epoch';

/** One thing that was said in a task of Cline or of a fork of it. */
export interface TaskMessage {
  readonly at: EpochMs;
  readonly say: string;
  /** The JSON that stands in the message's text: of a request its tokens and its cost. */
  readonly told: Readonly<Record<string, unknown>>;
  readonly message: unknown;
}

/**
 * What was said of requests in `ui_messages.json`, which Cline, Roo Code and the older Kilo Code write alike. A request is written when it
 * begins, and written again with its usage; the oldest versions wrote the usage as a message of its own, which is joined here.
 * @see https://github.com/cline/cline/blob/21cb8d2525bcedf1f4b6890b27a74a14fe7451e4/apps/vscode/src/shared/combineApiRequests.ts
 * @returns undefined for what is no list of messages
 */
export function taskMessages(content: unknown): readonly TaskMessage[] | undefined {
  if (!Array.isArray(content)) return undefined;
  const list: readonly unknown[] = content;
  const messages: TaskMessage[] = [];
  let begun: number | undefined;
  for (const message of list) {
    const [at, say] = [timeAt(message, 'ts'), fieldAt(message, 'say')];
    const applied = appliedIn(message);
    if (applied !== undefined) messages.push({ at, say: 'fast_apply', told: applied, message });
    if (fieldAt(message, 'type') !== 'say' || typeof say !== 'string') continue;
    const told = toldIn(fieldAt(message, 'text'));
    const before = begun === undefined ? undefined : messages[begun];
    if (say === 'api_req_finished') {
      if (before !== undefined && begun !== undefined) messages[begun] = { ...before, told: { ...before.told, ...told } };
      begun = undefined;
      continue;
    }
    if (say === 'api_req_started') begun = messages.length;
    messages.push({ at, say, told, message });
  }
  return messages;
}

/**
 * A model of its own may make a change that another one described: what that used stands in the question whether to save the file.
 * @see https://github.com/Kilo-Org/kilocode-legacy/blob/56b73d3bdad40673dfe05171273b20c51354db60/src/core/tools/kilocode/editFileTool.ts
 */
function appliedIn(message: unknown): TaskMessage['told'] | undefined {
  const text = fieldAt(message, 'ask') === 'tool' ? fieldAt(message, 'text') : undefined;
  if (typeof text !== 'string' || !text.includes('"fastApplyResult"')) return undefined;
  const applied = fieldAt(toldIn(text), 'fastApplyResult');
  return applied === undefined ? undefined : objectOf(applied);
}

/** The request itself may stand in it too, so it can be long; nothing but counts is taken of it. */
function toldIn(text: unknown): TaskMessage['told'] {
  if (text === undefined || text === null || text === '') return {};
  const told = typeof text === 'string' && text.startsWith('{') ? parsed(text) : undefined;
  // Of a request whose usage cannot be read it is known that it was one.
  return told === undefined ? { request: '' } : objectOf(told);
}

export function taskCounts({ told }: TaskMessage): LoggedCounts {
  const [input, output, cacheRead, cacheWrite5m] = ['tokensIn', 'tokensOut', 'cacheReads', 'cacheWrites'].map((name) =>
    countAt(told, name),
  );
  return { input, output, cacheRead, cacheWrite5m };
}

/** null too while a request is under way, and where it was ended before it was told. */
export function taskTokens(message: TaskMessage, countedAs?: CountedAs): Tokens | null {
  return usedTokens(taskCounts(message), countedAs);
}
