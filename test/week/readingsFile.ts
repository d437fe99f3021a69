import type { Answer } from './deepseekAccount';

/** What was answered, as an export of a history has it. */
export function readingsFile(account: string, answers: readonly Answer[]): string {
  return JSON.stringify(
    answers.map(({ at, total, granted, paid }) => ({
      account,
      unit: 'CNY',
      at: new Date(at).toISOString(),
      available: total,
      paid,
      granted,
    })),
  );
}
