import type { EpochMs } from '../../core/time/epoch';
import { countAt, fieldAt, listAt, textAt } from '../../core/usage/fields';
import { skipReasonOf, type SkipReason } from '../../core/usage/usageReader';

export interface ToolReport {
  readonly tool: string;
  readonly filesRead: number;
  /** By their names alone: the folders they lie in are named for what somebody works on. */
  readonly skipped: readonly { readonly file: string; readonly reason: SkipReason }[];
  readonly newest: EpochMs | null;
  /** Until when what was left or passed over may hold calls, which is when it changed last. null: the tool has no logs. */
  readonly unreadUntil: EpochMs | null;
  /** When the oldest of its logs that are there or were read changed last, or its oldest call, if that is before. null: there is none. */
  readonly oldest: EpochMs | null;
}

export const noLogs = { unreadUntil: null, oldest: null } as const;

/** null for what another version wrote. */
export function readReport(json: string): ToolReport | null {
  const report: unknown = JSON.parse(json);
  const [tool, filesRead] = [textAt(report, 'tool'), countAt(report, 'filesRead')];
  const time = (name: string): EpochMs | null => {
    const found = fieldAt(report, name);
    return typeof found === 'number' ? found : null;
  };
  if (tool === undefined || filesRead === undefined) return null;
  const skipped = listAt(report, 'skipped').flatMap((one) => {
    const [file, reason] = [textAt(one, 'file'), skipReasonOf(textAt(one, 'reason') ?? null)];
    return file === undefined || reason === null ? [] : [{ file, reason }];
  });
  return { tool, filesRead, skipped, newest: time('newest'), unreadUntil: time('unreadUntil'), oldest: time('oldest') };
}
