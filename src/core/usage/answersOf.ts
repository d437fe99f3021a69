import { fieldAt, listAt, textAt } from './fields';

/**
 * The answers in a session of Cline that are calls of their own. Each has the usage of its call; where a provider told none while
 * it answered, only the last one has it, for all that was asked since the person said something.
 * @see https://github.com/cline/cline/blob/21cb8d2525bcedf1f4b6890b27a74a14fe7451e4/sdk/packages/core/src/services/session-data.ts
 */
export function answersOf(messages: readonly unknown[]): readonly unknown[] {
  return turnsOf(messages).flatMap((turn) => {
    const told = turn.filter((message) => fieldAt(message, 'metrics') !== undefined);
    const last = turn.at(-1);
    const standsForAll = told.length === 1 && told[0] === last && isUsed(last);
    return standsForAll ? [last] : turn;
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

/** Zeros stand where nothing was told at all. */
function isUsed(message: unknown): boolean {
  return ['inputTokens', 'outputTokens'].some((name) => fieldAt(message, 'metrics', name) !== 0);
}
