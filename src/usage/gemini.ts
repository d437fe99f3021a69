import { entriesAt, textAt } from '../core/usage/fields';
import { geminiCalls, type GeminiChat } from '../core/usage/geminiChat';
import type { LineSource, LogFile, Machine, UsageReader, WholeSource } from '../core/usage/usageReader';

/** @see https://github.com/google-gemini/gemini-cli/blob/5411f11/packages/core/src/utils/paths.ts */
function places({ home, variable }: Machine): readonly string[] {
  const named = variable('GEMINI_CLI_HOME') ?? '';
  return [...(named === '' ? [] : [`${named}/.gemini`]), `${home}/.gemini`];
}

/** @param head the first line, or the whole of a chat of the older form */
function chatOf(head: unknown, { path, beside }: LogFile): GeminiChat {
  const isBelowSession = /\/chats\/[^/]+\//.test(path);
  return {
    tool: 'gemini',
    session: textAt(head, 'sessionId') ?? path,
    project: projectOf(path, beside),
    isSubAgent: isBelowSession || textAt(head, 'kind') === 'subagent',
    areThoughtsBeside: true,
  };
}

/** The folder is named for a hash of the project's path, or since 2026 for a short name that a list has of it. */
function projectOf(path: string, beside: LogFile['beside']): string | null {
  const name = path.split('/')[1] ?? '';
  const [folder] = Object.entries(entriesAt(beside('projects.json'), 'projects')).find(([, of]) => of === name) ?? [];
  return folder ?? (/^[\da-f]{64}$/.test(name) ? null : name);
}

const lines: LineSource = {
  form: 'lines',
  under: 'tmp',
  matches: (path) => /\/chats\/.*\.jsonl$/.test(path),
  marks: ['"tokens"'],
  open: (file) => {
    const chat = chatOf(file.first(), file);
    return { line: (value) => geminiCalls(value, chat), kept: () => null };
  },
};

/** It stays beside the file of lines that it was made into. */
const older: WholeSource = {
  form: 'whole',
  under: 'tmp',
  matches: (path) => /\/chats\/.*\.json$/.test(path),
  read: (content, file) => ({ calls: geminiCalls(content, chatOf(content, file)) }),
};

export const gemini: UsageReader = {
  id: 'gemini',
  name: 'Gemini CLI',
  rules: 4,
  deletesLogs: true,
  places,
  sources: [lines, older],
  blindSpots: [
    'A request that failed or was stopped leaves no usage, nor does one that was tried again.',
    'Whether a key, Vertex AI or the free use of a Google account paid for a call is in no chat.',
    'Chats are deleted after 30 days, unless that was set otherwise.',
  ],
};
