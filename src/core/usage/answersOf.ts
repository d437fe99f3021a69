import { countAt, fieldAt, listAt, textAt } from './fields';

/**
 * The answers in a session of Cline that are calls of their own. Each has the usage of its call; where a provider told none while
 * it answered, only the last one has it, for all that was asked since the person said something. Before May 2026 the last one had that
 * too where it was none and the others had their own.
 * @see https://github.com/cline/cline/commit/7b48ead59070a12be8acc608cd577221ca089b63
 * @see https://github.com/cline/cline/blob/21cb8d2525bcedf1f4b6890b27a74a14fe7451e4/sdk/packages/core/src/services/session-data.ts
 */
export function answersOf(messages: readonly unknown[]): readonly unknown[] {
  return turnsOf(messages).flatMap((turn) => {
    const told = turn.filter((message) => fieldAt(message, 'metrics') !== undefined);
    const last = turn.at(-1);
    if (last === undefined || told.at(-1) !== last || !isUsed(last)) return turn;
    const others = told.slice(0, -1);
    if (others.length === 0) return [last];
    // Of one alone it is a sign only where nothing was answered: two answers may have the same counts.
    const isTelling = others.length > 1 || listAt(last, 'content').length === 0;
    return isTelling && counts.every((name) => sumOf([last], name) === sumOf(others, name)) ? turn.slice(0, -1) : turn;
  });
}

/** Results of tools are written as said by the person too. */
function turnsOf(messages: readonly unknown[]): readonly (readonly unknown[])[] {
  const turns: unknown[][] = [[]];
  for (const message of messages) {
    const isOfTool = listAt(message, 'content').some((block) => textAt(block, 'type') === 'tool_result');
    if (fieldAt(message, 'role') === 'assistant') turns.at(-1)?.push(message);
    else if (!isOfTool) turns.push([]);
  }
  return turns;
}

const counts = ['inputTokens', 'outputTokens'];

/** Zeros stand where nothing was told at all. */
function isUsed(message: unknown): boolean {
  return counts.some((name) => fieldAt(message, 'metrics', name) !== 0);
}

function sumOf(messages: readonly unknown[], name: string): number {
  return messages.reduce<number>((sum, message) => sum + (countAt(message, 'metrics', name) ?? 0), 0);
}
