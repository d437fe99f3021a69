import type { FoundTool } from '../../core/explained/usageRequest';
import type { Machine, UsageReader } from '../../core/usage/usageReader';
import { foundLogs } from './foundLogs';

/** Which tools have logs here, and in which folders. Nothing is opened. */
export function findTools(readers: readonly UsageReader[], machine: Machine): readonly FoundTool[] {
  return readers.map((reader) => {
    const logs = foundLogs(reader, machine).filter(({ skipped }) => skipped === null);
    const folders = new Set(logs.map(({ place, source }) => (source.under === '' ? place : `${place}/${source.under}`)));
    return { tool: reader.id, name: reader.name, folders: [...folders].sort(), files: logs.length };
  });
}
