import { skipText } from '../core/explained/skipText';
import { english } from '../core/text/translate';
import type { SkipReason } from '../core/usage/usageReader';

/** What was passed over of the logs of one tool. */
export interface SkippedLogs {
  readonly tool: string;
  readonly filesSkipped: number;
  readonly skipped: readonly { readonly file: string; readonly reason: SkipReason }[];
}

const shown = 5;

export function skipLines({ tool, filesSkipped, skipped }: SkippedLogs): readonly string[] {
  return [
    ...skipped.slice(0, shown).map(({ file, reason }) => `${tool}: ${file}: ${skipText(reason, english)}.`),
    ...(filesSkipped > shown ? [`${tool}: ${(filesSkipped - shown).toLocaleString('en')} more files with such reasons.`] : []),
  ];
}
