import { callKey } from './callKey';
import { countAt, fieldAt, listAt, textAt, timeAt } from './fields';
import { generatedTokens } from './generatedTokens';
import { guessProvider } from './guessProvider';
import type { LoggedCall } from './loggedCall';

/** Of one chat, as Gemini CLI writes it and those that began as copies of it. */
export interface GeminiChat {
  readonly tool: string;
  readonly session: string;
  readonly project: string | null;
  readonly isSubAgent: boolean;
  readonly areThoughtsBeside: boolean;
}

/**
 * The messages of a line, or of a whole chat. A message is written again whenever it changes, and all of them when the chat was shortened:
 * the same id is the same call. What was taken back (`$rewindTo`) was paid.
 * @see https://github.com/google-gemini/gemini-cli/blob/5411f11/packages/core/src/services/chatRecordingService.ts
 */
export function geminiCalls(written: unknown, chat: GeminiChat): readonly LoggedCall[] {
  const messages = [written, ...listAt(written, '$set', 'messages'), ...listAt(written, 'messages')];
  return messages.flatMap((message) => callsOf(message, chat));
}

const notTheModels: readonly (string | undefined)[] = ['user', 'info', 'error', 'warning'];

function callsOf(message: unknown, { tool, session, project, isSubAgent, areThoughtsBeside }: GeminiChat): readonly LoggedCall[] {
  const at = timeAt(message, 'timestamp');
  const [model, tokens] = [textAt(message, 'model') ?? null, fieldAt(message, 'tokens')];
  // What the tool itself says in the place of an answer has no model, and what it notes of tools that ran has no tokens, not even none.
  if (tokens === undefined || (tokens === null && model === null)) return [];
  if (notTheModels.includes(textAt(message, 'type'))) return [];
  const counts = {
    prompt: countAt(tokens, 'input'),
    candidates: countAt(tokens, 'output'),
    cached: countAt(tokens, 'cached'),
    thoughts: countAt(tokens, 'thoughts'),
    toolUse: countAt(tokens, 'tool'),
    total: countAt(tokens, 'total'),
  };
  const call: LoggedCall = {
    key: callKey(tool, session, textAt(message, 'id') ?? at),
    at,
    kind: 'call',
    provider: guessProvider(model),
    model,
    tokens: generatedTokens(counts, areThoughtsBeside),
    quality: 'reported',
    costs: [],
    project,
    session,
    isSubAgent,
  };
  return [call];
}
